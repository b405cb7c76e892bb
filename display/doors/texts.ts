/** The words of the doors page by language. */
import type { Language, Words } from '../../ui/texts.ts';

const zhHans = {
  title: '静号',
  about: '选择这台设备要打开的页面',
  kiosk: '取号机',
  kioskAbout: '触摸取号，须先用登记码登记',
  display: '叫号大屏',
  displayAbout: '最近叫号和等候人数',
  console: '窗口叫号台',
  consoleAbout: '工作人员登录后叫号',
  signs: '窗口屏',
  signsAbout: '每个窗口上方的屏幕',
  window: (sign: string) => `${sign}号窗口屏`,
  language: '语言',
};

type DoorWords = Words<typeof zhHans>;

const zhHant: DoorWords = {
  title: '靜號',
  about: '選擇這台設備要打開的頁面',
  kiosk: '取號機',
  kioskAbout: '觸摸取號，須先用登記碼登記',
  display: '叫號大屏',
  displayAbout: '最近叫號和等候人數',
  console: '窗口叫號台',
  consoleAbout: '工作人員登錄後叫號',
  signs: '窗口屏',
  signsAbout: '每個窗口上方的螢幕',
  window: (sign) => `${sign}號窗口屏`,
  language: '語言',
};

const en: DoorWords = {
  title: 'Jinghao',
  about: 'Choose the page for this device',
  kiosk: 'Kiosk',
  kioskAbout: 'Take a number; enrolled once with a code',
  display: 'Hall screen',
  displayAbout: 'The last calls and who waits',
  console: 'Counter console',
  consoleAbout: 'Staff sign in and call',
  signs: 'Window signs',
  signsAbout: 'The screen over each window',
  window: (sign) => `Sign of window ${sign}`,
  language: 'Language',
};

export const doorTexts: Readonly<Record<Language, DoorWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
