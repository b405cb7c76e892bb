/** Words of a number in hand in traditional Chinese. */
import type { OwnWords } from './zh-Hans.ts';

export const zhHant: OwnWords = {
  code: '號碼的二維碼',
  codeHint: '手機掃碼看進度',

  textMe: '短信提醒我',
  texted: (phone) => `快到時和叫號時，發短信到 ${phone}`,
  textTitle: '請輸入手機號',
  textHint: '快到您和叫到您時發短信提醒。可以不填；手機號今天結束後刪除',
  textAct: '短信提醒',
  textActing: '正在登記',

  looking: '正在查詢',
  notFound: '現在查不到這個號碼',
  stands: {
    held: '號碼等待確認',
    waiting: '正在排隊',
    postponed: '已推遲',
    called: '正在叫您的號',
    serving: '正在辦理',
    parked: '暫時掛起',
    missed: '已過號',
    finished: '已辦結',
    cancelled: '已取消',
  },
  next: {
    held: () => '斷網時取的號，正在等工作人員確認，請稍候',
    waiting: () => '請留意螢幕',
    postponed: () => '推遲的時間到了，會自動回到隊伍裡',
    called: (sign) => `請馬上到 ${sign} 號窗口`,
    serving: (sign) => `請到 ${sign} 號窗口`,
    parked: (sign) => (sign === '' ? '請到原來的窗口' : `材料備齊後，請到 ${sign} 號窗口`),
    missed: () => '叫到您時沒有見到您。可以在這裡重新排隊，不用再取號',
    finished: () => '這次服務已經結束',
    cancelled: () => '需要時請重新取號',
  },
  rejoin: '重新排隊',
  rejoinRule: (behind) => (behind === 0 ? '會排在最前面' : `排在 ${behind} 個人之後`),
  trouble: {
    cannot: '現在不能這樣做：超過了時間或次數，請重新取號，或到諮詢臺',
    unable: '系統暫時不能辦理。請再試一次，或到諮詢臺',
    'no-answer': '還沒有得到回應，請再試一次，不會重複',
    'bad-phone': '手機號不對，請逐位核對',
  },
};
