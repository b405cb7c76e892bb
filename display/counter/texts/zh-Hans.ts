/** Words of the sign over a counter; the model of the other languages. */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '窗口屏',
  /** What stands before and after the counter's sign: 3号窗口. */
  beforeSign: '',
  afterSign: '号窗口',
  called: '请到本窗口',
  serving: '正在办理',
  /** While the services are other than planned. */
  servesNow: (services: string) => `现在办理：${services}`,
  free: '欢迎办理',
  paused: '暂停服务',
  pausedHint: '请留意其他窗口叫号',
  /** While it pauses: where else the same is done. */
  instead: (signs: string) => `请到 ${signs} 号窗口办理`,
  promise: '服务承诺',
  duties: '岗位职责',
  closed: '未开放',
  unknown: '没有这个窗口',
  unknownHint: '请检查本屏网址中的窗口号',
  connecting: '正在连接',
};

export type SignWords = Words<typeof zhHans>;
