/** Words of the kiosk; the model of the other languages. */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '取号机',
  back: '返回',
  start: '首页',
  largeType: '大字',
  normalType: '标准字',
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
  serviceClosed: '暂停取号',

  confirm: '确认取号',
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
  goTo: (signs: readonly string[]) => `叫到您时，请到屏幕显示的窗口（${signs.join('、')} 号）`,
  done: '完成',
  leavesIn: (seconds: number) => `${seconds} 秒后返回首页`,
  touchToStay: '轻触屏幕可继续停留',
  stillThere: (seconds: number) => `${seconds} 秒后返回首页，轻触屏幕继续`,

  slip: {
    printing: '正在打印小票，请稍候',
    printed: '小票已打印，请取走',
    reprinted: '补打的小票已打印，请取走',
    noted: '小票没有打印出来。号码有效，请记下您的号码',
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
    'hall-closed': '现在不在服务时间，没有取号',
    'service-closed': '这个事项刚刚暂停取号，请返回选择其他事项，或到咨询台',
    'labels-exhausted': '这个事项今天的号已取完，请到咨询台',
    busy: '取号的人较多，没有取到。请再试一次',
    unavailable: '系统暂时不能取号。请再试一次，或到其他取号机',
    'no-answer': '还没有得到回应。请再试一次，不会重复取号',
    refused: '没有取到号，请到咨询台',
  },

  awayTitle: '暂时无法取号',
  awayHint: '本机正在自动重新连接。请稍候，或到其他取号机、咨询台取号',
  awayNumber: '本机与大厅的连接中断，您的号码仍然有效',
  closedTitle: '现在不在服务时间',
  closedHint: '服务时间',
  connecting: '正在连接',
  connectingHint: '取号机正在启动，请稍候',
  unknownKiosk: '本机没有登记在大厅中',
  unknownKioskHint: '请管理员在大厅配置中添加本机，或重新登记',

  enrolTitle: '登记本机',
  enrolHint: '请输入管理员给出的 8 位登记码。登记码只能用一次',
  code: '登记码',
  codeSoFar: (typed: string) => (typed === '' ? '还没有输入' : `已输入 ${typed}`),
  deleteLetter: '删除',
  enrol: '登记',
  enrolling: '正在登记',
  enrolTrouble: {
    wrong: '登记码不对，或者已经用过、已经过期。请核对后重新输入',
    'too-many': '试的次数太多，请过一会儿再试',
    'other-hall': '这个登记码属于另一个大厅',
    failed: '现在不能登记，请稍后再试',
  },
};

export type KioskWords = Words<typeof zhHans>;
