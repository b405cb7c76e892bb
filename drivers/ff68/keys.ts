/**
 * What the keys of a keypad ask for. The last data byte is the key; 确认 (0F) means something only
 * with the digit before it, in one frame or, on pads that send each key by itself, in the frame
 * before. Key faces differ from maker to maker: each key can be given another meaning by a setting.
 * Source of the table: JackQChen/QueueSystem, `CallSystem/frmMain.cs`.
 */
import type { KeypadKey } from '../driver.ts';

/** By key in hex, `6+0f` for a digit and 确认. A key without an entry does nothing. */
export type KeyTable = ReadonlyMap<string, KeypadKey>;

/**
 * 0B 评价 ends the service and has it rated. 11 一米线 has no act in the source (unverified: the
 * clerk presses it as the visitor comes up).
 */
export const usualKeys: KeyTable = new Map<string, KeypadKey>([
  ['0c', 'call-next'],
  ['0d', 'recall'],
  ['0b', 'finish'],
  ['0e', 'cancel'],
  ['11', 'start-serving'],
  ['12', 'pause'],
  ['13', 'transfer'],
  ['6+0f', 'no-show'],
  ['0+0f', 'park'],
  ['3+0f', 'resume'],
]);

const allActs: readonly KeypadKey[] = [
  'call-next',
  'recall',
  'start-serving',
  'finish',
  'no-show',
  'park',
  'resume',
  'pause',
  'transfer',
  'cancel',
];

/** One entry from a setting `key-0e=no-show` or `key-1+0f=none`; null: not of that form. */
export function readKey(name: string, value: string): [string, KeypadKey | null] | null {
  // A plus behind `?` is a space to whoever reads addresses.
  const key = /^key-((?:[0-9][ +])?[0-9a-f]{2})$/.exec(name.toLowerCase())?.[1];
  const act = value === 'none' ? null : allActs.find((one) => one === value);
  return key === undefined || act === undefined ? null : [key.replace(' ', '+'), act];
}

const confirm = 0x0f;
const digitMax = 9;
/** A digit waits so long for its 确认 (unverified). */
const digitMs = 3_000;

/** A digit that waits for 确认. */
export interface Digit {
  readonly digit: number;
  readonly at: number;
}

export interface Pressed {
  readonly key: KeypadKey | null;
  readonly digit: Digit | null;
  /** The key as the table names it, for a technician; null: a digit alone. */
  readonly named: string | null;
}

/** What a frame's data ask for. More than a digit before 确认 is no key that is known. */
export function press(
  data: readonly number[],
  waiting: Digit | null,
  at: number,
  table: KeyTable,
): Pressed {
  const code = data.at(-1) ?? 0;
  if (code <= digitMax) return { key: null, digit: { digit: code, at }, named: null };
  const hex = code.toString(16).padStart(2, '0');
  if (code !== confirm) return { key: table.get(hex) ?? null, digit: null, named: hex };
  const earlier = waiting && at - waiting.at <= digitMs ? [waiting.digit] : [];
  const digits = data.length > 1 ? data.slice(0, -1) : earlier;
  const named = `${digits.map((digit) => `${digit}+`).join('')}${hex}`;
  return { key: table.get(named) ?? null, digit: null, named };
}
