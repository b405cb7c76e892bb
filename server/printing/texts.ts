/**
 * The words on a slip, by language. Facts: domain.md B4; English after DB11/T 334 usage.
 */
import type { Language } from '../../core/hall/configuration.ts';
import type { Range } from '../../core/hall/events.ts';

export interface SlipTexts {
  readonly title: string;
  readonly reprint: string;
  readonly ahead: (count: number) => string;
  /** The range promised, in minutes. */
  readonly range: (range: Range) => string;
  /** When one has booked for, as `10:00`; and when one came too late for it. */
  readonly slot: (time: string) => string;
  readonly slotMissed: (time: string) => string;
  readonly assisted: string;
  readonly windows: (signs: string) => string;
  readonly between: string;
  readonly through: (first: string, last: string) => string;
  readonly advice: string;
  readonly missed: string;
  readonly scan: string;
  readonly hotline: string;
}

export const slipTexts: Readonly<Record<Language, SlipTexts>> = {
  'zh-Hans': {
    title: '您的号码',
    reprint: '补打',
    ahead: (count) => (count === 0 ? '前面没有人等候' : `前面还有${count}人等候`),
    range: between('预计等候约', '至', '分钟', '预计等候不超过'),
    slot: (time) => `预约时段 ${time}`,
    slotMissed: (time) => `预约时段 ${time} 已过，按普通号排队`,
    assisted: '工作人员协助取号',
    windows: (signs) => `办理窗口：${signs}`,
    between: '、',
    through: (first, last) => `${first}至${last}`,
    advice: '请在休息区等候，留意屏幕显示。本大厅无声叫号。',
    missed: '过号后请到取号处或任一窗口重新排队。',
    scan: '扫码查看排队进度',
    hotline: '咨询投诉 12345',
  },
  'zh-Hant': {
    title: '您的號碼',
    reprint: '補打',
    ahead: (count) => (count === 0 ? '前面沒有人等候' : `前面還有${count}人等候`),
    range: between('預計等候約', '至', '分鐘', '預計等候不超過'),
    slot: (time) => `預約時段 ${time}`,
    slotMissed: (time) => `預約時段 ${time} 已過，按普通號排隊`,
    assisted: '工作人員協助取號',
    windows: (signs) => `辦理窗口：${signs}`,
    between: '、',
    through: (first, last) => `${first}至${last}`,
    advice: '請在休息區等候，留意屏幕顯示。本大廳無聲叫號。',
    missed: '過號後請到取號處或任一窗口重新排隊。',
    scan: '掃碼查看排隊進度',
    hotline: '諮詢投訴 12345',
  },
  en: {
    title: 'Your number',
    reprint: 'Reprint',
    ahead: (count) => (count === 0 ? 'Nobody is before you' : `${count} waiting before you`),
    range: between('About ', ' to ', ' minutes to wait', 'Not more than '),
    slot: (time) => `Booked for ${time}`,
    slotMissed: (time) => `Too late for your booking at ${time}: an ordinary number`,
    assisted: 'Taken for you by our staff',
    windows: (signs) => `Window ${signs}`,
    between: ', ',
    through: (first, last) => `${first} to ${last}`,
    advice: 'Please wait in the seating area and watch the screens. Numbers are not called aloud.',
    missed: 'If you miss your call, ask at any window to queue again.',
    scan: 'Scan to follow your place',
    hotline: 'Advice and complaints: 12345',
  },
};

/** A range in words: `about 12 to 18 minutes`; short of a lower end, `not more than 5 minutes`. */
function between(about: string, to: string, unit: string, within: string) {
  return ({ low, high }: Range): string => {
    if (low <= 0) return `${within}${Math.max(1, high)}${unit}`;
    return low >= high ? `${about}${high}${unit}` : `${about}${low}${to}${high}${unit}`;
  };
}
