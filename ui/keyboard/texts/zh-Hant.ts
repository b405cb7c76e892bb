/** Words of the on-screen keyboard in traditional Chinese. */
import type { KeyboardWords } from './zh-Hans.ts';

export const zhHant: KeyboardWords = {
  keyboard: '螢幕鍵盤',
  candidates: '候選字詞',
  previous: '上一組候選',
  next: '下一組候選',
  hint: '輸入拼音或首字母，再點選字詞',
  nothing: '沒有這個拼音',
  composing: (letters, first) => `${letters}，首選 ${first}`,
  delete: '刪除',
  clear: '清空',
  space: '空格',
  choose: '選第一個',
  part: '分詞',
  capital: '大寫',
  toPinyin: '拼音',
  toEnglish: '英文',
  toMarks: '數字符號',
  toLetters: '字母',
};
