/**
 * 斷網取號確認頁的文字，繁體中文。
 */
import type { AdoptionTexts } from './zh-Hans.ts';

export const zhHant: AdoptionTexts = {
  title: '斷網期間的取號',
  loading: '正在讀取…',
  language: '語言',
  console: '回到窗口端',
  noneHeld: '沒有待確認的號。',
  held: (count) => `${count} 個號待確認，確認前不會被呼叫。`,
  nextAt: (time) => `${time} 起自動排入隊伍。`,
  none: '今天沒有斷網期間取的號。',
  onlyManagers: '只有主管可以確認。請用主管帳號登入。',
  unreachable: '連不上主機，沒有成功。請稍後再試。',
  trouble: {
    'not-allowed': '只有主管可以確認。請用主管帳號登入。',
    unreachable: '連不上主機，沒有成功。請稍後再試。',
    refused: '有的號剛剛被呼叫或已經確認，請看最新的列表再確認。',
  },
  since: (time, count) => `${time} 起共取 ${count} 個號。請勾選斷網期間已經辦完的號。`,
  unsureCount: (count) => `其中 ${count} 個的取號時間不確定。`,
  unsure: '時間不確定',
  taken: (time) => `${time} 取號`,
  decide: (close, keep) =>
    close === 0 ? `保留全部 ${keep} 個` : `結束勾選的 ${close} 個，保留其餘 ${keep} 個`,
  status: {
    held: '待確認',
    waiting: '等候中',
    postponed: '已延後',
    called: '已呼叫',
    serving: '辦理中',
    parked: '已掛起',
    missed: '已過號',
    finished: '已辦結',
    cancelled: '已結束',
    'of-past-day': '不是今天的號',
  },
  ended: {
    'day-closed': '取號那天已結束',
    served: '已按原號辦理',
    'service-gone': '事項已取消，請聯繫本人',
  },
};
