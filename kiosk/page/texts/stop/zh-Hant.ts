/** Words of why no number is given, and what still works, in traditional Chinese. */
import type { StopWords } from './zh-Hans.ts';

export const zhHant: StopWords = {
  why: {
    'service-closed': '這個事項暫停取號，請選擇其他事項，或到諮詢台',
    'outside-hours': '現在不在這個事項的取號時間',
    'booked-only': '這個時段只接待已預約的辦事人',
    'day-exhausted': '這個事項今天的號已取完，可以預約其他日子，或到諮詢台',
    'band-exhausted': '這個時段的號已取完，請等下一個時段，或改為預約',
    'hall-full': '大廳裡的人數已滿。請稍後再來取號，或改為預約',
  },
  elsewhere: '選擇其他事項',
  elsewhereAbout: '返回事項列表',
  bookedOnlyTitle: '現在只接待已預約的辦事人',
  shutHint: '您仍然可以',
  emergency:
    '緊急情況請撥打 110（報警）、119（火警）、120（急救）。政務服務熱線 12345，全天有人接聽',
  closedHint: '服務時間',
};
