/**
 * 登录页的文字，简体中文，也是各语言的样板。
 */
export const zhHans = {
  title: '工作人员登录',
  product: '静号 叫号系统',
  account: '账号',
  password: '密码',
  show: '显示密码',
  signIn: '登录',
  working: '正在登录…',
  missingAccount: '请填写账号。',
  missingPassword: '请填写密码。',
  capsLock: '大写锁定开着。',
  wrong: '账号或密码不对。请检查后再试；忘记密码请找管理员重设。',
  tooMany: '试错次数太多。请等倒数结束再试，或找管理员重设密码。',
  wait: (seconds: number) => `${seconds} 秒后可以再试`,
  tooManyOver: '现在可以再试。',
  otherHall: '这个账号属于另一个大厅，不能在这里登录。',
  unreachable: '连不上主机。请检查网络，稍后再试。',
  language: '语言',
};
