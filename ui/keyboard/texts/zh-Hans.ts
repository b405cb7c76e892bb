/** Words of the on-screen keyboard in simplified Chinese; the model of the others. */
import type { Words } from '../../texts.ts';

export const zhHans = {
  keyboard: '屏幕键盘',
  candidates: '候选字词',
  previous: '上一组候选',
  next: '下一组候选',
  hint: '输入拼音或首字母，再点选字词',
  nothing: '没有这个拼音',
  composing: (letters: string, first: string) => `${letters}，首选 ${first}`,
  delete: '删除',
  clear: '清空',
  space: '空格',
  choose: '选第一个',
  part: '分词',
  capital: '大写',
  toPinyin: '拼音',
  toEnglish: '英文',
  toMarks: '数字符号',
  toLetters: '字母',
};

export type KeyboardWords = Words<typeof zhHans>;
