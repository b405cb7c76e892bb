/**
 * The words on a slip, by language. Facts: domain.md B4; English after DB11/T 334 usage.
 */
import type { Language } from '../../core/hall/configuration.ts';

export interface SlipTexts {
  readonly title: string;
  readonly reprint: string;
  readonly ahead: (count: number) => string;
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
    windows: (signs) => `Window ${signs}`,
    between: ', ',
    through: (first, last) => `${first} to ${last}`,
    advice: 'Please wait in the seating area and watch the screens. Numbers are not called aloud.',
    missed: 'If you miss your call, ask at any window to queue again.',
    scan: 'Scan to follow your place',
    hotline: 'Advice and complaints: 12345',
  },
};
