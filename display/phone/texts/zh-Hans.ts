/** Words of the visitor's phone page; the model of the other languages. */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '我的号',
  yourNumber: '您的号码',
  aheadBefore: '前面等候',
  aheadAfter: (_count: number) => '人',
  aheadNobody: '前面没有人了，请准备好材料',
  /** `low` and `high` as they are shown: `约 12–18 分钟`. */
  range: (minutes: string) => `预计再等${minutes}`,
  about: (minutes: string) => `约 ${minutes} 分钟`,
  within: (minutes: number) => `不到 ${minutes} 分钟`,
  rangeUnknown: '还要等多久，现在说不准',
  promised: (time: string, minutes: string) => `${time} 取号时预计等${minutes}`,
  booked: (time: string) => `预约 ${time}`,
  bookedLate: (time: string) => `预约 ${time}，已过时，按普通号排队`,
  steps: (now: number, all: number) => `第 ${now} 步 / 共 ${all} 步`,
  stepDone: '已办',
  sentTo: (sign: string) => `请等候 ${sign}号窗口 叫号`,
  windows: (signs: string) => `办理窗口：${signs} 号`,
  keepOpen: '叫到您时，本页会显示窗口号。请保持页面打开，并留意大厅屏幕',
  now: '现在',
  window: (sign: string) => `${sign}号窗口`,
  goNow: '请现在到窗口办理',
  serving: '正在办理',
  held: '已登记',
  heldHint:
    '取号时网络中断，工作人员正把此号排入队伍；先后按您取号的时间算',
  parked: '已暂时挂起',
  parkedHint: '办好手头的事后，请回到窗口，工作人员会继续为您办理',
  missed: '已过号',
  missedHint: (minutes: number) => `请在 ${minutes} 分钟内联系窗口或咨询台，重新排队`,
  finished: '已办结',
  finishedHint: '感谢您的配合',
  cancelled: '已取消',
  cancelledHint: '如需继续办理，请重新取号',
  unserved: '今日服务已结束',
  unservedHint: '此号码已失效，请在服务时间重新取号',
  unknown: '没有找到这个号码',
  unknownHint: '号码只在取号当天有效。请重新扫描小票上的二维码，或重新取号',
  connecting: '正在连接',
  language: '语言',
};

export type PhoneWords = Words<typeof zhHans>;
