/**
 * What the live page makes of what the hub tells beside the lines: the worst alarms first, texts that came to
 * nothing, cases by their light, who leads today; and where a chart's lines bear their names.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CaseTold } from '../../console/cases/told.ts';
import type { AlarmTold } from '../../console/devices/told.ts';
import { nameAt, sideOf } from '../../console/figures/told.ts';
import {
  askBeside,
  casesNow,
  nothingBeside,
  textsNow,
  worstAlarms,
} from '../../console/live/beside.ts';
import { rosterAhead } from '../../console/live/reckon.ts';
import { exampleCases } from '../../fixtures/screens/cases.ts';
import { exampleDevices } from '../../fixtures/screens/devices.ts';

const now = Date.parse('2026-11-20T10:30:00+08:00');

describe('a hub that cannot be reached', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const me = { hall: 'h', may: ['devices.read', 'cases.read'] };

  it('is told as such, so that what is shown stays and it is asked again', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    expect(await askBeside(me)).toBe('unreachable');
    expect(await askBeside({ ...me, may: [] })).toEqual(nothingBeside);
  });

  it('what an account is refused is not taken for it', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 403 }));
    expect(await askBeside(me)).toEqual(nothingBeside);
  });
});

describe('alarms', () => {
  const [line, printer, low] = exampleDevices(now).alarms;
  if (!line || !printer || !low) throw new Error('the example has three alarms');
  const ids = (alarms: readonly AlarmTold[]) => worstAlarms(alarms).map(({ id }) => id);

  it('what nobody has seen comes first, then faults, then the oldest', () => {
    expect(ids([low, printer, line])).toEqual(['a1', 'a2', 'a3']);
    const seen = { ...line, acknowledgedAt: now };
    expect(ids([low, seen, printer])).toEqual(['a2', 'a1', 'a3']);
    const unseen = { ...low, acknowledgedAt: null };
    expect(ids([unseen, printer, line])).toEqual(['a1', 'a2', 'a3']);
  });

  it('of many no more than four are shown', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({
      ...line,
      id: `${at}`,
      raisedAt: now - at,
    }));
    expect(ids(many)).toEqual(['8', '7', '6', '5']);
  });
});

describe('texts', () => {
  const text = (state: string) => ({
    ...{ id: state, label: 'A012', kind: 'called', state, reason: null, provider: null },
    ...{ phone: null, madeAt: now, cost: 0 },
  });
  const count = (state: string, of: number) => ({
    ...{ kind: 'called', state, count: of, parts: of, cost: 0 },
  });
  const provider = (id: string, state: string) => ({
    ...{ id, kind: 'cmpp', state, detail: '', heardAt: null, since: now },
  });

  it('tells what was sent, waits and came to nothing, the last of it, and ways out of order', () => {
    const told = textsNow({
      configured: true,
      providers: [provider('a', 'ready'), provider('b', 'silent'), provider('c', 'unknown')],
      counts: [count('delivered', 90), count('queued', 3), count('failed', 2), count('expired', 5)],
      texts: [text('delivered'), text('expired'), text('failed'), text('refused')],
    });
    expect(told).toMatchObject({ sent: 97, waiting: 3, unsent: 2, ill: ['b'] });
    expect(told?.lastUnsent?.state).toBe('failed');
  });

  it('tells nothing where the hall sends none', () => {
    expect(textsNow({ configured: false, providers: [], counts: [], texts: [] })).toBeNull();
  });
});

describe('cases', () => {
  it('an incident comes first, then what is overdue, then what nearly is; the others are counted', () => {
    const { cases } = exampleCases(now);
    const green = cases.find(({ light, closed }) => light === 'green' && !closed) as CaseTold;
    const counts = { open: 4, fresh: 2, amber: 1, red: 1 };
    const told = casesNow({ counts, cases: [...cases, { ...green, id: 'i', kind: 'incident' }] });
    expect(told).toMatchObject(counts);
    expect(told.worst.map(({ kind }) => kind)).toEqual(['incident', 'failed-errand', 'complaint']);
  });
});

describe('the roster', () => {
  const day = (date: string) => ({ day: date, name: date, post: '主任', phone: null });

  it('tells today apart from the days to come, in their order, and no more than six', () => {
    const days = ['2026-11-22', '2026-11-19', '2026-11-20', '2026-11-21'].map(day);
    const { today, coming } = rosterAhead(days, '2026-11-20');
    expect(today?.day).toBe('2026-11-20');
    expect(coming.map((one) => one.day)).toEqual(['2026-11-21', '2026-11-22']);
    expect(rosterAhead(days, '2026-11-18').today).toBeNull();
    const month = Array.from({ length: 20 }, (_, at) => day(`2026-12-${10 + at}`));
    expect(rosterAhead(month, '2026-12-01').coming).toHaveLength(6);
  });
});

describe('the names of two lines', () => {
  const most = [12, 12, 9, 7, 0];
  const least = [12, 10, 4, 0, 0];

  it('stand where they are farthest apart and the lower one is over the axis', () => {
    expect(nameAt(most, least, () => true)).toBe(3);
    expect(nameAt(most, least, (at) => (least[at] ?? 0) > 0)).toBe(2);
    expect(nameAt(most, least, () => false)).toBe(3);
    expect(nameAt([null, 3], [2, null], () => true)).toBeNull();
  });

  it('begin or end at their mark, on the side that their own line leaves free', () => {
    expect([sideOf(most, 3, 'over'), sideOf(least, 2, 'under')]).toEqual(['left', 'right']);
    const rising = [0, 4, 9];
    expect([sideOf(rising, 1, 'over'), sideOf(rising, 1, 'under')]).toEqual(['right', 'left']);
    expect([sideOf([3, 5, 3], 1, 'over'), sideOf([4], 0, 'under')]).toEqual(['center', 'center']);
  });
});
