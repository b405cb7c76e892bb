/**
 * 窗口評價平板的文字，繁體中文。
 */
import type { TabletWords } from './zh-Hans.ts';

export const zhHant: TabletWords = {
  title: '服務評價',
  connecting: '正在連接大廳…',
  away: '暫時連不上大廳',
  awayHint: '辦理不受影響，恢復後可繼續評價',
  enrolTitle: '請輸入登記碼',
  enrolHint: '由主管在主機上產生，15 分鐘內有效',
  code: '登記碼',
  enrol: '登記',
  enrolFailed: '登記碼不對或已過期',
  idle: '辦結後請在此評價',
  idleHint: '可評可不評，不記姓名',
  rate: '請評價本次服務',
  rateHint: '可評可不評，評價後不能修改',
  leave: '不評價',
  again: '沒有記上，請再按一次',
  thanks: '已記錄，謝謝',
  notKept: '補充的話沒有記上',
  sendsAgain: '網絡不通，正在重新提交…',
  over: '已過評價時間',
  overHint: '5 個工作日內還可掃小票上的二維碼評價',
  moreTags: '原因（可多選，可不選）',
  moreWords: '想說的話（可不填）',
  moreHint: '請不要寫姓名、電話和證件號碼',
  moreSend: '提交',
  moreLeave: '不補充',
  window: (sign) => `${sign}號窗口`,
  levels: { 5: '非常滿意', 4: '滿意', 3: '基本滿意', 2: '不滿意', 1: '非常不滿意' },
};
