/** Words of what only some are asked, and of the keys, in traditional Chinese. */
import type { AskWords } from './zh-Hans.ts';

export const zhHant: AskWords = {
  itemsTitle: '請選擇要辦的事',
  itemsHint: '可以選一項或幾項，叫到您時一起辦',
  moreTitle: '優先和幫助',
  moreHint: '請如實選擇。叫到您時，窗口可能請您出示證件。都不需要，請返回',
  personTitle: '請輸入證件號',
  personHint: '只用來核對一人一號，取號後立即清除',
  kinds: {
    'id-card': '身份證',
    phone: '手機號',
    other: '其他證件',
    mobile: '手機號',
    code: '預約碼',
    label: '號碼',
  },
  typedSoFar: (count) => (count === 0 ? '還沒有輸入' : `已輸入 ${count} 位`),
  typedShort: {
    'id-card': '請輸入 18 位身份證號',
    phone: '請輸入手機號',
    other: '請輸入護照、通行證等證件的號碼',
    mobile: '請輸入 11 位手機號',
    label: '請輸入號碼，如 A017',
    code: '請輸入 8 位預約碼',
  },
  typedWrong: '身份證號不對，請逐位核對',
  cardRead: (name: string) => `已讀卡：${name}`,
};
