/**
 * What the rows of version 1 become: shapes that today's rules take for sound. The golden day of
 * version 1 goes through every step, and what a step makes up is what was so for everybody then.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EventBodies, type EventType, eventVersions } from '../../core/hall/events.ts';
import { configurationSchema } from '../../core/wire/configuration.ts';
import type { Row } from '../../log/log.ts';
import { shapeSteps } from '../../log/shape-steps.ts';
import { upcast } from '../../log/upcast.ts';

const known = new Map<string, number>(Object.entries(eventVersions));
const rowsOf = (name: string): Row[] =>
  readFileSync(new URL(`../../fixtures/logs/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const old = rowsOf('day-v1');
const bodiesOf = <T extends EventType>(type: T): EventBodies[T][] =>
  old.filter((row) => row.type === type).map((row) => upcast(row, known).body as EventBodies[T]);

describe('the golden day of version 1', () => {
  it('goes through every step there is', () => {
    const stepped = old.filter(({ type, v }) => shapeSteps.get(type)?.has(v));
    expect(new Set(stepped.map(({ type }) => type))).toEqual(new Set(shapeSteps.keys()));
  });

  it('gives configurations that pass today’s check as they are', () => {
    const written = [
      ...bodiesOf('day-opened').map((body) => body.configuration),
      ...bodiesOf('configuration-changed').map((body) => body.configuration),
    ];
    expect(written.length).toBeGreaterThan(4);
    for (const { version, ...configuration } of written) {
      expect(version).not.toBe('');
      expect(configurationSchema.parse(configuration)).toEqual(configuration);
      expect(configuration.classes.map(({ kind }) => kind)).toEqual(['ordinary']);
      expect(configuration.opening.hoursId).toBe(undefined);
    }
  });

  it('gives ordinary tickets of the age of their issue', () => {
    for (const row of old.filter(({ type }) => type === 'ticket-issued')) {
      const body = upcast(row, known).body as EventBodies['ticket-issued'];
      expect(body).toMatchObject({ class: 'ordinary', needs: [], orderAt: row.at, booking: null });
      for (const step of body.steps) expect(step.items).toEqual([]);
    }
  });

  it('gives tickets that cross midnight their steps, and none an overtaking', () => {
    const crossings = bodiesOf('day-opened').map(({ crossing }) => crossing);
    const tickets = crossings.flatMap((crossing) => crossing.tickets);
    expect(tickets.length).toBeGreaterThan(0);
    for (const { steps, step, outcome } of tickets) {
      expect(steps[step]).toMatchObject({ items: [], outcome, itemOutcomes: [] });
    }
    for (const { overtaken, counters } of crossings) {
      expect(overtaken).toEqual([]);
      for (const counter of counters) expect(counter.tide).toBe(null);
    }
  });
});

it('what every step makes has the very fields that are written today', () => {
  const today = rowsOf('day-v2');
  const fieldsOf = (body: object) => Object.keys(body).sort();
  for (const type of shapeSteps.keys()) {
    const written = today.find((row) => row.type === type);
    const plain = old.filter((row) => row.type === type && row.v < (known.get(type) ?? 0));
    for (const row of plain) {
      const { body } = upcast(row, known);
      expect(fieldsOf(body), type).toEqual(fieldsOf(written?.body ?? {}));
    }
  }
});
