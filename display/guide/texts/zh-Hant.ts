/** Words of a guide's page on a phone, traditional Chinese. */
import type { GuideDisplayWords } from './zh-Hans.ts';

export const zhHant: GuideDisplayWords = {
  title: '辦事指南',
  loading: '正在開啟指南',
  unknown: '沒有找到這份指南',
  unknownHint: '它可能已經換了新的。請在大廳的自助機上查找，或致電 12345。',
  away: '現在打不開指南',
  awayHint: '請檢查網路後再試，或致電 12345。',
  again: '再試一次',
  takeHere: '到大廳後，在自助機上取號即可辦理。',
  which: '您要辦哪一件事？',
  contents: '本頁內容',
  language: '語言',
};
