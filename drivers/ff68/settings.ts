/**
 * What stands behind the `?` in the address of a keypad or a rating pad.
 */
import type { KeypadKey } from '../driver.ts';
import type { AddressProblem } from '../ports/open.ts';
import { type KeyTable, readKey, usualKeys } from './keys.ts';

export interface PadSettings {
  /** The device's address on the line, set by its switches: 1 to 255. */
  readonly station: number;
  /** The same frame again within this is the same press: the device did not hear our answer. */
  readonly repeatMs: number;
  /** Whether the device sends back what it is told (unverified of any: off unless it is set). */
  readonly echo: boolean;
}

export interface KeypadSettings extends PadSettings {
  readonly show: 'one' | 'both';
  /** The display is told again after so long, in case its power was cut; 0: never. */
  readonly refreshMs: number;
  readonly keys: KeyTable;
}

type Read<T> =
  | { readonly ok: true; readonly settings: T }
  | { readonly ok: false; readonly problem: AddressProblem };

const padNames = ['station', 'repeat', 'echo'];
const keypadNames = [...padNames, 'show', 'refresh', 'key-…'];
const stationMax = 255;
const repeat = { usual: 1_000, least: 100, most: 5_000 };
const refresh = { usual: 15, least: 0, most: 3_600 };

/** `station` 1-255, `repeat` in ms, `echo` no | yes. The first broken rule is returned. */
export function readPadSettings(settings: ReadonlyMap<string, string>): Read<PadSettings> {
  const unknown = [...settings.keys()].find((name) => !padNames.includes(name));
  if (unknown !== undefined) return wrong(unknown, `one of the settings ${padNames.join(', ')}`);
  return readShared(settings);
}

/** As a pad's; besides `show` one | both, `refresh` in seconds, `key-0e=no-show`. */
export function readKeypadSettings(settings: ReadonlyMap<string, string>): Read<KeypadSettings> {
  const base = readShared(settings);
  if (!base.ok) return base;
  const keys = new Map<string, KeypadKey>(usualKeys);
  for (const [name, value] of settings) {
    if (keypadNames.includes(name)) continue;
    if (!name.startsWith('key-')) {
      return wrong(name, `one of the settings ${keypadNames.join(', ')}`);
    }
    const read = readKey(name, value);
    if (read === null) return wrong(name, 'a key in hex and an act, e.g. key-0e=no-show, or none');
    if (read[1] === null) keys.delete(read[0]);
    else keys.set(read[0], read[1]);
  }
  const show = settings.get('show') ?? 'one';
  if (show !== 'one' && show !== 'both') return wrong('show', 'one of one, both');
  const seconds = whole(settings.get('refresh'), refresh);
  if (seconds === null) return wrong('refresh', `${refresh.least} to ${refresh.most} (seconds)`);
  const refreshMs = seconds * 1_000;
  return { ok: true, settings: { ...base.settings, show, refreshMs, keys } };
}

function readShared(settings: ReadonlyMap<string, string>): Read<PadSettings> {
  const station = whole(settings.get('station'), { usual: 0, least: 1, most: stationMax });
  if (!station) return wrong('station', `the device's address, 1 to ${stationMax}`);
  const repeatMs = whole(settings.get('repeat'), repeat);
  if (repeatMs === null) return wrong('repeat', `${repeat.least} to ${repeat.most} (ms)`);
  const echo = settings.get('echo') ?? 'no';
  if (echo !== 'no' && echo !== 'yes') return wrong('echo', 'one of no, yes');
  return { ok: true, settings: { station, repeatMs, echo: echo === 'yes' } };
}

interface Bounds {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

function whole(text: string | undefined, { usual, least, most }: Bounds): number | null {
  if (text === undefined) return usual;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  return number >= least && number <= most ? number : null;
}

function wrong(field: string, rule: string): { ok: false; problem: AddressProblem } {
  return { ok: false, problem: { field, rule } };
}
