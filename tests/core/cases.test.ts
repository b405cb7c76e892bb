/** Cases, from what went wrong to what was put right: SPEC, CASE. */
import { describe, expect, test } from 'vitest';
import { type Case, type CaseKind, caseId, caseKinds, unitId } from '../../core/cases/case.ts';
import type { CaseCommand } from '../../core/cases/commands.ts';
import { actsOn, caseDue, caseFlows, decideCase, reopensMax } from '../../core/cases/decide.ts';
import { caseEventVersions } from '../../core/cases/events.ts';
import { evolveCase } from '../../core/cases/evolve.ts';
import { type CaseRefusal, isCaseRefusal } from '../../core/cases/refusals.ts';
import { reasonId } from '../../core/hall/ids.ts';

const day = 24 * 3_600_000;
const id = caseId('c1');
const unit = unitId('social-insurance');
const wang = { kind: 'clerk', id: 'wang' as never } as const;
const boss = { kind: 'manager', id: 'boss' as never } as const;
const nobody = { ticket: null, step: null, service: null, item: null, counter: null, clerk: null };
const deadlines = { amberAt: 5 * day, dueAt: 7 * day, disputeUntil: 3 * day };

/** One case's stream, as a test acts on it. */
class Played {
  one: Case | null = null;
  readonly types: string[] = [];
  #seq = 0;

  /** Does it; the refusal, if it is one. */
  act(command: CaseCommand, by: typeof wang | typeof boss = wang, at = 0): CaseRefusal | null {
    const answer = decideCase(this.one, command, { at, by });
    if (isCaseRefusal(answer)) return answer;
    for (const event of answer) {
      this.#seq += 1;
      this.types.push(event.type);
      this.one = evolveCase(this.one, id, { ...event, seq: this.#seq, at });
    }
    return null;
  }

  /** Does all of it, and expects no refusal. */
  acts(...commands: readonly (CaseCommand | readonly [CaseCommand, typeof boss])[]): this {
    for (const command of commands) {
      const [what, by] = Array.isArray(command) ? command : [command, wang];
      expect(this.act(what, by)).toBe(null);
    }
    return this;
  }

  get stage(): string {
    return this.one?.stage ?? 'none';
  }
}

const open = (kind: CaseKind, reachable = false): CaseCommand => ({
  ...{ type: 'open-case', kind, source: 'pad', about: nobody, reachable, deadlines },
});
const given = (kind: CaseKind, reachable = false): Played =>
  new Played().acts(open(kind, reachable));
const dispatch: CaseCommand = { type: 'dispatch', unit };
const solve: CaseCommand = { type: 'solve' };
const answer: CaseCommand = { type: 'answer' };
const close: CaseCommand = { type: 'close' };
const verify = (so: boolean): CaseCommand => ({ type: 'verify', so });
const analyse: CaseCommand = { type: 'analyse', cause: reasonId('unclear-guide') };
const check = (passed: boolean): CaseCommand => ({ type: 'check', passed });
const callBack = (reached: boolean, fix: 'satisfied' | 'dissatisfied' | null): CaseCommand => ({
  ...{ type: 'call-back', reached, fix },
});
const closedErrand = () =>
  given('failed-errand').acts(analyse, dispatch, solve, [check(true), boss], [close, boss]);

describe('cases', () => {
  test('CASE-1 a case opens once, with what it is about and its deadlines', () => {
    const played = given('complaint', true);
    expect(played.one).toMatchObject({ kind: 'complaint', stage: 'opened', light: 'green' });
    expect(played.act(open('complaint'))).toEqual({ refused: 'case-exists' });
    expect(new Played().act(answer)).toEqual({ refused: 'unknown-case' });
    expect(() =>
      evolveCase(null, id, { type: 'case-noted', body: { by: 'x' }, seq: 1, at: 0 }),
    ).toThrow('begins with case-noted');
  });

  test('CASE-2 a failed errand passes six stages, and none is left out', () => {
    const played = given('failed-errand');
    const stages = [played.stage];
    for (const [act, by] of [
      [analyse, wang],
      [dispatch, wang],
      [solve, wang],
      [check(true), boss],
      [close, boss],
    ] as const) {
      for (const other of [analyse, solve, check(true), close]) {
        if (other.type === act.type) continue;
        expect(played.act(other, boss)).toMatchObject({ refused: 'wrong-stage' });
      }
      played.acts([act, by as typeof boss]);
      stages.push(played.stage);
    }
    expect(stages).toEqual(['opened', 'analysed', 'dispatched', 'solved', 'checked', 'closed']);
    expect(played.one?.closed).toEqual({ as: 'solved', at: 0 });
  });

  test('CASE-2 a check that failed leads back to who has to solve it', () => {
    const played = given('failed-errand').acts(analyse, dispatch, solve, [check(false), boss]);
    expect(played.stage).toBe('dispatched');
    expect(played.act(check(true), boss)).toEqual({
      ...{ refused: 'wrong-stage', stage: 'dispatched', from: ['solved'] },
    });
  });

  test.each(caseKinds)('CASE-2 of a %s every act that fits can be done, and no other', (kind) => {
    const commands: readonly CaseCommand[] = [
      ...[analyse, dispatch, verify(true), verify(false), { type: 'dispute' } as const, solve],
      check(true),
      ...[{ type: 'settle-dispute', upheld: false } as const, answer, callBack(true, null), close],
      { type: 'reopen' },
    ];
    const seen = new Set<string>();
    const walk = (path: readonly CaseCommand[]): void => {
      const played = new Played();
      for (const [index, command] of path.entries()) played.act(command, index % 2 ? boss : wang);
      const { one } = played;
      if (!one || seen.has(`${one.stage} ${one.reopened}`)) return;
      seen.add(`${one.stage} ${one.reopened}`);
      const acts: readonly string[] = actsOn(one);
      for (const command of commands) {
        const said = decideCase(one, command, {
          at: 0,
          by: { kind: 'manager', id: 'third' as never },
        });
        const fits = !isCaseRefusal(said) || said.refused !== 'wrong-stage';
        expect([one.stage, command.type, fits]).toEqual([
          ...[one.stage, command.type, acts.includes(command.type)],
        ]);
        if (!isCaseRefusal(said)) walk([...path, command]);
      }
    };
    walk([open(kind)]);
    const reached = new Set([...seen].map((one) => one.split(' ')[0]));
    for (const stages of Object.values(caseFlows[kind])) {
      for (const stage of stages) expect(reached).toContain(stage);
    }
  });

  test('CASE-3 a bad rating that is so is put right and answered', () => {
    const played = given('bad-rating').acts(dispatch, verify(true));
    expect(played.act(answer)).toMatchObject({ refused: 'wrong-stage' });
    played.acts(solve, answer, close);
    expect(played.one?.closed?.as).toBe('solved');
  });

  test('CASE-3 one that is not so is explained and answered', () => {
    const played = given('bad-rating').acts(verify(false));
    expect(played.act(solve)).toMatchObject({ refused: 'wrong-stage' });
    expect(played.acts(answer, close).one?.closed?.as).toBe('explained');
  });

  test('CASE-4 turns amber after five days and red after seven, once each', () => {
    const played = given('bad-rating');
    const tick = (at: number) => {
      expect(played.act({ type: 'pass-time' }, wang, at)).toBe(null);
      return [played.one?.light, played.types.length];
    };
    expect(caseDue(played.one as Case)).toBe(5 * day);
    expect(tick(5 * day - 1)).toEqual(['green', 1]);
    expect(tick(5 * day)).toEqual(['amber', 2]);
    expect(tick(6 * day)).toEqual(['amber', 2]);
    expect(caseDue(played.one as Case)).toBe(7 * day);
    expect(tick(7 * day)).toEqual(['red', 3]);
    expect([tick(9 * day), caseDue(played.one as Case)]).toEqual([['red', 3], null]);
    // Nobody looked for eight days: red at once.
    const late = given('bad-rating');
    late.act({ type: 'pass-time' }, wang, 8 * day);
    expect([late.one?.light, late.types]).toEqual(['red', ['case-opened', 'case-turned']]);
  });

  test('CASE-4 a dispatch that gives more time turns it green, one that gives none does not', () => {
    const played = given('complaint');
    played.act({ type: 'pass-time' }, wang, 8 * day);
    expect(played.acts(dispatch).one?.light).toBe('red');
    const more = { amberAt: 18 * day, dueAt: 20 * day, disputeUntil: null };
    expect(played.acts({ ...dispatch, deadlines: more }).one?.light).toBe('green');
    expect(caseDue(played.one as Case)).toBe(18 * day);
    expect(caseDue(closedErrand().one as Case)).toBe(null);
  });

  test('CASE-5 a dispute comes in time, somebody else settles it, upheld it is excluded', () => {
    const dispute: CaseCommand = { type: 'dispute' };
    const settle = (upheld: boolean): CaseCommand => ({ type: 'settle-dispute', upheld });
    const played = given('bad-rating').acts(dispatch);
    expect(played.act(dispute, wang, 3 * day + 1)).toEqual({
      ...{ refused: 'dispute-too-late', until: 3 * day },
    });
    played.acts(dispute);
    expect(played.act(settle(true))).toEqual({ refused: 'same-person' });
    const rejected = given('bad-rating').acts(dispatch, verify(true), dispute, [
      settle(false),
      boss,
    ]);
    expect(rejected.stage).toBe('confirmed');
    played.acts([settle(true), boss]);
    expect(played.one?.closed?.as).toBe('excluded');
    expect(played.types.slice(-2)).toEqual(['dispute-settled', 'case-closed']);
    const none = { ...deadlines, disputeUntil: null };
    const never = new Played().acts(
      { ...open('bad-rating'), deadlines: none } as CaseCommand,
      dispatch,
    );
    expect(never.act(dispute)).toEqual({ refused: 'dispute-too-late', until: null });
  });

  test('CASE-5 a unit may dispute for three days from its dispatch, another one anew, the same not', () => {
    const dispute: CaseCommand = { type: 'dispute' };
    const sent = (to: string, days: number): CaseCommand => ({
      ...{ type: 'dispatch', unit: unitId(to), disputeUntil: days * day },
    });
    const played = given('bad-rating');
    expect(played.act(sent('tax', 7), wang, 4 * day)).toBe(null);
    expect(played.one?.deadlines).toEqual({ ...deadlines, disputeUntil: 7 * day });
    played.acts(sent('tax', 9));
    expect(played.act(dispute, wang, 7 * day + 1)).toMatchObject({ until: 7 * day });
    played.acts(sent('permits', 9));
    expect(played.act(dispute, wang, 8 * day)).toBe(null);
    const complaint = given('complaint').acts(sent('tax', 9));
    expect(complaint.one?.deadlines).toEqual(deadlines);
  });

  test('CASE-5 who solved an errand neither checks nor closes it', () => {
    const played = given('failed-errand').acts(analyse, dispatch, solve);
    expect(played.act(check(true))).toEqual({ refused: 'same-person' });
    played.acts([check(true), boss]);
    expect(played.act(close)).toEqual({ refused: 'same-person' });
    expect(played.act(close, boss)).toBe(null);
  });

  test('CASE-6 who can be reached is called back first, or was tried three times', () => {
    const played = given('complaint', true).acts(answer);
    expect(played.act(close)).toEqual({ refused: 'call-back-first', calls: 0, callsMin: 3 });
    expect(played.act(callBack(false, 'satisfied'))).toEqual({ refused: 'not-reached' });
    played.acts(callBack(false, null), callBack(false, null));
    expect(played.act(close)).toMatchObject({ refused: 'call-back-first', calls: 2 });
    expect(played.acts(callBack(false, null), close).one?.closed?.as).toBe('not-reached');
    const inVain = [callBack(false, null), callBack(false, null), callBack(false, null)];
    const explained = given('bad-rating', true).acts(verify(false), answer, ...inVain);
    const before = structuredClone(explained.one);
    expect(explained.acts(close).one?.closed?.as).toBe('explained-not-reached');
    // As streams have it from before there was this end.
    const body = { by: 'manager:boss', as: 'not-reached' } as const;
    const old = evolveCase(before, id, { type: 'case-closed', body, seq: 7, at: 0 });
    expect(old.closed?.as).toBe('explained-not-reached');
    const heard = given('complaint', true).acts(answer, callBack(true, 'dissatisfied'), close);
    expect(heard.one).toMatchObject({ fix: 'dissatisfied', closed: { as: 'solved' } });
  });

  test('CASE-7 is taken up again at most twice, and its visitor is called back anew', () => {
    const reopen: CaseCommand = { type: 'reopen' };
    const played = given('complaint', true);
    for (let time = 0; time < reopensMax; time += 1) {
      played.acts(answer, callBack(true, 'dissatisfied'), close, reopen);
      expect(played.one).toMatchObject({ stage: 'dispatched', calls: 0, fix: null, closed: null });
      expect(played.act(close)).toMatchObject({ refused: 'wrong-stage' });
    }
    played.acts(answer, callBack(true, null), close);
    expect(played.act(reopen)).toEqual({ refused: 'reopened-enough', max: reopensMax });
    const rating = given('bad-rating').acts(verify(true), solve, answer, close, reopen);
    expect(rating.stage).toBe('confirmed');
  });

  test('CASE-8 words can be added at any stage, and change nothing else', () => {
    const played = closedErrand();
    const before = structuredClone(played.one);
    played.acts({ type: 'note' });
    expect({ ...played.one, seq: before?.seq }).toEqual(before);
    expect(played.types.at(-1)).toBe('case-noted');
  });

  test('CASE-1 every event that is told has a version', () => {
    const told = new Set(closedErrand().types);
    expect([...told].filter((type) => !(type in caseEventVersions))).toEqual([]);
  });
});
