/** Words of the on-screen keyboard in English. */
import type { KeyboardWords } from './zh-Hans.ts';

export const en: KeyboardWords = {
  keyboard: 'On-screen keyboard',
  candidates: 'Candidates',
  previous: 'Previous candidates',
  next: 'More candidates',
  hint: 'Type pinyin or initials, then choose',
  nothing: 'Nothing is spelt so',
  composing: (letters, first) => `${letters}, first ${first}`,
  delete: 'Delete',
  clear: 'Clear',
  space: 'Space',
  choose: 'First one',
  part: 'Part',
  capital: 'Shift',
  toPinyin: 'Pinyin',
  toEnglish: 'English',
  toMarks: '123 .,',
  toLetters: 'Letters',
};
