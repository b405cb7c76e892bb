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
  code: '动态码',
  factorNew:
    '请用身份验证器扫描二维码，或手工输入下面的密钥，再填写它显示的六位动态码。密钥只在设好之前显示。',
  factorCode: '身份验证器的二维码',
  codeWrong: '动态码不对，或已经用过。请等下一个再试。',
  unreachable: '连不上主机。请检查网络，稍后再试。',
  provider: {
    'provider-away': '连不上统一身份认证。请稍后再试，或用账号和密码登录。',
    'not-vouched': '这次认证没有通过核对，没有登录。请从这里重新开始。',
    denied: '统一身份认证没有同意登录。',
    'no-account': '您在这里还没有账号。请找系统管理员。',
    'no-role': '您在这里还没有角色。请找安全管理员。',
    'account-disabled': '这个账号已停用。请找系统管理员。',
    'second-factor-not-vouched':
      '管理员要有第二种证明：请在统一身份认证中用多因素登录，或在这里用账号、密码和动态码登录。',
  } as Readonly<Record<string, string>>,
  language: '语言',
};
