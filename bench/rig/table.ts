/**
 * What the bench says in the end: a table for people, the same in `.cache/bench.json` for machines.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import type { Result } from './figures.ts';
import { rounded } from './rounds.ts';

const heads = ['figure', 'measured', 'floor', 'ratio', 'target', ''];

/** The results as lines of equal columns. */
export function tableOf(results: readonly Result[]): string[] {
  const rows = results.map(({ name, figure, unit, floor, ratio, target, met }) => [
    name,
    `${rounded(figure)} ${unit}`,
    floor === null ? '' : `${rounded(floor)} ${unit}`,
    ratio === null ? '' : ratio.toFixed(2),
    target ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [heads, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

export interface Kept {
  readonly rounds: number;
  readonly results: readonly Result[];
  /** Load averages of 1, 5 and 15 minutes, before and after. */
  readonly load: { readonly before: readonly number[]; readonly after: readonly number[] };
}

/** Writes the results where a machine finds them. */
export function keep(path: string, kept: Kept): void {
  mkdirSync(dirname(path), { recursive: true });
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? '' };
  const at = new Date().toISOString();
  writeFileSync(path, `${JSON.stringify({ at, machine, ...kept }, null, 2)}\n`);
}

export const load = (): number[] => loadavg().map((value) => Math.round(value * 100) / 100);
