/**
 * 今天的评价页的文字，简体中文，也是各语言的样板。
 */
import type { Told } from '../told.ts';

type Counts = Told['counts'];

export const zhHans = {
  title: '评价',
  loading: '正在读取…',
  language: '语言',
  console: '回到窗口端',
  unreachable: '连不上主机。请稍后再试。',
  notAllowed: '请先登录。',
  none: '这里没有评价。',
  count: (of: Counts) =>
    `已评 ${of.rated} 次，询问未答 ${of.unanswered} 次，差评 ${of.bad} 次` +
    `${of.excluded > 0 ? `，不计入 ${of.excluded} 次` : ''}` +
    `${of.suspicious > 0 ? `，可疑 ${of.suspicious} 次` : ''}。`,
  cut: (shown: number) => `只列最近 ${shown} 条。`,
  period: '时间',
  today: '今天',
  week: '本周',
  month: '本月',
  date: '某一天',
  all: '全部',
  counter: '窗口',
  toCase: '查看办理情况',
  suspicious: '可疑',
  window: (sign: string) => `${sign}号窗口`,
  why: (reasons: readonly string[]) => `：${reasons.join('；')}`,
  patterns: {
    'too-quick': '提示后 2 秒内给出',
    'device-run': '同一设备一分钟内 5 次',
    'all-five': '同一窗口连续 50 次非常满意',
    'no-token': '未凭本人号票',
  },
  time: '时间',
  number: '号码',
  level: '等级',
  channel: '渠道',
  said: '原因和留言',
  unanswered: '询问未答',
  excluded: '不计入（复核成立）',
  again: '追加评价',
  bad: '差评',
  channels: { pad: '评价器', tablet: '平板', kiosk: '自助机', phone: '手机', text: '短信' },
  levels: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
};
