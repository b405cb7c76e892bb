/**
 * The hall that is measured: the example hall, real in size, with the most kiosks that a hall may
 * have (24) and no printers, since paper never holds up a ticket.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { type HallFile, parseHall } from '../../server/settings.ts';

const file = resolve(import.meta.dirname, '../../fixtures/halls/dongcheng.yaml');
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

export const kioskIds: readonly string[] = Array.from(letters, (_, index) => `k${index + 1}`);

/** The configuration as YAML; `rules` change those of the example, `more` are parts beside its own. */
export function hallText(rules: Readonly<Record<string, number>> = {}, more: object = {}): string {
  const written = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const kiosks = kioskIds.map((id, index) => ({
    id,
    letter: letters[index],
    name: { 'zh-Hans': `取号机 ${index + 1}`, en: `Kiosk ${index + 1}` },
  }));
  return stringify({ ...written, ...more, kiosks, rules });
}

/** The same, read as the hub reads it. */
export const benchHall = (): HallFile['configuration'] =>
  parseHall(hallText(), 'the hall of the bench').configuration;
