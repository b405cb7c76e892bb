/** Words of the sign over a counter in traditional characters. */
import type { SignWords } from './zh-Hans.ts';

export const zhHant: SignWords = {
  title: '窗口屏',
  beforeSign: '',
  afterSign: '號窗口',
  called: '請到本窗口',
  serving: '正在辦理',
  servesNow: (services) => `現在辦理：${services}`,
  free: '歡迎辦理',
  paused: '暫停服務',
  pausedHint: '請留意其他窗口叫號',
  instead: (signs) => `請到 ${signs} 號窗口辦理`,
  promise: '服務承諾',
  duties: '崗位職責',
  closed: '未開放',
  unknown: '沒有這個窗口',
  unknownHint: '請檢查本屏網址中的窗口號',
  connecting: '正在連線',
};
