/** Old rows are read in today's shape; rows of tomorrow are refused by name. */
import { describe, expect, it } from 'vitest';
import type { Row } from '../../log/log.ts';
import { shapeSteps } from '../../log/shape-steps.ts';
import { type ShapeStep, type ShapeSteps, upcast } from '../../log/upcast.ts';
import { draft, failing } from './drafts.ts';

/** An example: version 2 split the label, version 3 gave the priority a name. */
const steps: ShapeSteps = new Map([
  [
    'ticket-issued',
    new Map<number, ShapeStep>([
      [1, (body) => ({ ...body, prefix: String(field(body, 'label')).slice(0, 1) })],
      [2, (body) => ({ ...body, class: field(body, 'priority') === 1 ? 'first' : 'plain' })],
    ]),
  ],
]);
const known = new Map([['ticket-issued', 3]]);

function field(body: object, name: string): unknown {
  return Object.entries(body).find(([key]) => key === name)?.[1];
}

function row(v: number, body: object, type = 'ticket-issued'): Row {
  return { ...draft('k1:1', { type, v, body }), seq: 17 };
}

const told = async (act: () => unknown) => failing(Promise.resolve().then(act));

describe('upcast', () => {
  it('gives a row of the newest shape as it is', () => {
    const today = row(3, { label: 'A017', class: 'plain' });
    expect(upcast(today, known, steps)).toBe(today);
  });

  it('takes an old row through every step in between, and leaves the old one alone', () => {
    const old = row(1, { label: 'A017', priority: 1 });
    const body = { label: 'A017', priority: 1, prefix: 'A', class: 'first' };
    expect(upcast(old, known, steps)).toEqual({ ...old, v: 3, body });
    expect(old).toEqual(row(1, { label: 'A017', priority: 1 }));
    expect(upcast(row(2, { priority: 0 }), known, steps).body).toEqual({
      priority: 0,
      class: 'plain',
    });
  });

  it('refuses a version of tomorrow', async () => {
    const failure = await told(() => upcast(row(4, {}), known, steps));
    expect(failure.code).toBe('newer');
    expect(failure.message).toMatch(/row 17 .*"ticket-issued" version 4.*newer release.*version 3/);
  });

  it('refuses an event that it does not know', async () => {
    const failure = await told(() => upcast(row(1, {}, 'ticket-teleported'), known, steps));
    expect(failure.code).toBe('newer');
    expect(failure.message).toMatch(/"ticket-teleported".*newer release.*no such event/);
  });

  it.each([0, -1, 1.5])('calls version %d damage', async (v) => {
    expect((await told(() => upcast(row(v, {}), known, steps))).code).toBe('damaged');
  });

  it('a step that is missing is a bug of this release, not a failure of the world', () => {
    const wanted = new Map([['counter-paused', 2]]);
    expect(() => upcast(row(1, {}, 'counter-paused'), wanted, steps)).toThrow(/no step/);
  });

  it('every shipped step leads out of a version before the next', () => {
    for (const [type, byVersion] of shapeSteps) {
      const versions = [...byVersion.keys()].sort((a, b) => a - b);
      expect(versions, type).toEqual(versions.map((_, index) => index + 1));
    }
    expect(upcast(row(3, {}), known)).toEqual(row(3, {}));
  });
});
