/**
 * 人员与密钥页面的文字，简体中文。
 */

const roles: Readonly<Record<string, string>> = {
  none: '未授权',
  clerk: '窗口人员',
  manager: '大厅主管',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

export const zhHans = {
  title: '人员与密钥',
  loading: '正在读取…',
  language: '语言',
  console: '退出登录',
  notAllowed: '您的角色不能查看本页。',
  unreachable: '连不上主机，什么也没有改动，请稍后再试。',
  trouble: (rule: string | null) => (rule ? `没有完成：${rule}` : '没有完成，请稍后再试。'),
  password: (account: string) => `${account} 的新密码，只显示这一次：`,
  putAway: '已记下',
  accounts: '账号',
  apart:
    '系统管理员开账号、改密码，安全管理员授予角色、收回密钥，审计管理员查阅记录：三者分开，任何人不能改自己的角色。',
  fields: { account: '账号', name: '姓名' },
  role: '角色',
  roleNamed: (role: string) => roles[role] ?? role,
  state: '状态',
  acts: '操作',
  enabled: '启用',
  disabled: '已停用',
  enable: '启用',
  disable: '停用',
  newPassword: '重置密码',
  resetFactor: '重设动态码',
  signOut: '结束登录',
  newAccount: '新账号',
  add: '开账号',
  keys: '设备与程序的密钥',
  keysHint: '取号机、窗口电脑、评价平板和外部系统凭密钥接入。收回以后不能恢复，需要重新登记。',
  noKeys: '还没有密钥。',
  keyOf: '位置或用途',
  kind: '种类',
  kinds: { kiosk: '取号机', agent: '设备代理', tablet: '评价平板', token: '外部系统' },
  since: '发放时间',
  valid: '有效',
  revoke: '收回',
  sure: '确定收回',
  revoked: '已收回',
};
