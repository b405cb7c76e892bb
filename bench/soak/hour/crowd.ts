/**
 * The people of the hour and what they look at, in a process of their own: kiosks where numbers are
 * taken at set times, counters that call, serve and finish, hall screens and signs, managers' live
 * pages, phones. Half of the lines run through cables that can be cut. It keeps what it was told, so
 * that the log can be held against it in the end.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startTcpProxy, type TcpProxy } from '../../../fixtures/machines/tcp-proxy.ts';
import { serveActs } from '../../rig/child.ts';
import { percentile } from '../../rig/figures.ts';
import { each } from '../../rig/peer.ts';
import { type AtCounter, serveOne, takeUp } from './counter.ts';
import { Deeds } from './deeds.ts';
import type { Crew } from './hall.ts';
import { Line } from './line.ts';
import { visitOnPhone } from './phone.ts';
import { Screens } from './screens.ts';

export interface Come {
  readonly url: string;
  readonly crew: Crew;
  readonly kiosks: readonly string[];
  readonly services: readonly string[];
  readonly displays: number;
  /** One screen hears no more than so many states, to see that it is found; 0: none is deaf. */
  readonly deafAfter: number;
}

/** What the last minute was like; times in ms. */
export interface MinuteOfCrowd {
  readonly taken: number;
  readonly called: number;
  readonly finished: number;
  readonly take: { readonly p50: number; readonly p99: number };
  readonly shown: { readonly p50: number; readonly p99: number };
  readonly lines: number;
}

const shares = { care: 0.1, phone: 0.35, twice: 0.03, page: 0.04 };
/** Pages of visitors that are open at once. */
const phonesMax = 40;
const tickMs = 10;
/** After a call that found nobody a counter rests for a moment. */
const restMs = 500;

export type Cable = 'screens' | 'kiosks' | 'counters';

const deeds = new Deeds();
const screens = new Screens();
const cables = new Map<Cable, TcpProxy>();
let kiosks: Line<'kiosk'>[] = [];
let counters: AtCounter[] = [];
let free: AtCounter[] = [];
let managers: Line<'manager'>[] = [];
const phones = new Set<Line<'phone'>>();
let services: readonly string[] = [];
/** What is under way, so that one can wait for the end of it. */
const going = new Set<Promise<void>>();
let takeWaits: number[] = [];
let wished = 0;
let url = '';

function goes(work: Promise<void>): void {
  const one: Promise<void> = work
    .catch((error: unknown) => deeds.wrong(String(error)))
    .finally(() => going.delete(one));
  going.add(one);
}

/** Every other line runs through a cable; those that do not are never cut, and only they are timed. */
const isWhole = (nth: number): boolean => nth % 2 === 0;
const by = (cable: Cable, nth: number): string =>
  isWhole(nth) ? url : `http://127.0.0.1:${cables.get(cable)?.port}`;

async function come(wish: Come): Promise<void> {
  ({ url, services } = wish);
  const { crew } = wish;
  const to = { host: '127.0.0.1', port: Number(new URL(url).port) };
  for (const cable of ['screens', 'kiosks', 'counters'] as const) {
    cables.set(cable, await startTcpProxy(to));
  }
  kiosks = await each(wish.kiosks, 8, (id, nth) =>
    Line.open({
      ...{ url: by('kiosks', nth), who: { peer: 'kiosk' }, cookie: crew.kiosks[id] ?? '' },
    }),
  );
  counters = await each(Object.entries(crew.clerks), 8, async ([counter, cookie], nth) => {
    const who = { peer: 'counter', counter } as const;
    const line = await Line.open({ url: by('counters', nth), who, cookie });
    await deeds.done(line, { type: 'sign-in' });
    return { line, counter, whole: isWhole(nth), parked: null };
  });
  free = [...counters];
  await screens.open(wish, (nth) => by('screens', nth));
  managers = await each([...crew.managers, ...crew.managers], 4, (cookie) =>
    Line.open({ url, who: { peer: 'manager' }, cookie }),
  );
}

/** One visitor at a kiosk; counted from when the number was wanted. */
async function take(nth: number, wantedAt: number): Promise<void> {
  const kiosk = kiosks[nth % kiosks.length];
  if (kiosk === undefined) throw new Error('there are no kiosks');
  const phone = Math.random() < shares.phone ? `138${String(10_000_000 + nth)}` : null;
  const command = {
    type: 'issue-ticket' as const,
    service: services[nth % services.length] ?? '',
    language: nth % 10 === 0 ? ('en' as const) : ('zh-Hans' as const),
    ...(Math.random() < shares.care ? { class: 'care' } : {}),
    ...(phone === null ? {} : { phone }),
  };
  const id = deeds.newId();
  const reply = await deeds.ask(kiosk, command, id);
  if (!('ok' in reply) || !reply.ticket || !reply.label) {
    return deeds.wrong(`a number was not given: ${JSON.stringify(reply)}`);
  }
  if (isWhole(nth % kiosks.length)) takeWaits.push(performance.now() - wantedAt);
  const { ticket, label, link } = reply;
  deeds.took({ ticket, label, phone });
  if (Math.random() < shares.twice) {
    // The page that did not hear its answer, or the finger that trembles.
    const again = await deeds.ask(kiosk, command, id);
    const same = 'ok' in again && again.ticket === ticket && again.label === label;
    if (!same) deeds.wrong(`a repeat was another deed: ${JSON.stringify(again)}`);
  }
  if (link && phones.size < phonesMax && Math.random() < shares.page) {
    goes(visitOnPhone({ url: by('screens', nth), link, ticket, deeds, phones }));
  }
}

/** Whoever is free calls; false: everybody is busy. */
function call(): boolean {
  const desk = free.shift();
  if (desk === undefined) return false;
  const kiosk = kiosks[wished % kiosks.length];
  goes(
    (async () => {
      const found = await takeUp(desk, deeds, screens);
      if (found !== null) await serveOne(desk, found, { deeds, services, kiosk });
      else await pause(restMs);
    })().finally(() => free.push(desk)),
  );
  return true;
}

/** Lets so many wait. */
async function fill({ waiting }: { readonly waiting: number }): Promise<void> {
  await each(Array.from({ length: waiting }), 10, () => take(wished++, performance.now()));
}

/** So many numbers and so many calls a minute, at even times, for so long. */
async function live(wish: { readonly ms: number; readonly perMinute: number }) {
  const from = performance.now();
  takeWaits = [];
  const before = deeds.counts();
  const count = Math.round((wish.ms / 60_000) * wish.perMinute);
  let [taken, called] = [0, 0];
  while (performance.now() - from < wish.ms) {
    const share = (performance.now() - from) / wish.ms;
    const due = Math.min(Math.floor(share * count) + 1, count);
    for (; taken < due; taken += 1) {
      goes(take(wished++, from + (taken / count) * wish.ms));
    }
    while (called < due && call()) called += 1;
    await pause(tickMs);
  }
  return reportOf(before);
}

function reportOf(before: ReturnType<Deeds['counts']>): MinuteOfCrowd {
  const after = deeds.counts();
  const waits = screens.drainWaits();
  const both = (of: readonly number[]) => ({ p50: percentile(of, 0.5), p99: percentile(of, 0.99) });
  return {
    taken: after.taken - before.taken,
    called: after.called - before.called,
    finished: after.finished - before.finished,
    ...{ take: both(takeWaits), shown: both(waits) },
    lines: kiosks.length + counters.length + screens.count + managers.length + phones.size,
  };
}

/** A cable is pulled for so long; 0: its lines break and may come back at once. */
async function cut({ cable, ms }: { readonly cable: Cable; readonly ms: number }): Promise<void> {
  const proxy = cables.get(cable);
  proxy?.unplug();
  await pause(ms);
  proxy?.mend();
}

/** Everything that is under way comes to its end. */
async function settle(): Promise<void> {
  deeds.ending = true;
  while (going.size > 0) await Promise.all(going);
}

/** What those who follow hold now, each beside what one gets who comes in now; `null`: they agree. */
async function differing({ crew }: { readonly crew: Crew }): Promise<string[]> {
  const found: string[] = [];
  const compare = async (name: string, held: readonly Line[], fresh: Promise<Line>) => {
    const line = await fresh;
    const { text } = line.held();
    line.stop();
    for (const [nth, one] of held.entries()) {
      if (one.held().text !== text) found.push(`${name}, the ${nth + 1}. who follows`);
    }
  };
  const opened = <P extends 'display' | 'manager'>(peer: P, cookie?: string) =>
    Line.open({ url, who: { peer }, ...(cookie ? { cookie } : {}) }) as Promise<Line>;
  await compare('the hall screen', screens.lines as Line[], opened('display'));
  await compare('the live page', managers as Line[], opened('manager', crew.managers[0]));
  for (const { line, counter } of counters) {
    const who = { peer: 'counter', counter } as const;
    const fresh = Line.open({ url, who, cookie: crew.clerks[counter] ?? '' }) as Promise<Line>;
    await compare(`counter ${counter}`, [line as Line], fresh);
  }
  const ids = Object.values(crew.kiosks);
  for (const [nth, line] of kiosks.entries()) {
    const fresh = Line.open({ url, who: { peer: 'kiosk' }, cookie: ids[nth] ?? '' });
    await compare(`kiosk ${nth + 1}`, [line as Line], fresh as Promise<Line>);
  }
  return found;
}

/** The public's view and the manager's as they are held now. */
function views() {
  const [display, live] = [screens.lines.at(-1), managers[0]];
  return {
    display: display?.following.shown().view ?? null,
    live: live?.following.shown().view ?? null,
    seq: live?.held().seq ?? 0,
  };
}

/** What was told to whom. */
const record = () => ({ ...deeds.record(), unshown: screens.unshown() });

async function stop(): Promise<void> {
  const lines = [...kiosks, ...counters.map(({ line }) => line), ...screens.lines, ...managers];
  for (const line of [...lines, ...phones]) line.stop();
  await Promise.all([...cables.values()].map((cable) => cable.close()));
}

const acts = { come, fill, live, cut, settle, differing, views, record, stop };
export type CrowdActs = typeof acts;
serveActs(acts);
