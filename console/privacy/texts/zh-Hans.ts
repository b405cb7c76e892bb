/**
 * 个人信息页面的文字，简体中文。
 */
type Names = Readonly<Record<string, string>>;

const rules: Names = {
  'nothing-held': '没有保存这个人的信息。',
  'account-in-use': '账号还在使用，请先停用。',
  'too-many-waiting': '等待决定的太多，请先处理。',
  'own-wish': '自己提出的要由另一个人同意。',
  'unknown-entry': '已经有人处理了。',
  'not-permitted': '您的角色不能这样做。',
};

export const zhHans = {
  title: '个人信息',
  loading: '正在读取…',
  language: '语言',
  console: '返回',
  notAllowed: '您的角色不能查看本页。',
  unreachable: '连不上主机，请稍后再试。',
  done: '完成。',
  refused: (rule: string | null) => rules[rule ?? ''] ?? '没有完成，请稍后再试。',
  waiting: '等第二个人同意的删除',
  waitingHint: '删除由一人提出、另一人同意。七天没人决定就作废。这里不显示是谁的信息。',
  wish: (by: string, rows: number, name: string) => `按${by}查到 ${rows} 条，由${name}提出`,
  commandLine: '命令行',
  own: '您提出的，要另一个人同意',
  agree: '同意删除',
  sure: '确定删除，不能恢复',
  sayNo: '不同意',
  takeBack: '撤回',
  one: '查一个人',
  oneHint: '按本人知道的任何一项查找，把结果告知本人；填写的内容不会保存。',
  by: '按什么查',
  kinds: {
    'id-card': '身份证号码',
    phone: '手机号',
    other: '其他证件号码',
    booking: '预约码',
    ticket: '号码',
    case: '工单号',
    account: '工作人员账号',
  } as Names,
  day: '日期',
  find: '查找',
  wrong: (rule: string) =>
    rule === 'not-allowed' || rule === 'unreachable'
      ? '没有查到，请稍后再试。'
      : '填写得不对，请检查后再试。',
  nothing: '没有保存这个人的信息。',
  found: '查到的信息',
  rows: '条数',
  onErasure: '删除时',
  erased: '删除',
  kept: {
    counts: '保留：爽约仍在计数，至',
    watched: '保留：由两名主管移出关注名单，至',
    'case-open': '保留：工单还没办结，最迟',
    ledger: '保留：当月台账上报以前，最迟',
    'record-of-access': '保留：处理记录依法保存三年，至',
    'with-the-log': '保留：其中没有任何人的身份',
    audit: '保留：审计记录依法至少六个月',
  } as Names,
  save: '导出（JSON 文件）',
  askErasure: '提出删除',
  askedFor: '已提出，等另一个人同意。',
  table: '保存什么、为什么、多久',
  of: '谁的',
  what: '什么',
  why: '为什么',
  howLong: '多久',
  where: '在哪里',
  backup: '备份里',
  whose: { visitors: '来办事的人', staff: '工作人员' },
  places: {
    log: '日志',
    memory: '主机内存',
    relay: '中继内存',
    agents: '代理电脑',
    'key-file': '哪里都不存',
  } as Names,
  backups: { sealed: '加密', never: '不进备份', open: '原样' },
};
