/** What an idle kiosk says, in all languages at once. */
import type { Language } from '../../../ui/texts.ts';

export interface AttractWords {
  readonly touch: string;
  readonly can: string;
  readonly keys: string;
}

export const attractTexts: Readonly<Record<Language, AttractWords>> = {
  'zh-Hans': {
    touch: '触摸屏幕开始',
    can: '取号 · 预约 · 签到 · 办事指南 · 更多服务',
    keys: '看不见屏幕？请插上耳机，按小键盘上的 * 键',
  },
  'zh-Hant': {
    touch: '觸摸屏幕開始',
    can: '取號 · 預約 · 簽到 · 辦事指南 · 更多服務',
    keys: '看不見屏幕？請插上耳機，按小鍵盤上的 * 鍵',
  },
  en: {
    touch: 'Touch the screen to start',
    can: 'Numbers · Booking · Check-in · Guides · More',
    keys: 'Cannot see the screen? Plug in headphones and press * on the keypad',
  },
};
