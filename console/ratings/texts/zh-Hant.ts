/**
 * 今天的評價頁的文字，繁體中文。
 */
import type { RatingTexts } from './index.ts';

export const zhHant: RatingTexts = {
  title: '評價',
  loading: '正在讀取…',
  language: '語言',
  console: '回到窗口端',
  unreachable: '連不上主機。請稍後再試。',
  notAllowed: '請先登入。',
  none: '這裡沒有評價。',
  count: (of) =>
    `已評 ${of.rated} 次，詢問未答 ${of.unanswered} 次，差評 ${of.bad} 次` +
    `${of.excluded > 0 ? `，不計入 ${of.excluded} 次` : ''}` +
    `${of.suspicious > 0 ? `，可疑 ${of.suspicious} 次` : ''}。`,
  cut: (shown) => `只列最近 ${shown} 條。`,
  period: '時間',
  today: '今天',
  week: '本週',
  month: '本月',
  date: '某一天',
  all: '全部',
  counter: '窗口',
  toCase: '查看辦理情況',
  suspicious: '可疑',
  window: (sign) => `${sign}號窗口`,
  why: (reasons) => `：${reasons.join('；')}`,
  patterns: {
    'too-quick': '提示後 2 秒內給出',
    'device-run': '同一設備一分鐘內 5 次',
    'all-five': '同一窗口連續 50 次非常滿意',
    'no-token': '未憑本人號票',
  },
  time: '時間',
  number: '號碼',
  level: '等級',
  channel: '渠道',
  said: '原因和留言',
  unanswered: '詢問未答',
  excluded: '不計入（複核成立）',
  again: '追加評價',
  bad: '差評',
  channels: { pad: '評價器', tablet: '平板', kiosk: '自助機', phone: '手機', text: '短訊' },
  levels: { 5: '非常滿意', 4: '滿意', 3: '基本滿意', 2: '不滿意', 1: '非常不滿意' },
};
