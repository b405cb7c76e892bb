/**
 * 今天的评价页的文字，简体中文，也是各语言的样板。
 */
export const zhHans = {
  title: '今天的评价',
  loading: '正在读取…',
  language: '语言',
  console: '回到窗口端',
  unreachable: '连不上主机。请稍后再试。',
  notAllowed: '请先登录。',
  none: '今天还没有评价。',
  count: (rated: number, unrated: number, bad: number) =>
    `已评 ${rated} 次，未评 ${unrated} 次，差评 ${bad} 次`,
  cut: (shown: number) => `只列最近 ${shown} 条。`,
  time: '时间',
  number: '号码',
  level: '等级',
  channel: '渠道',
  said: '原因和留言',
  unrated: '未评',
  again: '追加评价',
  bad: '差评',
  channels: { pad: '评价器', tablet: '平板', kiosk: '自助机', phone: '手机', text: '短信' },
  levels: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
};
