/**
 * 人員與金鑰頁面的文字，繁體中文。
 */
import type { StaffTexts } from './index.ts';

const roles: Readonly<Record<string, string>> = {
  none: '未授權',
  clerk: '窗口人員',
  manager: '大廳主管',
  'system-admin': '系統管理員',
  'security-admin': '安全管理員',
  'audit-admin': '審計管理員',
};

export const zhHant: StaffTexts = {
  title: '人員與金鑰',
  loading: '正在讀取…',
  language: '語言',
  console: '登出',
  notAllowed: '您的角色不能查看本頁。',
  unreachable: '連不上主機，什麼也沒有改動，請稍後再試。',
  trouble: (rule) => (rule ? `沒有完成：${rule}` : '沒有完成，請稍後再試。'),
  password: (account) => `${account} 的新密碼，只顯示這一次：`,
  putAway: '已記下',
  accounts: '帳號',
  apart:
    '系統管理員開帳號、改密碼，安全管理員授予角色、收回金鑰，審計管理員查閱記錄：三者分開，任何人不能改自己的角色。',
  fields: { account: '帳號', name: '姓名' },
  role: '角色',
  roleNamed: (role) => roles[role] ?? role,
  state: '狀態',
  acts: '操作',
  enabled: '啟用',
  disabled: '已停用',
  enable: '啟用',
  disable: '停用',
  newPassword: '重置密碼',
  resetFactor: '重設動態碼',
  signOut: '結束登入',
  newAccount: '新帳號',
  add: '開帳號',
  keys: '設備與程序的金鑰',
  keysHint: '取號機、窗口電腦、評價平板和外部系統憑金鑰接入。收回以後不能恢復，需要重新登記。',
  noKeys: '還沒有金鑰。',
  keyOf: '位置或用途',
  kind: '種類',
  kinds: { kiosk: '取號機', agent: '設備代理', tablet: '評價平板', token: '外部系統' },
  since: '發放時間',
  valid: '有效',
  revoke: '收回',
  sure: '確定收回',
  revoked: '已收回',
};
