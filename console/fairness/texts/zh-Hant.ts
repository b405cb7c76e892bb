/**
 * 關注名單頁面的文字，繁體中文。
 */
import type { FairnessTexts } from './index.ts';

const rules: Readonly<Record<string, string>> = {
  'bad-input': '填寫得不對，請檢查號碼和天數（1 至 180）。',
  'too-many-waiting': '等待決定的太多，請先處理。',
  'own-wish': '自己提出的要由另一名主管同意。',
  'unknown-entry': '已經有人處理了。',
  'not-permitted': '您的角色不能這樣做。',
};

export const zhHant: FairnessTexts = {
  title: '公平取號',
  loading: '正在讀取…',
  language: '語言',
  console: '返回',
  notAllowed: '您的角色不能查看本頁。',
  unreachable: '連不上主機，請稍後再試。',
  done: '完成。',
  refused: (rule) => rules[rule ?? ''] ?? '沒有完成，請稍後再試。',
  flags: '今天請留意',
  flagsHint: '只提示，不妨礙任何人，也不下結論：請看一看是怎麼回事。',
  noFlags: '今天沒有需要留意的。',
  whys: {
    'many-numbers': '一個人取了很多號',
    'many-given-up': '一個人很多號沒有辦',
    'one-hand': '同一處給一個人取了很多號',
    watched: '關注名單上的人取了號',
  },
  closed: (count) => `${count} 個預約的時段已經關閉，請通知預約的人`,
  waiting: '等另一名主管同意',
  waitingHint: '列入和移出都要兩個人。七天沒人決定就作廢。',
  wishOn: (text, days) => `列入 ${days} 天：${text}`,
  wishOff: (text) => `移出：${text}`,
  program: '外部系統',
  own: '您提出的，要另一名主管同意',
  agree: '同意',
  sayNo: '不同意',
  takeBack: '撤回',
  watched: '關注名單',
  watchedHint: '只存證件號碼的哈希，不存姓名和號碼。名單上的人照常取號，取號時這裏會提示。',
  nobody: '名單上沒有人。',
  until: (from, to) => `${from} 列入，${to} 自動移出`,
  takeOff: '提出移出',
  offAsked: '等另一名主管同意',
  putOn: '提出列入',
  document: '證件',
  idCard: '身份證',
  otherDocument: '其他證件',
  number: '證件號碼',
  reason: '原因',
  reasons: {
    'hoards-numbers': '囤號',
    'sells-numbers': '倒號',
    'misses-often': '常爽約',
    other: '其他',
  },
  words: '説明（不寫姓名）',
  days: '天數',
  ask: '提出',
};
