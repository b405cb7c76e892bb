/**
 * The life of a scanner as a pure machine: what comes in (the line, bytes, time), what goes out
 * (codes). A code that lies under a scanner is read again and again: it is told once, and anew when
 * it was away for 2 s. A scanner cannot be asked: it is `unknown` until it has read something over
 * this connection. What was read stands in no health: it may be somebody's.
 */
import type { Health } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import { ended, type Found, newReading, type Reading, readCodes } from './codes.ts';

export interface ScannerSettings {
  /** What ends a code: CR and LF, or only a pause. */
  readonly end: 'line' | 'pause';
  /** How long that pause is. */
  readonly pauseMs: number;
}

export interface ScannerMachine {
  readonly link: PortState;
  /** When this connection began. */
  readonly openedAt: number;
  readonly reading: Reading;
  /** When the last byte came, on any connection. */
  readonly heardAt: number | null;
  /** Codes were read on this connection. */
  readonly read: boolean;
  readonly last: { readonly code: string; readonly at: number } | null;
  readonly remark: string | null;
  readonly health: Health;
}

export type ScannerInput =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'time' };

/**
 * Serial servers keep what was said while nobody was connected and pour it out first: whoever held
 * that code there is gone. What comes this soon is passed over.
 */
export const settleMs = 300;
/** The same code within this is the same scan. */
export const sameMs = 2_000;
/** The beginning of a code without an end is dropped after this: it will not be half of the next. */
const brokenOffMs = 1_000;

export const newScanner: ScannerMachine = {
  link: { is: 'opening' },
  openedAt: 0,
  reading: newReading,
  heardAt: null,
  read: false,
  last: null,
  remark: null,
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
};

/** One step. `codes`: what was scanned, to be told now. */
export function step(
  before: ScannerMachine,
  input: ScannerInput,
  at: number,
  settings: ScannerSettings,
): { readonly machine: ScannerMachine; readonly codes: readonly string[] } {
  const codes: string[] = [];
  let now = before;
  const due = pauseDue(now, settings);
  // Before new bytes: they belong to the next code, however late this step is.
  if (due !== null && at >= due) now = paused(now, at, settings, codes);
  if (input.kind === 'link') now = linked(now, input.state, at);
  else if (input.kind === 'bytes' && isSettled(now, at)) {
    const { found, reading } = readCodes(now.reading, input.bytes, settings.end === 'line');
    now = take({ ...now, reading, heardAt: at }, found, at, codes);
  }
  return { machine: { ...now, health: healthOf(now, at) }, codes };
}

const isSettled = ({ link, openedAt }: ScannerMachine, at: number): boolean =>
  link.is === 'open' && at >= openedAt + settleMs;

/** A code that the line broke off is not ended by what comes over the next one. */
function linked(now: ScannerMachine, link: PortState, at: number): ScannerMachine {
  const fresh = { reading: newReading, openedAt: at, read: false, remark: null };
  return link.is === 'open' ? { ...now, link, ...fresh } : { ...now, link, reading: newReading };
}

function paused(
  now: ScannerMachine,
  at: number,
  { end }: ScannerSettings,
  codes: string[],
): ScannerMachine {
  const quiet = { ...now, reading: newReading };
  if (end === 'pause') return take(quiet, ended(now.reading), at, codes);
  const remark = 'it sent a code without CR or LF behind it (end=pause, or set its suffix)';
  return { ...quiet, remark };
}

function take(
  before: ScannerMachine,
  found: readonly Found[],
  at: number,
  codes: string[],
): ScannerMachine {
  let now = before;
  for (const one of found) {
    if ('passed' in one) {
      const remark =
        one.passed === 'too-long'
          ? 'it sent more than a code holds (a suffix is missing, or noise)'
          : 'it sent bytes that are no text (baud rate?)';
      now = { ...now, remark };
      continue;
    }
    const { last } = now;
    const same = last?.code === one.code && at - last.at < sameMs;
    if (!same) codes.push(one.code);
    now = { ...now, read: true, remark: null, last: { code: one.code, at } };
  }
  return now;
}

function healthOf(now: ScannerMachine, at: number): Health {
  const { link, heardAt, read, remark } = now;
  const be = (state: Health['state'], detail: string): Health => ({ state, heardAt, detail });
  switch (link.is) {
    case 'opening':
      return be('unknown', 'connecting');
    case 'closed':
      return be('unplugged', 'the port was closed');
    case 'lost':
      return be('unplugged', link.detail);
    case 'open':
      if (!isSettled(now, at)) return be('unknown', 'the line was opened just now');
      if (remark !== null) return be(read ? 'ready' : 'unknown', remark);
      return read
        ? be('ready', 'it has read codes')
        : be('unknown', 'it has read nothing since the line was opened, and cannot be asked');
  }
}

function pauseDue(
  { link, reading, heardAt }: ScannerMachine,
  { end, pauseMs }: ScannerSettings,
): number | null {
  const waits = reading.rest.length > 0 || reading.tooLong;
  if (link.is !== 'open' || !waits || heardAt === null) return null;
  return heardAt + (end === 'pause' ? pauseMs : brokenOffMs);
}

/** When `time` is to be handed in next, or null. Always later than `at`, the time of the last step. */
export function nextDue(
  machine: ScannerMachine,
  at: number,
  settings: ScannerSettings,
): number | null {
  const { link, openedAt } = machine;
  const settles = link.is === 'open' ? openedAt + settleMs : null;
  const dues = [settles, pauseDue(machine, settings)];
  const next = Math.min(...dues.filter((due) => due !== null && due > at).map(Number));
  return Number.isFinite(next) ? next : null;
}
