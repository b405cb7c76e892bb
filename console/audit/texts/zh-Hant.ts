/**
 * 審計頁面的文字，繁體中文。
 */

import { actsHant } from './acts.ts';
import type { AuditTexts } from './index.ts';
import { outcomesHant } from './outcomes.ts';

export const zhHant: AuditTexts = {
  title: '審計',
  loading: '正在讀取…',
  language: '語言',
  console: '登出',
  notAllowed: '只有審計管理員可以查看本頁。',
  unreachable: '連不上主機，請稍後再試。',
  hint: '窗口叫號、取號等經過在大廳日誌裏，這裏是其他操作：登入、帳號、公告、指南、查看電話等。記錄只能增加，每條帶有上一條的校驗值。',
  act: '操作',
  allActs: '全部操作',
  person: '人員',
  allPersons: '全部人員',
  from: '從（日期）',
  until: '到（日期）',
  search: '查詢',
  at: '時間',
  subject: '對象',
  outcome: '結果',
  address: '網絡地址',
  acts: actsHant,
  outcomes: outcomesHant,
  other: (name) => `未辦成（${name}）`,
  none: '沒有符合條件的記錄。',
  more: '更早的記錄',
  check: '核對全部記錄',
  sound: (entries, head) => `${entries} 條記錄環環相扣，末條校驗值 ${head}`,
  broken: (seq) => `第 ${seq} 條與前一條對不上：記錄被改動或刪除過。`,
  commandLine: '命令行',
  nobody: '未登入',
};
