/**
 * The rules of cases (SPEC: CASE): which act fits which stage, by a table for each kind, who may not do
 * it, and until when. Reads, never writes.
 */
import type { Deep } from '../hall/state.ts';
import type { Case, CaseKind, CaseStage, ClosedAs } from './case.ts';
import type { CaseCommand, CaseCommandOf, CaseStamp } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { CaseRefusal } from './refusals.ts';

type Act = Exclude<CaseCommand['type'], 'open-case' | 'note' | 'pass-time'>;
/** In which stages an act is done. */
type Flow = Partial<Record<Act, readonly CaseStage[]>>;

const rating: Flow = {
  dispatch: ['opened', 'dispatched'],
  verify: ['opened', 'dispatched'],
  dispute: ['dispatched', 'confirmed'],
  'settle-dispute': ['disputed'],
  solve: ['confirmed'],
  answer: ['solved', 'explained'],
  'call-back': ['answered', 'called-back'],
  close: ['answered', 'called-back'],
  reopen: ['closed'],
};

const simple: Flow = {
  dispatch: ['opened', 'dispatched'],
  answer: ['opened', 'dispatched'],
  'call-back': ['answered', 'called-back'],
  close: ['answered', 'called-back'],
  reopen: ['closed'],
};

/** CASE-2 */
export const caseFlows: Readonly<Record<CaseKind, Flow>> = {
  'bad-rating': rating,
  'failed-errand': {
    analyse: ['opened'],
    dispatch: ['analysed', 'dispatched'],
    solve: ['dispatched'],
    check: ['solved'],
    'call-back': ['checked', 'called-back'],
    close: ['checked', 'called-back'],
    reopen: ['closed'],
  },
  complaint: simple,
  disclosure: simple,
  experience: simple,
  incident: simple,
};

/** After so many tries in vain a visitor counts as not to be reached (CASE-6). */
export const callsMin = 3;
/** A case is taken up again so often (CASE-7). */
export const reopensMax = 2;

/** The acts that fit now; what a page offers. A case that is not open offers `reopen` alone. */
export function actsOn(one: Deep<Case>): Act[] {
  const flow = caseFlows[one.kind];
  return (Object.keys(flow) as Act[]).filter((act) => flow[act]?.includes(one.stage));
}

/** Events to append, in order (none: nothing was left to do), or the rule's no. */
export function decideCase(
  one: Deep<Case> | null,
  command: CaseCommand,
  stamp: CaseStamp,
): CaseEvent[] | CaseRefusal {
  if (command.type === 'open-case') {
    return one === null ? opened(command, stamp) : { refused: 'case-exists' };
  }
  if (one === null) return { refused: 'unknown-case' };
  if (command.type === 'pass-time') return turned(one, stamp.at);
  const by = actorOf(stamp);
  if (command.type === 'note') return [{ type: 'case-noted', body: { by } }];
  const from = caseFlows[one.kind][command.type] ?? [];
  if (!from.includes(one.stage)) return { refused: 'wrong-stage', stage: one.stage, from };
  return act(one, command, stamp, by);
}

/** When `pass-time` has something to do; null: nothing by time alone. */
export function caseDue({ stage, light, deadlines }: Deep<Case>): number | null {
  if (stage === 'closed' || light === 'red') return null;
  return light === 'green' ? deadlines.amberAt : deadlines.dueAt;
}

const actorOf = ({ by }: CaseStamp): string => `${by.kind}:${by.id}`;

function opened({ type: _, ...said }: CaseCommandOf<'open-case'>, stamp: CaseStamp): CaseEvent[] {
  return [{ type: 'case-opened', body: { by: actorOf(stamp), ...said } }];
}

/** CASE-4: green turns amber, amber red; both at once where nobody looked in between. */
function turned(one: Deep<Case>, at: number): CaseEvent[] {
  const due = caseDue(one);
  if (due === null || at < due) return [];
  const light = at < one.deadlines.dueAt ? 'amber' : 'red';
  return [{ type: 'case-turned', body: { light } }];
}

function act(
  one: Deep<Case>,
  command: Extract<CaseCommand, { readonly type: Act }>,
  { at }: CaseStamp,
  by: string,
): CaseEvent[] | CaseRefusal {
  switch (command.type) {
    case 'analyse':
      return [{ type: 'case-analysed', body: { by, cause: command.cause } }];
    case 'dispatch':
      return [dispatched(one, command, by)];
    case 'verify':
      return [{ type: 'case-verified', body: { by, so: command.so } }];
    case 'dispute': {
      const until = one.deadlines.disputeUntil;
      if (until === null || at > until) return { refused: 'dispute-too-late', until };
      return [{ type: 'case-disputed', body: { by } }];
    }
    case 'settle-dispute': {
      if (one.disputed?.by === by) return { refused: 'same-person' };
      const { upheld } = command;
      const settled: CaseEvent = { type: 'dispute-settled', body: { by, upheld } };
      return upheld ? [settled, closed(by, 'excluded')] : [settled];
    }
    case 'solve':
      return [{ type: 'case-solved', body: { by } }];
    case 'check':
      if (one.solvedBy === by) return { refused: 'same-person' };
      return [{ type: 'case-checked', body: { by, passed: command.passed } }];
    case 'answer':
      return [{ type: 'case-answered', body: { by } }];
    case 'call-back':
      if (!command.reached && command.fix !== null) return { refused: 'not-reached' };
      return [
        {
          type: 'visitor-called-back',
          body: { by, reached: command.reached, fix: command.fix },
        },
      ];
    case 'close':
      return close(one, by);
    case 'reopen':
      if (one.reopened >= reopensMax) return { refused: 'reopened-enough', max: reopensMax };
      return [{ type: 'case-reopened', body: { by } }];
  }
}

/** CASE-5: a unit has its days to dispute from the notice that it is sent; one that had it gets no more. */
function dispatched(one: Deep<Case>, command: CaseCommandOf<'dispatch'>, by: string): CaseEvent {
  const { unit, deadlines = one.deadlines, disputeUntil } = command;
  const anew = one.kind === 'bad-rating' && unit !== one.unit && disputeUntil !== undefined;
  const until = anew ? { ...deadlines, disputeUntil } : deadlines;
  return { type: 'case-dispatched', body: { by, unit, deadlines: until } };
}

/** CASE-6: who can be reached hears of it first. */
function close(one: Deep<Case>, by: string): CaseEvent[] | CaseRefusal {
  const heard = one.stage === 'called-back' || !one.reachable;
  if (!heard && one.calls < callsMin) {
    return { refused: 'call-back-first', calls: one.calls, callsMin };
  }
  if (one.kind === 'failed-errand' && one.solvedBy === by) return { refused: 'same-person' };
  if (heard) return [closed(by, one.explained ? 'explained' : 'solved')];
  return [closed(by, one.explained ? 'explained-not-reached' : 'not-reached')];
}

const closed = (by: string, as: ClosedAs): CaseEvent => ({
  type: 'case-closed',
  body: { by, as },
});
