/**
 * 简体中文：每一种“不能”怎么说。先说现状，再说怎么办；同一件事用同一个词。
 */
import type { TicketStatus } from '../../../core/hall/state.ts';
import { clockTime, dateText } from '../../../ui/times.ts';
import { type Sentences, secondsOf, typedWrong } from './shape.ts';

const status: Readonly<Record<TicketStatus, string>> = {
  held: '待主管确认',
  waiting: '等候中',
  called: '已呼叫',
  serving: '办理中',
  parked: '已挂起',
  postponed: '已延后',
  missed: '已过号',
  finished: '已办结',
  cancelled: '已取消',
};

const typed = {
  document: '证件号码不对，请核对后再填。',
  code: '预约码是 8 位字母和数字，请核对后再填。',
};

const emergency = {
  evacuation: '正在疏散，请离开大厅。管理员结束之前，不取号，也不叫号。',
  fault: '管理员已发布系统故障，结束之前不能取号。',
  drill: '正在演练，管理员结束之前，不取号，也不叫号。',
};

export const zhHans: Sentences = {
  emergency: ({ kind }) => emergency[kind],
  'hall-closed': () => '大厅现在没有开放，不能操作。',
  'other-hall': () => '这个窗口属于另一个大厅，请重新登录。',
  'would-strand': () => '新设置会让等候的人无处办理，没有生效。',
  'unknown-service': ({ service }, { service: name }) => `大厅没有“${name(service)}”，请刷新页面。`,
  'unknown-counter': () => '大厅没有这个窗口，请另选一个。',
  'unknown-ticket': () => '今天没有这个号，列表可能刚刚变过。',
  'unknown-reason': () => '这个原因已经停用，请另选一个。',
  'service-closed': ({ service }, { service: name }) => `“${name(service)}”现在不取号。`,
  'label-not-away': ({ label }) => `${label} 不是这台取号机的号。`,
  'label-taken': ({ label }) => `今天已有号 ${label}。`,
  'not-adopted': ({ label }) => `${label} 不是取号机断网时发的号。`,
  'labels-exhausted': ({ prefix }) => `${prefix} 字头的号今天已经用完。`,
  'counter-closed': () => '窗口还没有登录，请先登录窗口。',
  'counter-paused': () => '窗口暂停中，请先恢复。',
  'counter-not-paused': () => '窗口没有暂停，可以直接叫号。',
  'counter-not-open': ({ counter }, { counter: name }) =>
    `${name(counter)}没有人值守，请转到别的窗口。`,
  'counter-of-another': ({ counter }, { counter: name }) =>
    `${name(counter)}已由另一位同事登录，操作没有生效。`,
  'counter-taken': ({ counter }, { counter: name }) =>
    `${name(counter)}有同事登录着。确认他已离开，再接替。`,
  'signed-in-elsewhere': ({ counter }, { counter: name }) =>
    `您还登录在${name(counter)}。换到这里，那边就关闭。`,
  'only-clerks-sign-in': () => '这个账号不能登录窗口，请用工作人员账号。',
  'already-moved': ({ present }) =>
    present
      ? `手上已经是 ${present.label}（${status[present.status]}），没有重复操作。`
      : '手上已经没有号，没有重复操作。',
  'same-press': ({ label }) => `刚刚叫过 ${label}，连按两次只算一次。`,
  'ticket-in-hand': (said) =>
    said.status === 'called'
      ? `${said.label} 已呼叫，还在手上。请先开始、过号或挂起。`
      : `${said.label} 还在手上。请先办结、挂起或转移。`,
  'hand-empty': () => '手上没有号，请先叫下一位。',
  'nobody-waiting': (_, { inHand }) =>
    inHand === null ? '现在没有人等候。' : `现在没有人等候。${inHand} 还在手上，可以办结。`,
  'wrong-status': (said) => `${said.label} 现在是“${status[said.status]}”，不能这样操作。`,
  'not-served-here': ({ service }, { service: name }) => `本窗口不办“${name(service)}”。`,
  'recalled-enough': ({ max }) => `已经重呼 ${max} 次，到上限了。人没来可以过号。`,
  'too-soon': ({ waitMs }) => `刚呼叫过，还要等 ${secondsOf(waitMs)} 秒。`,
  'rejoined-enough': ({ max }) => `这个号已重新排队 ${max} 次，不能再排。可以直接呼叫。`,
  'postponed-enough': ({ max }) => `这个号已延后 ${max} 次，不能再延。`,
  'missed-too-long': ({ withinMinutes }) =>
    `过号已超过 ${withinMinutes} 分钟，不能重新排队。可以直接呼叫，或请重新取号。`,
  'unknown-class': () => '大厅没有这一类号，请刷新页面。',
  'unknown-need': () => '大厅没有这项服务需求，请刷新页面。',
  'unknown-item': () => '这个号没有这个事项，请刷新页面。',
  'class-by-staff': () => '这一类号只能由工作人员给。',
  'class-by-booking': () => '预约号要凭预约取。',
  'class-exhausted': ({ max }) => `这一类号今天已给满 ${max} 个。`,
  'reason-needed': () => '请先选一个原因。',
  'outside-hours': ({ service }, { service: name }) =>
    `“${name(service)}”现在不在服务时间，不取号。`,
  'booked-only': ({ service }, { service: name }) => `“${name(service)}”这个时段只办预约。`,
  'day-exhausted': ({ service, max }, { service: name }) =>
    `“${name(service)}”今天的 ${max} 个号已经取完。`,
  'band-exhausted': ({ service, max }, { service: name }) =>
    `“${name(service)}”这个时段的 ${max} 个号已经取完。`,
  'hall-full': ({ max }) => `大厅限 ${max} 人，现在已满，请稍后再取号。`,
  'identity-needed': ({ service }, { service: name }) =>
    `“${name(service)}”要实名取号，请出示证件。`,
  'already-waiting': ({ label }) => `这位办事人已有 ${label} 号，可以补打，不必再取。`,
  'person-exhausted': ({ max }) => `这位办事人今天已取 ${max} 个号，到上限了。`,
  'too-early': ({ opensAt }) =>
    `还没到签到时间，${dateText(opensAt, 'zh-Hans')} ${clockTime(opensAt)} 起可以签到。`,
  'already-checked-in': ({ label }) => `这个预约已经签到，号是 ${label}。`,
  'only-managers': () => '只有管理员可以调整窗口业务。',
  'nowhere-to': () => '号已经在这里，请选别的服务或窗口。',
  'bad-input': ({ field }) => {
    const what = typedWrong(field);
    return what === null
      ? `页面送出的内容不对（${field || '格式'}），请刷新页面再试。`
      : typed[what];
  },
  'not-allowed': () => '这个账号不能做这项操作。',
  'not-bookable': ({ service }, { service: name }) => `“${name(service)}”不能预约。`,
  'no-such-slot': () => '没有这个预约时段，请另选一个。',
  'slot-full': () => '这个时段已约满，请另选一个。',
  'too-near': () => '这个时段太近，约不上了。可以直接取号。',
  'too-far': ({ until }) => `最多约到 ${until}。`,
  'already-booked-that-day': ({ date, max }) =>
    `这位办事人在 ${date} 已有 ${max} 个预约，到上限了。`,
  barred: () => '这位办事人多次失约，暂时不能预约。可以直接取号。',
  'too-late-to-cancel': () => '离时段太近，不能取消了。',
  'unknown-booking': () => '没有找到预约，请核对后再试。',
  'booking-cancelled': () => '这个预约已经取消，可以直接取号。',
  'booking-over': () => '这个预约的日子已过，可以直接取号。',
  'booking-closed': () => '这个时间后来改为不办公，预约不能用了。可以直接取号，或另约时间。',
  'too-many-tries': () => '试错的次数太多，请过几分钟再试。',
  'help-taken': () => '已有同事去帮忙了。',
  'unknown-call': () => '这次求助已经办好，或已不在。',
  'card-unknown': () => '读卡已过时，请重新放卡。',
  'no-printer': () => '这台取号机没有打印机。',
  'reprinted-enough': () => '这张号条补打次数已到上限。',
  'bad-hello': () => '页面与主机对不上，请刷新页面。',
  reload: () => '系统已更新，正在刷新页面。',
  'not-enrolled': () => '这台设备没有登记，请联系管理员。',
  'not-signed-in': () => '登录已失效，请重新登录。',
  'unknown-kiosk': () => '大厅没有这台取号机，请联系管理员。',
  'unknown-link': () => '这个链接已失效。',
  busy: () => '主机正忙，正在自动重试。',
  unavailable: () => '主机暂时不能记录，正在自动重试，请稍等。',
  'no-answer': () => '主机没有确认这次操作。请看手上的号，再决定是否重按。',
  bug: () => '主机处理这次操作时出错，没有办成。请告诉管理员。',
};
