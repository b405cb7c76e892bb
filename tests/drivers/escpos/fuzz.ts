/**
 * Feeds what a printer may say with rubbish: the reader of its replies, and the whole machine with
 * jobs, lost lines and time. Nothing may throw, nothing may grow, every job must end once and in
 * time, and a printer that speaks plainly again must be known as ready again.
 */
import type { Input } from '../../../drivers/escpos/machine.ts';
import { readReplies } from '../../../drivers/escpos/status.ts';
import { Bench, rules } from './machine-bench.ts';

/** Chance that is the same for the same seed (mulberry32). */
function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Chance = (below: number) => number;

/** Good words of a printer, which are cut, doubled, bent and mixed. */
const words: readonly (readonly number[])[] = [
  ...[[0x12], [0x1a], [0x16], [0x32], [0x52], [0x1e], [0x72], [0x7e], [0x00], [0x03], [0x0c]],
  ...[
    [0x10, 0x00, 0x00, 0x00],
    [0x38, 0x00, 0x00, 0x00],
    [0x18, 0x00, 0x0f, 0x00],
    [0x18, 0x40, 0x00, 0x00],
  ],
  ...[[0x11], [0x13], [0x11, 0x13, 0x12]],
];

function rubbish(chance: Chance): number[] {
  const bytes: number[] = [];
  for (let part = chance(6); part >= 0; part -= 1) {
    const word = [...(words[chance(words.length)] ?? [])];
    const bend = chance(6);
    if (bend === 0) word[chance(word.length)] = chance(256);
    else if (bend === 1) word.splice(chance(word.length));
    else if (bend === 2) word.push(...word);
    else if (bend === 3)
      word.splice(0, word.length, ...Array.from({ length: 8 }, () => chance(256)));
    bytes.push(...word);
  }
  return bytes;
}

const plain = (bytes: readonly number[]) => bytes.filter((byte) => byte !== 0x11 && byte !== 0x13);

/**
 * Reads `count` inputs from `seed` on, cut anywhere. Returns what went wrong first, or null: a byte
 * lost or made up, more than three bytes kept, or a good answer not found behind the rubbish.
 */
export function fuzzReplies(count: number, seed = 1): string | null {
  for (let at = seed; at < seed + count; at += 1) {
    const chance = chanceOf(at);
    const bytes = [...rubbish(chance), 0x12];
    const told: number[] = [];
    let last = '';
    let rest: readonly number[] = [];
    for (let from = 0; from < bytes.length; ) {
      const to = from + 1 + chance(7);
      const read = readReplies(rest, Uint8Array.from(bytes.slice(from, to)));
      for (const reply of read.replies) {
        told.push(...(reply.kind === 'auto' ? reply.bytes : [reply.byte]));
        last = reply.kind;
      }
      rest = read.rest;
      if (rest.length > 3) return `seed ${at}: ${rest.length} bytes kept`;
      from = to;
    }
    if (plain(told).join() !== plain(bytes).join()) return `seed ${at}: bytes lost or made up`;
    if (last !== 'status' || rest.length > 0) return `seed ${at}: the good answer was not found`;
  }
  return null;
}

const linkStates: readonly Extract<Input, { kind: 'link' }>['state'][] = [
  { is: 'open' },
  { is: 'lost', why: 'closed', detail: 'pulled' },
  { is: 'lost', why: 'mute', detail: 'given up' },
  { is: 'lost', why: 'stuck', detail: 'a write was not done' },
];

/** What a life of the machine may take at the most: everything else is bounded by its own limits. */
const inputsPerLife = 50;

function live(bench: Bench, chance: Chance): void {
  const answer = () => (chance(4) === 0 ? null : (words[chance(11)]?.[0] ?? null));
  switch (chance(8)) {
    case 0:
      bench.job(1_000 + bench.jobs.size);
      break;
    case 1: {
      const texts = Array.from({ length: 1 + chance(6) }, () => 'piece');
      bench.longJob(1_000 + bench.jobs.size, texts);
      break;
    }
    case 2:
      bench.link(linkStates[chance(linkStates.length)] ?? { is: 'open' });
      break;
    case 3:
      bench.answers = [answer(), answer(), answer(), answer()];
      break;
    case 4:
      bench.proof = chance(2) === 0 ? null : 0x00;
      bench.auto = chance(2) === 0 ? null : rubbish(chance);
      break;
    case 5:
      bench.pass(1 + chance(12_000));
      break;
    default:
      bench.say(...rubbish(chance));
  }
}

/**
 * Lives through `count` inputs (to the next 50) from `seed` on. Returns what went wrong first, or
 * null.
 */
export function fuzzMachine(count: number, seed = 1): string | null {
  for (let at = seed; at < seed + count / inputsPerLife; at += 1) {
    const chance = chanceOf(at);
    const kind = { asks: chance(8) > 0, auto: chance(4) > 0, named: chance(2) > 0 };
    const bench = new Bench({ ...rules, ...kind, baud: chance(2) === 0 ? null : 9_600 });
    try {
      for (let input = 0; input < inputsPerLife; input += 1) {
        live(bench, chance);
        const { rest, queue, asking } = bench.machine;
        const kept = rest.length + (asking.round?.noise.length ?? 0);
        if (kept > 16 || queue.length > 20) return `seed ${at}: it grows`;
      }
    } catch (error) {
      return `seed ${at}: ${String(error)}`;
    }
    const wrong = ending(bench);
    if (wrong) return `seed ${at}: ${wrong}`;
  }
  return null;
}

/** All jobs end, and a printer that is plugged in anew and speaks plainly is ready. */
function ending(bench: Bench): string | null {
  bench.proof = 0x00;
  bench.auto = [0x10, 0x00, 0x00, 0x00];
  bench.answers = [0x12, 0x12, 0x12, 0x12];
  bench.link({ is: 'lost', why: 'closed', detail: 'pulled' }).plug().pass(120_000);
  const open = [...bench.jobs].filter((id) => !bench.ends.has(id));
  if (open.length > 0) return `jobs ${open.join()} never ended`;
  if (bench.endedTwice > 0) return 'a job ended twice';
  if (bench.rules.asks && bench.state !== 'ready') return `it is ${bench.state} for ever`;
  if (!bench.rules.asks && bench.state !== 'unknown') return `unasked it is ${bench.state}`;
  return null;
}

if (import.meta.main) {
  const count = Number(process.argv[2] ?? 1_000_000);
  for (const [name, fuzz] of Object.entries({ fuzzReplies, fuzzMachine })) {
    console.log(`${name}: ${count} inputs, ${fuzz(count) ?? 'all well'}`);
  }
}
