/**
 * One simulated day by its seed: storms, and calms in which everything is judged. The same seed is the
 * same day, so what is found once can be played again.
 */
import type { Command } from '../../core/hall/commands.ts';
import { type CounterId, serviceId, type TicketId } from '../../core/hall/ids.ts';
import type { KioskCommand } from '../../core/wire/commands.ts';
import { announceMs } from '../../core/wire/protocol.ts';
import { litMs } from '../../ui/announce.ts';
import { checkCalm, checkPaper, checkScreens, checkTable, openJobs } from './world/checks.ts';
import { counters, reasons } from './world/hall.ts';
import { People } from './world/people.ts';
import { blow } from './world/storm.ts';
import type { TablesFile } from './world/tables.ts';
import { type Violation, World } from './world/world.ts';

export interface Played {
  readonly seed: number;
  /** The first thing that was found wrong; null for a good day. */
  readonly violation: Violation | null;
  readonly rows: number;
  readonly tickets: number;
  readonly acknowledged: number;
  readonly papers: number;
  readonly crashes: number;
  readonly hubs: number;
  readonly neverCloses: boolean;
  /** Every type of event, and every rule by which somebody was called or a counter turned. */
  readonly seen: readonly string[];
  /** What is played beside the hall itself: `texts`, `ratings`, … */
  readonly plays: readonly string[];
  /** A digest of all that happened, in order. */
  readonly fingerprint: string;
}

const storms = 2;
/** How soon a screen on any hub must show what was done: the slow look, an append, a line, and the coalescing. */
const followMs = 1_700;
/** It is quiet when nothing has moved for so long: longer than the slow look and one try of a page. */
const quietMs = 2_500;
/** How long it may take until all is calm: visitors' patience, a hung printer, and more. */
const calmWithinMs = 150_000;

/** Plays the day. `say` hears every line of the trace. */
export async function simulate(
  seed: number,
  file: TablesFile,
  say: ((line: string) => void) | null = null,
): Promise<Played> {
  let fingerprint = 0;
  const hear = (line: string) => {
    for (let index = 0; index < line.length; index += 7) {
      fingerprint = (Math.imul(fingerprint, 31) + line.charCodeAt(index)) | 0;
    }
    say?.(line);
  };
  await file.empty();
  const world = new World(seed, file, hear);
  await file.plantNames(world.people);
  await world.hooks?.subscribe();
  world.startHubs();
  const people = new People(world);
  blow(world, people);
  let over = false;
  const day = live(world, people)
    .catch((error: unknown) => world.fail('no-bugs', String((error as Error)?.stack ?? error)))
    .then(() => {
      over = true;
    });
  try {
    await world.time.run(() => over || world.stopped);
    if (!over && !world.stopped) world.fail('answers-come', 'nothing is due any more');
  } catch (error) {
    world.fail('answers-come', String(error));
  }
  if (over) await day;
  for (const hub of world.hubs) hub.die();
  if (!world.stopped) await world.ratings?.judge();
  if (!world.stopped) await world.cases?.judge();
  if (!world.stopped) await world.texts?.judge();
  if (!world.stopped) await world.hooks?.judge();
  if (!world.stopped) await world.duty?.judge();
  const [violation = null] = world.violations;
  const { rows, issued } = world.ledger;
  return {
    ...{ seed, violation, rows, tickets: issued.size, acknowledged: world.acknowledged.size },
    papers: world.machines.reduce((sum, { paper }) => sum + paper.length, 0),
    ...{ seen: [...world.ledger.seen], plays: playsOf(world) },
    ...{ hubs: world.weather.hubs, neverCloses: world.weather.neverCloses },
    ...{ crashes: world.crashes, fingerprint: (fingerprint >>> 0).toString(16) },
  };
}

const playsOf = ({ texts, ratings, cases, hooks, duty }: World): string[] =>
  Object.entries({ texts, ratings, cases, hooks, duty }).flatMap(([name, play]) =>
    play === null ? [] : [name],
  );

async function live(world: World, people: People): Promise<void> {
  for (let storm = 0; storm < storms; storm += 1) {
    world.storm = true;
    people.acting = true;
    await world.time.sleep(world.chance.whole(15_000, 30_000));
    people.acting = false;
    world.storm = false;
    world.devices.mend();
    world.cards?.mend();
    world.away?.mend();
    world.logAway = 0;
    world.tablesAway = 0;
    world.trace('it grows calm');
    await calm(world, people);
    await checkCalm(world, people);
    await probe(world, people);
    await askAgain(world, people);
  }
  if (await world.away?.waitsOut()) {
    await calm(world, people);
    await checkCalm(world, people);
  }
  await checkPaper(world);
  await checkTable(world);
  await world.devices.judgeRatings();
}

/** Waits until everybody has an answer, every hub is well, every slip has ended and every screen is up to date. */
async function calm(world: World, people: People): Promise<void> {
  const { time } = world;
  const until = time.now + calmWithinMs;
  for (;;) {
    await time.sleep(500);
    const missing = stirring(world, people);
    const open = missing.length === 0 ? await openJobs(world) : [];
    const devices = world.devices.unsettled(world.shadow);
    if (missing.length + open.length + devices.length === 0) return;
    if (time.now > until) {
      const invariant = open.length > 0 ? 'print-ends' : 'answers-come';
      const named = missing.length + open.length > 0 ? invariant : 'devices-agree';
      const all = [...missing, ...open, ...devices];
      return world.fail(named, `it does not grow calm: ${all.join(', ')}`);
    }
  }
}

/** What is not calm yet. */
function stirring(world: World, people: People): string[] {
  return [
    ...world.unanswered(),
    ...(world.away?.unsettled() ?? []),
    ...(people.underWay > 0 ? [`${people.underWay} wishes without an answer`] : []),
    ...(world.time.now - world.movedAt < quietMs ? ['the hall moves'] : []),
    ...world.hubs.flatMap(({ name, listens, keeper }) =>
      listens && keeper.health === 'ready'
        ? []
        : [`${name} is ${listens ? keeper.health : 'down'}`],
    ),
    ...people.lines.flatMap(({ readySince, identity, following }) => {
      const { refusal, stale } = following.shown();
      if (refusal === 'unknown-link') return [];
      return readySince === null || stale ? [identity.name] : [];
    }),
  ];
}

/** Deeds in the calm: every screen must show them soon, on whichever hub, and announce the calls. */
async function probe(world: World, people: People): Promise<void> {
  const { time, chance } = world;
  const service = serviceId(chance.pick(['tax', 'permits', 'advice']));
  const issue: Command = { type: 'issue-ticket', service, language: 'en', linkHash: null };
  const counter = freeCounter(world);
  await shown(world, people, [issue, issue, { type: 'call-next', counter }]);
  await shown(world, people, [issue]);
  await time.sleep(1_000);
  await shown(world, people, [
    { type: 'recall', counter },
    { ...issue, service: serviceId('tax') },
  ]);
  await world.texts?.probe((wish) => calledWith(world, people, wish));
  if (!chance.hit(0.15)) return;
  // The clock is put right while calls stand on the screens, lit no more.
  await time.sleep(litMs);
  world.setWall(-60_000);
  await time.sleep(2_000);
}

/** Somebody takes a number with a phone and is called; gives the ticket, if all that could be done. */
async function calledWith(
  { hall }: World,
  people: People,
  wish: Pick<KioskCommand, 'phone'>,
): Promise<TicketId | null> {
  const [kiosk] = people.kiosks;
  const service = kiosk?.shown().view?.services[0]?.service;
  if (!kiosk || !service) return null;
  const requestId = people.wish(kiosk.identity.actor ?? '', 'issue-ticket');
  const taken = await kiosk.following.command(
    { type: 'issue-ticket', service, ...wish },
    requestId,
  );
  if (!('ok' in taken) || !taken.ticket) return null;
  const { ticket } = taken;
  const counter = counters.find((id) => {
    const one = hall.counters.get(id);
    return one?.status === 'open' && one.inHand === null;
  });
  if (!counter) return null;
  const call: Command = { type: 'call-ticket', counter, ticket, reason: reasons.callTicket };
  const called = await people.ask(call, { kind: 'token', id: 'probe' });
  return called && 'ok' in called ? ticket : null;
}

/** Wishes of long ago, asked once more: the same answer, whatever has died or which day it is meanwhile. */
async function askAgain(world: World, people: People): Promise<void> {
  const old = [...world.acknowledged.values()].filter(({ cmd }) => cmd.startsWith('token:'));
  for (const { cmd, label, ticket } of old.slice(0, 3)) {
    if (label === null) continue;
    const [, id = '', requestId = ''] = cmd.split(':');
    const service = serviceId('tax');
    const issue: Command = { type: 'issue-ticket', service, language: 'en', linkHash: null };
    const answer = await people.ask(issue, { kind: 'token', id }, requestId);
    if (!answer || !('ok' in answer) || answer.ticket !== ticket || answer.label !== label) {
      const what = `${cmd} was ${label} and is now ${JSON.stringify(answer)}`;
      world.fail('one-request-one-deed', what);
    }
  }
}

const freeCounter = ({ hall, chance }: World): CounterId => {
  const free = counters.filter((id) => hall.counters.get(id)?.inHand === null);
  return chance.pick(free.length > 0 ? free : counters);
};

/** How far the times are apart that the hubs go by. */
function apart({ hubs }: World): number {
  const times = hubs.map(({ guard }) => guard.now());
  return Math.max(...times) - Math.min(...times);
}

async function shown(world: World, people: People, commands: readonly Command[]): Promise<void> {
  const { time, ledger } = world;
  const calls = ledger.calls.length;
  for (const command of commands) {
    await people.ask(command, { kind: 'token', id: 'probe' });
    await time.sleep(world.chance.whole(1, 60));
  }
  // Midnight may strike in between: then the screens have their time from there.
  do await time.sleep(followMs);
  while (time.now - world.movedAt < followMs);
  await checkScreens(world, people);
  for (const { seq, told, until } of ledger.calls.slice(calls)) {
    // A call that midnight ended at once need not have been seen.
    if (until - told < followMs) continue;
    // Of two hubs one may believe a clock that was set a minute before the other: such a call is shown, and not lit.
    if (apart(world) > announceMs) continue;
    for (const { line, announced } of people.displays) {
      if (!announced.has(seq)) {
        world.fail('every-call-announced', `${line.identity.name} never announced event ${seq}`);
      }
    }
  }
}
