/** Words of the hall screen; the model of the other languages. */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '叫号大屏',
  calling: '正在叫号',
  waiting: '正在等候',
  /** What stands before and after a counter's sign: 3号窗口. */
  beforeSign: '',
  afterSign: '号窗口',
  people: '人数',
  /** How long a newcomer would wait; over the ranges. */
  minutes: '预计等候分钟',
  rest: (services: number, people: number) => `其余 ${services} 项 ${people} 人`,
  nobodyCalled: '尚未叫号',
  nobodyCalledHint: '请在取号机取号，叫到时号码会显示在这里',
  /** Under who waits. */
  next: '请准备',
  missed: '过号，可重新排队',
  /** Where not all of them are seen at once. */
  missedOf: (count: number) => `过号 ${count} 人，可重新排队`,
  notice: '公告',
  turned: (sign: string, services: string) => `${sign}号窗口现在办理：${services}`,
  more: '等',
  separator: '、',
  paused: (sign: string, reason: string) =>
    reason === '' ? `${sign}号窗口暂停服务` : `${sign}号窗口暂停服务：${reason}`,
  instead: (signs: string) => `，请到${signs}号窗口`,
  onDuty: '值班领导',
  hotline: '服务热线',
  consultation: '咨询',
  complaints: '投诉',
  duties: { noon: '午间值班', extended: '延时服务' },
  nobodyWaits: '目前无人等候',
  closed: '现在不在服务时间',
  hours: '服务时间',
  silent: '本厅静音叫号，请留意屏幕',
  connecting: '正在连接',
};

export type HallWords = Words<typeof zhHans>;
