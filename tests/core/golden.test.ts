/**
 * The golden days of every release that has shipped: this release reads them and comes to the same
 * state. Where this fails, an event's shape or meaning was changed in place: give it a new version.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventVersions, type Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { hallId } from '../../core/hall/ids.ts';
import { emptyHall, type HallState } from '../../core/hall/state.ts';
import { sorted } from '../../fixtures/logs/sorted.ts';
import type { Row } from '../../log/log.ts';
import { upcast } from '../../log/upcast.ts';

const folder = new URL('../../fixtures/logs/', import.meta.url);
const days = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

const known = new Map<string, number>(Object.entries(eventVersions));

/** As the file has them: with their stream. */
type Kept = Row & { readonly stream: string };

function rowsByStream(name: string): Map<string, Kept[]> {
  const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
  return Map.groupBy(
    lines.map((line) => JSON.parse(line) as Kept),
    (row) => row.stream,
  );
}

function fold(stream: string, rows: readonly Row[]): HallState {
  const state = emptyHall(hallId(stream.replace('hall:', '')));
  for (const row of rows) evolve(state, upcast(row, known) as unknown as Told);
  return state;
}

test('there is a golden day for the events as they are written now', () => {
  const rows = days.flatMap((name) => [...rowsByStream(name).values()].flat());
  const written = new Set(rows.map((row) => `${row.type} v${row.v}`));
  const now = Object.entries(eventVersions).map(([type, v]) => `${type} v${v}`);
  expect(now.filter((one) => !written.has(one))).toEqual([]);
});

test.each(days)('%s is read as it was lived', (name) => {
  const file = new URL(name.replace('.jsonl', '.state.json'), folder);
  const expected = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const streams = rowsByStream(name);
  expect([...streams.keys()]).toEqual(Object.keys(expected));
  for (const [stream, rows] of streams) {
    expect(sorted(fold(stream, rows))).toEqual(expected[stream]);
    const opened = rows.findLastIndex((row) => row.type === 'day-opened');
    expect(sorted(fold(stream, rows.slice(opened)))).toEqual(expected[stream]);
  }
});
