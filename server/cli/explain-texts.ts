/**
 * What `jinghao explain` says, by language.
 */
import type { Because, Outcome, Range } from '../../core/hall/events.ts';
import type { ReasonId } from '../../core/hall/ids.ts';
import type { Tongue } from './words.ts';

type OriginKind = 'kiosk' | 'token' | 'clerk' | 'manager';

export interface StoryTexts {
  readonly origins: Readonly<Record<OriginKind, string>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  issued(said: { label: string; service: string; where: string; assisted: boolean }): string;
  standing(ticketClass: string, ahead: number, promised: Range | null): string;
  promise(minutes: number): string;
  needs(names: readonly string[]): string;
  items(names: readonly string[]): string;
  further(names: readonly string[]): string;
  booked(slot: string, late: boolean): string;
  other(said: { label: string; counter: string; younger: boolean; why: string }): string;
  because(because: Because, ticketClass: string, reason: (id: ReasonId) => string): string;
  called(said: {
    counter: string;
    waited: number;
    why: string;
    inTurn: number;
    overtook: number;
  }): string;
  recalled(counter: string): string;
  started(counter: string): string;
  finished(counter: string, outcome: string, items: readonly string[]): string;
  advanced(service: string): string;
  transferred(service: string, counter: string | null): string;
  reclassed(ticketClass: string, reason: string): string;
  missed(counter: string): string;
  readonly rejoined: string;
  postponed(minutes: number): string;
  readonly returned: string;
  readonly byVisitor: string;
  parked(reason: string): string;
  resumed(counter: string): string;
  released(counter: string): string;
  cancelled(reason: string): string;
  readonly unserved: string;
  readonly crossed: string;
}

const minutesOf = (ms: number): number => Math.round(ms / 60_000);

const en: StoryTexts = {
  origins: {
    kiosk: 'at kiosk',
    token: 'by another system',
    clerk: 'by a clerk',
    manager: 'by a manager',
  },
  outcomes: {
    done: 'done',
    accepted: 'accepted',
    'to-supplement': 'papers to be supplemented',
    'not-ours': 'not for this hall',
    'could-not': 'could not be done',
  },
  issued: ({ label, service, where, assisted }) =>
    `${label} was taken for ${service} ${where}${assisted ? ', with help' : ''}`,
  standing: (ticketClass, ahead, promised) =>
    `class: ${ticketClass}; ${ahead} ahead${promised ? `; told ${promised.low}-${promised.high} min` : ''}`,
  promise: (minutes) => `the hall promises ${minutes} min at the longest`,
  needs: (names) => `needs: ${names.join(', ')}`,
  items: (names) => `items: ${names.join(', ')}`,
  further: (names) => `goes on to: ${names.join(', ')}`,
  booked: (slot, late) =>
    `booked for ${slot}${late ? ', came late: waits as an ordinary number' : ''}`,
  other: ({ label, counter, younger, why }) =>
    `  ${younger ? 'OVERTAKEN by' : 'in turn before it:'} ${label} to window ${counter} (${why})`,
  because: (because, ticketClass, reason) => {
    if (because.rule === 'chosen') return `chosen by a clerk: ${reason(because.reason)}`;
    const waited = `waited ${minutesOf(because.waitedMs)} min`;
    const over = because.overflow ? ', helping a long line' : '';
    return `${enRules[because.rule](ticketClass)}, ${waited}${over}`;
  },
  called: ({ counter, waited, why, inTurn, overtook }) =>
    `called to window ${counter} after ${waited} min: ${why}; before it ${inTurn} in turn, ${overtook} out of turn`,
  recalled: (counter) => `called again to window ${counter}`,
  started: (counter) => `served at window ${counter}`,
  finished: (counter, outcome, items) =>
    `finished at window ${counter}: ${outcome}${items.length > 0 ? ` (${items.join('; ')})` : ''}`,
  advanced: (service) => `goes on by itself to ${service}, with its age`,
  transferred: (service, counter) =>
    `sent on to ${service}${counter === null ? '' : `, window ${counter}`}, with its age`,
  reclassed: (ticketClass, reason) => `class changed to ${ticketClass}: ${reason}`,
  missed: (counter) => `did not come to window ${counter}`,
  rejoined: 'came back and waits again, some places behind',
  postponed: (minutes) => `asked for ${minutes} more minutes`,
  returned: 'those minutes are over: back in the line, by its age',
  byVisitor: 'by its visitor',
  parked: (reason) => `put aside: ${reason}`,
  resumed: (counter) => `taken up again at window ${counter}`,
  released: (counter) => `window ${counter} was left: waits for any again`,
  cancelled: (reason) => `given up: ${reason}`,
  unserved: 'the day closed before it was finished',
  crossed: 'crossed midnight',
};

const enRules: Readonly<
  Record<Exclude<Because['rule'], 'chosen'>, (ticketClass: string) => string>
> = {
  oldest: () => 'nobody there had waited longer',
  'sent-here': () => 'sent to this window',
  green: (ticketClass) => ticketClass,
  promise: () => 'over the promised wait',
  cap: () => 'overtaken often enough',
  preferred: () => "the window's own service first",
  priority: (ticketClass) => `priority: ${ticketClass}`,
};

const zhRules: typeof enRules = {
  oldest: () => '本窗口可办者中等候最久',
  'sent-here': () => '转到本窗口',
  green: (ticketClass) => ticketClass,
  promise: () => '已超过承诺等候时间',
  cap: () => '被后来者先叫的次数已到上限',
  preferred: () => '本窗口主办事项优先',
  priority: (ticketClass) => `优先：${ticketClass}`,
};

const zh: StoryTexts = {
  origins: { kiosk: '取号机', token: '其他系统', clerk: '窗口人员', manager: '大厅主管' },
  outcomes: {
    done: '办结',
    accepted: '已受理',
    'to-supplement': '待补正',
    'not-ours': '不属本厅办理',
    'could-not': '未办成',
  },
  issued: ({ label, service, where, assisted }) =>
    `${label} 取号：${service}，${where}${assisted ? '（辅助取号）' : ''}`,
  standing: (ticketClass, ahead, promised) =>
    `类别：${ticketClass}；前面 ${ahead} 人${promised ? `；告知约 ${promised.low}–${promised.high} 分钟` : ''}`,
  promise: (minutes) => `承诺最长等候 ${minutes} 分钟`,
  needs: (names) => `需要：${names.join('、')}`,
  items: (names) => `事项：${names.join('、')}`,
  further: (names) => `后续：${names.join('、')}`,
  booked: (slot, late) => `预约 ${slot}${late ? '，迟到，按普通号等候' : ''}`,
  other: ({ label, counter, younger, why }) =>
    `  ${younger ? '后来先叫：' : '先来先叫：'}${label} → ${counter} 号窗口（${why}）`,
  because: (because, ticketClass, reason) => {
    if (because.rule === 'chosen') return `窗口选呼：${reason(because.reason)}`;
    const waited = `已等 ${minutesOf(because.waitedMs)} 分钟`;
    const over = because.overflow ? '，分流支援' : '';
    return `${zhRules[because.rule](ticketClass)}，${waited}${over}`;
  },
  called: ({ counter, waited, why, inTurn, overtook }) =>
    `等候 ${waited} 分钟后叫到 ${counter} 号窗口：${why}；此前先来先叫 ${inTurn} 个，后来先叫 ${overtook} 个`,
  recalled: (counter) => `${counter} 号窗口重呼`,
  started: (counter) => `${counter} 号窗口开始办理`,
  finished: (counter, outcome, items) =>
    `${counter} 号窗口结束：${outcome}${items.length > 0 ? `（${items.join('；')}）` : ''}`,
  advanced: (service) => `自动转入${service}，保留原等候时间`,
  transferred: (service, counter) =>
    `转到${service}${counter === null ? '' : `，${counter} 号窗口`}，保留原等候时间`,
  reclassed: (ticketClass, reason) => `类别改为${ticketClass}：${reason}`,
  missed: (counter) => `${counter} 号窗口叫号未到`,
  rejoined: '过号返回，重新排入等候',
  postponed: (minutes) => `请求延后 ${minutes} 分钟`,
  returned: '延后结束，按原来的先后回到队伍',
  byVisitor: '办事人自己取消',
  parked: (reason) => `挂起：${reason}`,
  resumed: (counter) => `${counter} 号窗口继续办理`,
  released: (counter) => `${counter} 号窗口已离席，改由任一窗口办理`,
  cancelled: (reason) => `取消：${reason}`,
  unserved: '闭厅时尚未办完',
  crossed: '跨过零点',
};

export const storyTexts: Readonly<Record<Tongue, StoryTexts>> = { 'zh-Hans': zh, en };
