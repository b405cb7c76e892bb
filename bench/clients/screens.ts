/**
 * Displays that follow, and the counters whose calls they show, in one process, so that a call and
 * its arrival are timed by one clock. A wait lasts from the moment the clerk presses until the state
 * is in the display's hands, decoded.
 *
 * Calls are spaced further apart than the hub's coalescing (100 ms), and so is everything else that
 * changes what a display shows: each call is a leading edge. The floor speaks the same messages.
 */
import type { State } from '../../core/wire/messages.ts';
import { serveActs } from '../rig/child.ts';
import { each, Peer } from '../rig/peer.ts';

export interface Gather {
  readonly url: string;
  readonly displays: number;
  /** Cookies by counter. */
  readonly clerks: Readonly<Record<string, string>>;
  readonly kiosk: string;
  /** A service that all these counters serve. */
  readonly service: string;
  /** How many wait besides, from before the first call to the end. */
  readonly crowd?: number;
}

export interface Called {
  /** Press to arrival, ms, every call at every display. */
  readonly waits: readonly number[];
  /** The last state that a display was sent. */
  readonly state: object;
}

/** Between one change and the next, ms: more than the coalescing, and never in step with the pulse. */
const gapMs = { least: 155, spread: 40 };
const arrivalMsMax = 10_000;
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

let displays: Peer[] = [];
let counters: Peer[] = [];
let kiosk: Peer | undefined;
let service = '';
let asked = 0;
let last: State | undefined;
/** Told of every state that reaches a display. */
let arrived: (state: State) => void = () => {};

async function come(wish: Gather): Promise<void> {
  service = wish.service;
  const { url } = wish;
  displays = await each(Array.from({ length: wish.displays }), 16, () =>
    Peer.open({ url, peer: 'display', state: (state) => arrived(state) }),
  );
  kiosk = await Peer.open({ url, peer: 'kiosk', cookie: wish.kiosk });
  counters = await each(Object.entries(wish.clerks), 4, ([counter, cookie]) =>
    Peer.open({ url, peer: 'counter', counter, cookie }),
  );
  for (const counter of counters) await say(counter, { type: 'sign-in' });
  for (let one = 0; one < (wish.crowd ?? 0); one += 1) {
    await say(kiosk, { type: 'issue-ticket', service });
  }
}

async function say(peer: Peer | undefined, command: object): Promise<number> {
  const reply = await peer?.command(command, `${process.pid}-${++asked}-screens`);
  if (!reply || !('ok' in reply))
    throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(reply)}`);
  return reply.seq;
}

const gap = () => pause(gapMs.least + Math.random() * gapMs.spread);

/** Everybody's hand is emptied at once, and there are tickets to call: not measured. */
async function refill(first: boolean): Promise<void> {
  if (!first) await Promise.all(counters.map((counter) => say(counter, { type: 'finish' })));
  const issue = { type: 'issue-ticket', service };
  await Promise.all(counters.map(() => say(kiosk, issue)));
  await gap();
  await gap();
}

let filled = false;

/** So many spaced calls. */
async function spaced({ calls }: { readonly calls: number }): Promise<Called> {
  const waits: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const at = call % counters.length;
    if (at === 0) {
      await refill(!filled);
      filled = true;
    }
    waits.push(...(await oneCall(counters[at])));
    await gap();
  }
  // The round is called to its end, so that the next refill finds every hand full.
  for (const counter of counters.slice(calls % counters.length || counters.length)) {
    await say(counter, { type: 'call-next', after: null });
    await gap();
  }
  return { waits, state: last ?? {} };
}

async function oneCall(counter: Peer | undefined): Promise<number[]> {
  const waits: number[] = [];
  const all = new Promise<void>((done, fail) => {
    const late = setTimeout(
      () => fail(new Error(`${waits.length} of ${displays.length} displays heard of a call`)),
      arrivalMsMax,
    );
    const from = performance.now();
    arrived = (state) => {
      last = state;
      if (waits.push(performance.now() - from) < displays.length) return;
      clearTimeout(late);
      done();
    };
  });
  await Promise.all([all, say(counter, { type: 'call-next', after: null })]);
  arrived = () => {};
  return waits;
}

/** All counters call in the same moment, so many times: how long until a call is on a display. */
async function burst({ times }: { readonly times: number }): Promise<number[]> {
  const waits: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await refill(!filled);
    filled = true;
    const shown = new Map<number, number>();
    arrived = (state) => {
      if (!('calls' in state.view)) return;
      for (const { seq } of state.view.calls) {
        if (!shown.has(seq)) shown.set(seq, performance.now());
      }
    };
    const from = performance.now();
    const seqs = await Promise.all(
      counters.map((counter) => say(counter, { type: 'call-next', after: null })),
    );
    await pause(400);
    for (const seq of seqs) waits.push((shown.get(seq) ?? Number.POSITIVE_INFINITY) - from);
  }
  arrived = () => {};
  return waits;
}

const acts = { come, spaced, burst };
export type ScreenActs = typeof acts;
serveActs(acts);
