/** What is only said, by language. */
import type { Language } from '../../../ui/texts.ts';

export interface SoundWords {
  readonly welcome: string;
  readonly choices: (count: number) => string;
  readonly button: string;
  readonly chosen: string;
  readonly notChosen: string;
  readonly leaving: (seconds: number) => string;
  /** Between two numbers. */
  readonly to: string;
}

const zhHans: SoundWords = {
  welcome: '语音已打开。按上下键选择，按确定键确认，按返回键退回上一步。',
  choices: (count) => `共有 ${count} 个选项，按向下键逐个听。`,
  button: '按确定键选择',
  chosen: '已选中',
  notChosen: '未选中',
  leaving: (seconds) => `还有 ${seconds} 秒返回首页，按任意键继续。`,
  to: '到',
};

const zhHant: SoundWords = {
  welcome: '語音已打開。按上下鍵選擇，按確定鍵確認，按返回鍵退回上一步。',
  choices: (count) => `共有 ${count} 個選項，按向下鍵逐個聽。`,
  button: '按確定鍵選擇',
  chosen: '已選中',
  notChosen: '未選中',
  leaving: (seconds) => `還有 ${seconds} 秒返回首頁，按任意鍵繼續。`,
  to: '到',
};

const en: SoundWords = {
  welcome: 'Sound is on. Arrows choose, Enter confirms, Escape goes back.',
  choices: (count) =>
    count === 1
      ? 'One choice. Press down to hear it.'
      : `${count} choices. Press down to hear them.`,
  button: 'Press Enter to choose it',
  chosen: 'chosen',
  notChosen: 'not chosen',
  leaving: (seconds) => `Back to start in ${seconds} seconds. Press any key to stay.`,
  to: ' to ',
};

export const soundTexts: Readonly<Record<Language, SoundWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
