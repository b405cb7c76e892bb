/**
 * 个人信息清单的文字，简体中文。
 */
import type { HeldWords } from './index.ts';

export const zhHans: HeldWords = {
  tickets: {
    what: '号票：号码、事项、时间、窗口、由哪台取号机或哪个程序取得；二维码链接的哈希',
    why: '按顺序办理，并能证明',
    howLong: '与日志同期；链接在 5 个工作日内可以打开',
  },
  'visitor-of-day': {
    what: '当日来办事的人：证件号码在当日密钥下的 HMAC-SHA256',
    why: '一人一项只等一个号（FAIR）',
    howLong: '与日志同期；当日结束、密钥销毁以后不再有意义',
  },
  'day-salt': {
    what: '当日的盐，即当日密钥的一半',
    why: '几台主机认出同一个人',
    howLong: '当日结束时删除',
  },
  'slip-secret': {
    what: '号票二维码里的秘密，由大厅密钥和号票编号推出',
    why: '用手机查看、处理号票和评价',
    howLong: '哪里都不存，只有它的哈希与号票在一起',
  },
  'relayed-views': {
    what: '手机正在查看的号票画面，按链接的哈希存放',
    why: '外面进不来的大厅也能用手机查看',
    howLong: '手机离开两分钟以后清除，最迟到当日结束',
  },
  card: {
    what: '读到的身份证：号码、隐去的姓名',
    why: '不用输入就能取号、预约、签到',
    howLong: '2 分钟；照片不读取，随即覆盖',
  },
  'text-phones': {
    what: '要短信提醒的人的手机号，按号票存放；页面上隐去中间几位',
    why: '用短信告知叫号情况',
    howLong: '当日服务结束',
  },
  bookings: {
    what: '预约：号码（证件或电话）在大厅密钥下的 HMAC-SHA256、末两位、预约码、事项、时段、号票',
    why: '保留位置，并认出预约的人',
    howLong: '时段的次日删除',
  },
  'missed-bookings': {
    what: '爽约：同样的哈希、时间',
    why: '多次爽约的人一段时间不能预约（BOOK-6）',
    howLong: '在计数和限制期内，按大厅设置；迟到的人到场后立即删除',
  },
  'watch-list': {
    what: '关注名单：证件号码在大厅密钥下的 HMAC-SHA256、原因、说明、由谁加入',
    why: '主管看到谁在囤号；不妨碍任何人',
    howLong: '加入时选定的日期，最长 180 天',
  },
  'watch-sightings': {
    what: '关注名单上的人取了哪些号',
    why: '同上',
    howLong: '2 天，或随名单条目一起',
  },
  approvals: {
    what: '等第二个人同意的事：加入或移出关注名单、删除个人信息，人只以大厅密钥下的哈希表示',
    why: '这些事不由一个人决定',
    howLong: '决定以后删除，最长 7 天',
  },
  ratings: {
    what: '评价：号票、环节、等级、标签',
    why: '办事体验；自愿，从不默认',
    howLong: '与统计同期；从中找不到任何人',
  },
  'rating-words': {
    what: '评价里写的话',
    why: '了解办事经过；只有主管能看',
    howLong: '当月底；差评的在工单办结 30 天以后',
  },
  'case-words': {
    what: '工单里写的话',
    why: '把没办好的事办好，并上报当月台账',
    howLong: '工单办结 30 天以后，且不早于次月 10 日结束；无人办结的两年',
  },
  'case-contacts': {
    what: '工单里的姓名和电话',
    why: '回访',
    howLong: '工单办结 30 天以后；无人办结的两年',
  },
  'one-time-notices': {
    what: '一次性告知单：缺什么、错在哪里，也有窗口人员写的话',
    why: '打印',
    howLong: '最后一份打印完成或失败为止，最长一小时',
  },
  'print-journals': {
    what: '打印任务的编号和结果（没有纸上的内容）',
    why: '同一张票不打两次',
    howLong: '最近 5,000 个任务',
  },
  accounts: {
    what: '工作人员：账号、姓名、角色、密码（scrypt 哈希）',
    why: '登录，并对自己的操作负责',
    howLong: '删除账号为止',
  },
  identities: {
    what: '统一身份认证（OpenID Connect）中哪个身份是谁的：签发者、主体标识',
    why: '用它登录',
    howLong: '随账号',
  },
  'second-factors': {
    what: '动态码：用的是第几个密钥、最近用过的一个；密钥本身不在任何表里',
    why: '管理员要出示两种证明',
    howLong: '随账号',
  },
  'sign-ins': {
    what: '登录：会话秘密的 SHA-256、网络地址、最近使用时间',
    why: '保持登录，并看到自己在哪里登录',
    howLong: '12 小时不用即结束，最长 24 小时',
  },
  'staff-cards': {
    what: '岗位牌：照片（重新绘制的小图）、岗位、职责、承诺；在窗口、窗口屏和 /posted/photos/… 公示',
    why: '公示谁在办理（办法第二十二条）',
    howLong: '随账号，撤下时，或最后一次保存满一年',
  },
  'duty-roster': {
    what: '值班领导：姓名、职务、电话，当日在大屏和取号机上公示',
    why: '公示谁带班',
    howLong: '次日',
  },
  'case-looks': {
    what: '谁看过工单的完整电话',
    why: '对此负责（个人信息保护法第五十六条）',
    howLong: '三年',
  },
  audit: {
    what: '审计记录：哪个账号、何时、从哪个地址做了什么',
    why: '对工作人员的操作负责（网络安全法第二十一条）',
    howLong: '一年，至少六个月',
  },
  'help-calls': {
    what: '求助：取号机、时间、去的工作人员',
    why: '保证有人去，并知道多快',
    howLong: '30 天',
  },
  repairs: {
    what: '设备维修：写下的情况、由谁记录',
    why: '让设备保持正常',
    howLong: '五年',
  },
  'staff-ids': {
    what: '事件、公告、指南、工单和统计中工作人员的编号（clerk:…，从不写姓名）',
    why: '说明是谁做的',
    howLong: '与日志和统计同期；账号删除以后，编号不再指向任何人',
  },
};
