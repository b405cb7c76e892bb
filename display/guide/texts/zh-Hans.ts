/** Words of a guide's page on a phone; the model of the other languages. */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '办事指南',
  loading: '正在打开指南',
  unknown: '没有找到这份指南',
  unknownHint: '它可能已经换了新的。请在大厅的自助机上查找，或致电 12345。',
  away: '现在打不开指南',
  awayHint: '请检查网络后再试，或致电 12345。',
  again: '再试一次',
  takeHere: '到大厅后，在自助机上取号即可办理。',
  which: '您要办哪一件事？',
  contents: '本页内容',
  language: '语言',
};

export type GuideDisplayWords = Words<typeof zhHans>;
