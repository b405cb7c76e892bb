/**
 * 個人資訊頁面的文字，繁體中文。
 */
import type { PrivacyTexts } from './index.ts';

type Names = Readonly<Record<string, string>>;

const rules: Names = {
  'nothing-held': '沒有保存這個人的資訊。',
  'account-in-use': '帳號還在使用，請先停用。',
  'too-many-waiting': '等待決定的太多，請先處理。',
  'own-wish': '自己提出的要由另一個人同意。',
  'unknown-entry': '已經有人處理了。',
  'not-permitted': '您的角色不能這樣做。',
};

export const zhHant: PrivacyTexts = {
  title: '個人資訊',
  loading: '正在讀取…',
  language: '語言',
  console: '返回',
  notAllowed: '您的角色不能查看本頁。',
  unreachable: '連不上主機，請稍後再試。',
  done: '完成。',
  refused: (rule) => rules[rule ?? ''] ?? '沒有完成，請稍後再試。',
  waiting: '等第二個人同意的刪除',
  waitingHint: '刪除由一人提出、另一人同意。七天沒人決定就作廢。這裏不顯示是誰的資訊。',
  wish: (by, rows, name) => `按${by}查到 ${rows} 條，由${name}提出`,
  commandLine: '命令行',
  own: '您提出的，要另一個人同意',
  agree: '同意刪除',
  sure: '確定刪除，不能恢復',
  sayNo: '不同意',
  takeBack: '撤回',
  one: '查一個人',
  oneHint: '按本人知道的任何一項查找，把結果告知本人；填寫的內容不會保存。',
  by: '按什麼查',
  kinds: {
    'id-card': '身份證號碼',
    phone: '手機號',
    other: '其他證件號碼',
    booking: '預約碼',
    ticket: '號碼',
    case: '工單號',
    account: '工作人員帳號',
  },
  day: '日期',
  find: '查找',
  wrong: (rule) =>
    rule === 'not-allowed' || rule === 'unreachable'
      ? '沒有查到，請稍後再試。'
      : '填寫得不對，請檢查後再試。',
  nothing: '沒有保存這個人的資訊。',
  found: '查到的資訊',
  rows: '條數',
  onErasure: '刪除時',
  erased: '刪除',
  kept: {
    counts: '保留：爽約仍在計數，至',
    watched: '保留：由兩名主管移出關注名單，至',
    'case-open': '保留：工單還沒辦結，最遲',
    ledger: '保留：當月台賬上報以前，最遲',
    'record-of-access': '保留：處理記錄依法保存三年，至',
    'with-the-log': '保留：其中沒有任何人的身份',
    audit: '保留：審計記錄依法至少六個月',
  },
  save: '導出（JSON 檔案）',
  askErasure: '提出刪除',
  askedFor: '已提出，等另一個人同意。',
  table: '保存什麼、為什麼、多久',
  of: '誰的',
  what: '什麼',
  why: '為什麼',
  howLong: '多久',
  where: '在哪裏',
  backup: '備份裏',
  whose: { visitors: '來辦事的人', staff: '工作人員' },
  places: {
    log: '日誌',
    memory: '主機記憶體',
    relay: '中繼記憶體',
    agents: '代理電腦',
    'key-file': '哪裏都不存',
  },
  backups: { sealed: '加密', never: '不進備份', open: '原樣' },
};
