/**
 * 窗口评价平板的文字，简体中文，也是各语言的样板。
 */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '服务评价',
  connecting: '正在连接大厅…',
  away: '暂时连不上大厅',
  awayHint: '办理不受影响，恢复后可继续评价',
  enrolTitle: '请输入登记码',
  enrolHint: '由主管在主机上生成，15 分钟内有效',
  code: '登记码',
  enrol: '登记',
  enrolFailed: '登记码不对或已过期',
  idle: '办结后请在此评价',
  idleHint: '可评可不评，不记姓名',
  rate: '请评价本次服务',
  rateHint: '可评可不评，评价后不能修改',
  leave: '不评价',
  again: '没有记上，请再按一次',
  thanks: '已记录，谢谢',
  notKept: '补充的话没有记上',
  sendsAgain: '网络不通，正在重新提交…',
  over: '已过评价时间',
  overHint: '5 个工作日内还可扫小票上的二维码评价',
  moreTags: '原因（可多选，可不选）',
  moreWords: '想说的话（可不填）',
  moreHint: '请不要写姓名、电话和证件号码',
  moreSend: '提交',
  moreLeave: '不补充',
  window: (sign: string) => `${sign}号窗口`,
  levels: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
};

export type TabletWords = Words<typeof zhHans>;
