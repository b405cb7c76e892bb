/** Words of the kiosk; the model of the other languages. */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '取号机',
  back: '返回',
  start: '首页',
  care: '长辈版',
  contrast: '高对比',
  low: '低位',
  language: '语言',
  nextPage: '下一页',
  previousPage: '上一页',
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,

  chooseGroup: '您要办理什么？',
  chooseGroupHint: '请点选一类事项，取号只需两步',
  chooseService: '请选择事项',
  chooseServiceHint: '请选择事项，点选后可以看到等候人数，再确认取号',
  waiting: (people: number) => (people === 0 ? '无人等候' : `${people} 人等候`),
  noCounter: '暂无窗口开放',

  waitingNow: '现在等候',
  people: (_count: number) => '人',
  nobody: '无人等候',
  windows: '办理窗口',
  windowList: (signs: readonly string[]) => `${signs.join('、')} 号`,
  openNow: (counters: number) => `现在开放 ${counters} 个窗口`,
  openLater: '现在没有窗口开放，取号后请等候',
  take: '取号',
  taking: '正在取号',
  tryAgain: '再试一次',

  yourNumber: '您的号码',
  /** What stands before and after the count of those before one. */
  aheadBefore: '前面等候',
  aheadAfter: (_count: number) => '人',
  aheadNobody: '前面没有人等候，请留意屏幕',
  goTo: (signs: readonly string[]) =>
    signs.length === 0
      ? '叫到您时，请到屏幕显示的窗口'
      : `叫到您时，请到屏幕显示的窗口（${signs.join('、')} 号）`,
  done: '完成',
  leavesIn: (seconds: number) => `${seconds} 秒后返回首页`,
  touchToStay: '轻触屏幕可继续停留',
  stillThere: (seconds: number) => `${seconds} 秒后返回首页`,
  stay: '继续使用',

  slip: {
    printing: '正在打印小票，请稍候',
    printed: '小票已打印，请取走',
    reprinted: '补打的小票已打印，请取走',
    noted: '小票没有打印出来。号码有效，请记下您的号码',
    had: '需要小票，可以补打',
    'no-printer': '本机不打印小票，请记下您的号码',
  },
  reprint: '补打小票',
  reprinting: '正在补打',
  reprintOrdered: '已重新打印，小票上有“补打”字样',
  reprintEnough: '本机不能再补打，请到咨询台',
  reprintFailed: '现在不能补打，请记下您的号码',

  paperAhead: {
    out: '本机暂时无纸：可取号，请记下号码',
    unable: '本机暂时不能打印：可取号，请记下号码',
    none: '本机不打印小票：取号后请记下号码',
  },

  trouble: {
    emergency: '大厅现有紧急情况，没有取号',
    'hall-closed': '现在不在服务时间，没有取号',
    'service-closed': '这个事项刚刚暂停取号，请返回选择其他事项，或到咨询台',
    'labels-exhausted': '这个事项今天的号已取完，请到咨询台',
    'outside-hours': '现在不在这个事项的取号时间，没有取号',
    'booked-only': '这个时段只接待已预约的办事人，没有取号',
    'day-exhausted': '这个事项今天的号刚刚取完，请到咨询台',
    'band-exhausted': '这个时段的号刚刚取完，请稍后再来，或到咨询台',
    'hall-full': '大厅里的人数已满，没有取号。请稍后再来',
    'class-exhausted': '今天的优先名额已用完。可以去掉优先，取普通号，或到咨询台',
    'identity-needed': '这个事项需要证件号，请输入',
    'bad-person': '证件号不对，请核对后重新输入',
    'card-unknown': '读卡已过时，请拿起身份证再放一次',
    'person-exhausted': '您今天取号的次数已满，请到咨询台',
    busy: '取号的人较多，没有取到。请再试一次',
    unavailable: '系统暂时不能取号。请再试一次，或到其他取号机',
    'no-answer': '还没有得到回应。请再试一次，不会重复取号',
    refused: '没有取到号，请到咨询台',
  },

  help: '呼叫帮助',
  helpSaid: {
    asking: '正在呼叫工作人员',
    asked: '已呼叫工作人员，请在这里稍候',
    accepted: '工作人员正在过来，请稍候',
    unanswered: '暂时没有人应答。请到咨询台，或请身边的工作人员帮忙',
    failed: '现在呼叫不了，请到咨询台，或请身边的工作人员帮忙',
  },

  range: (low: number, high: number) =>
    low <= 0 ? `${Math.max(1, high)} 分钟内` : `约 ${low}–${high} 分钟`,
  rangeBefore: '预计等候',
  tomorrow: '明天',
  opensAt: (when: string) => `${when} 起取号`,
  shortWhy: {
    'service-closed': '暂停取号',
    'outside-hours': '现在不取号',
    'booked-only': '现在只接待预约',
    'day-exhausted': '今天的号已取完',
    'band-exhausted': '这个时段的号已取完',
    'hall-full': '大厅人数已满',
  },
  shutTitle: '现在不在取号时间',

  itemsRow: '要办的事',
  itemsAll: (count: number) => `全部 ${count} 项`,
  itemsSome: (count: number) => `已选 ${count} 项`,
  moreRow: '需要优先或帮助？',
  moreChosen: '已选择',
  classes: '优先',
  needs: '需要的帮助',
  chosenDone: '选好了',

  whoRow: '证件号',
  whoOptional: '可以不填',
  whoNeeded: '取号时需要输入',
  nextWho: '下一步',

  cardSaid: {
    lay: '请将身份证放在读卡区，也可以在这里输入',
    'card-unreadable': '没有读到。请拿起身份证，再放一次',
    'card-not-supported': '这里读不了这种证件，请输入证件号',
    'card-expired': '这张身份证不在有效期内，请到咨询台',
    'hub-away': '网络中断，暂时不能刷身份证。需要实名的号现在不能取，其他的号照常可取',
  },

  alreadyTitle: '您已取过号',
  rejoinedTitle: '已重新排队',
  lateTitle: '已过预约时段，按普通号排队',
  already: '您的号码仍然有效，不用再取号',

  checkInStart: '预约签到',
  checkInStartAbout: '扫预约码，或点这里',
  bookStart: '预约',
  bookStartAbout: '预约其他时间，或取消预约',
  asking: '正在查询',

  awayTitle: '暂时无法取号',
  awayHint: '本机正在自动重新连接。请稍候，或到其他取号机、咨询台取号',
  awayNumber: '本机与大厅的连接中断，您的号码仍然有效',
  /** While the kiosk's stand-in gives numbers. */
  standIn: {
    hint: '网络中断，仍可取号。恢复后按取号时间排队',
    not: '暂时不能看等候时间、预约、签到、办理实名取号或呼叫帮助',
    open: '可以取号',
    realName: '断网期间不能取号',
    realNameWhy: '需要核对证件，断网期间不能取号，请到咨询台',
    queued: '此号已记下。网络恢复后按取号时间排队，请留意屏幕和工作人员的通知',
  },
  more: '更多服务',
  moreAbout: '评价、开放时间等',
  guides: '办事指南',
  guidesAbout: '要带什么、怎么办',
  laterFailed: '这一页暂时打不开',
  laterFailedHint: '网络中断时，有些服务不能用。请再试一次，或返回',
  unstaffedTitle: '现在窗口没有人值守',
  closedTitle: '现在不在服务时间',
  connecting: '正在连接',
  connectingHint: '取号机正在启动，请稍候',
  unknownKiosk: '本机没有登记在大厅中',
  unknownKioskHint: '请管理员在大厅配置中添加本机，或重新登记',

  deleteLetter: '删除',
};

export type KioskWords = Words<typeof zhHans>;
