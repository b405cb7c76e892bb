/**
 * What must hold when it is calm: every hub is well and knows just what the log says, every screen
 * shows it, every answer came, every slip came to an end that all can see, and no ticket is lost.
 */

import { placesOf } from '../../../core/hall/line.ts';
import type { HallState } from '../../../core/hall/state.ts';
import { emptyHall } from '../../../core/hall/state.ts';
import type { HouseFacts } from '../../../core/views/facts.ts';
import { memoryLog } from '../../../log/memory.ts';
import { replay } from '../../../server/hall/replay.ts';
import { JOBS_LISTED_MAX, PrintJobs } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { roomName, type Seat } from '../../../server/sockets/rooms.ts';
import { compare, textOf } from './agreeing.ts';
import { theHall } from './hall.ts';
import type { Line } from './line.ts';
import type { People } from './people.ts';
import { viewOf } from './screens.ts';
import { tideAt } from './tide.ts';
import type { World } from './world.ts';

const stream = `hall:${theHall}`;
const minuteMs = 60_000;
/** How soon after its minute a counter has turned. */
const tideWithinMs = 5_000;

/** What the log says now, from the log alone. */
export async function replayed(world: World): Promise<HallState> {
  const log = memoryLog(world.store);
  try {
    return await replay(log, stream, theHall);
  } catch (error) {
    world.fail('log-can-be-replayed', String(error));
    return emptyHall(theHall);
  } finally {
    await log.close();
  }
}

/** Hubs and screens against the log. To be asked when nothing is under way. */
export async function checkCalm(world: World, people: People): Promise<void> {
  const truth = await replayed(world);
  const text = textOf(truth);
  compare(world, 'live-is-replay', 'the state lived row by row', textOf(world.shadow), text);
  for (const hub of world.hubs) {
    const lived = await hub.keeper.look((hall) => textOf(hall)).catch(String);
    compare(world, 'live-is-replay', `the state of ${hub.name}`, lived, text);
  }
  await checkScreens(world, people);
  world.ledger.checkReachable();
  world.away?.judge();
  checkTides(world);
  checkTickets(world, truth);
  const names = world.names.filter((name) =>
    JSON.stringify([...world.store.streams]).includes(name),
  );
  if (names.length > 0) world.fail('no-persons', `the log names ${names.join(', ')}`);
  for (const acknowledged of world.acknowledged.values()) world.judgeAcknowledged(acknowledged);
}

/** Every screen against the log. */
export async function checkScreens(world: World, people: People): Promise<void> {
  const truth = await replayed(world);
  for (const line of people.lines) checkScreen(world, people, line, truth);
}

function checkScreen(
  world: World,
  people: People,
  line: Line<'display' | 'counter' | 'kiosk' | 'phone'>,
  truth: HallState,
): void {
  const { name, who, cookies } = line.identity;
  const phone = people.phones.find((one) => (one.line as unknown) === line);
  const seat = (
    phone
      ? { peer: 'phone', linkHash: phone.linkHash }
      : { ...who, kiosk: cookies?.slice('kiosk='.length) }
  ) as Seat;
  const shown = line.shown();
  const facts = line.hub?.facts.now as HouseFacts;
  const view = line.hub ? viewOf(roomName(seat), truth, facts) : null;
  if (seat.peer === 'phone' && view === null) {
    if (shown.refusal !== 'unknown-link') {
      world.fail('screens-agree', `${name} is not told that its ticket is of another day`);
    }
    return;
  }
  if (!shown.ready || shown.stale) {
    return world.fail(
      'screens-agree',
      `${name} is ${shown.stale ? 'stale' : 'not ready'} when calm`,
    );
  }
  const expected = JSON.stringify(view);
  compare(
    world,
    'screens-agree',
    `${name} (${line.hub?.name})`,
    JSON.stringify(shown.view),
    expected,
  );
  if (shown.names?.version !== truth.configuration?.version) {
    world.fail('screens-agree', `${name} has the names of ${shown.names?.version}`);
  }
}

/** Counters that follow the time of day serve what it says, unless a clock was just set. */
function checkTides(world: World): void {
  const { ledger, setClocks, hubs } = world;
  if (!ledger.day?.open || setClocks.setWithin(2 * minuteMs)) return;
  // By the hall's own time, which stands still while a clock that was set back catches up with it.
  const times = hubs.flatMap(({ guard }) => {
    const now = Math.max(guard.now(), world.hall.at);
    return [now, now - tideWithinMs];
  });
  for (const { id } of ledger.configuration?.counters ?? []) {
    const turned = ledger.tides.get(id);
    if (turned && turned.because.rule !== 'by-time') continue;
    const due = times.map((at) => tideAt(ledger, id, at)?.join());
    if (!due.includes(turned?.services.join())) {
      world.fail(
        'tide-as-told',
        `counter ${id} serves ${turned?.services}, its time says ${due[0]}`,
      );
    }
  }
}

/** Each ticket stands just where it belongs, by the book-keeping and by the state. */
function checkTickets(world: World, truth: HallState): void {
  const places = new Map<string, number>();
  for (const line of [...truth.lines.values(), ...truth.sentLines.values()].flat()) {
    for (const { ticket } of placesOf(line)) places.set(ticket, (places.get(ticket) ?? 0) + 1);
  }
  for (const [id, entry] of world.ledger.tickets) {
    const ticket = truth.tickets.get(id as never);
    if (ticket?.status !== entry.status || ticket.label !== entry.label) {
      world.fail(
        'no-lost-ticket',
        `${entry.label} is ${entry.status}, the hall has ${ticket?.status}`,
      );
    }
    const stands = places.get(id) ?? 0;
    if (stands !== (entry.status === 'waiting' ? 1 : 0)) {
      world.fail('no-lost-ticket', `${entry.label} (${entry.status}) stands in ${stands} lines`);
    }
    const aside = truth.parked.has(id as never) || truth.missed.has(id as never);
    if (aside !== ['parked', 'missed'].includes(entry.status)) {
      world.fail('no-lost-ticket', `${entry.label} (${entry.status}) is put aside: ${aside}`);
    }
  }
}

/** The slips that have not come to an end, each in words. */
export async function openJobs(world: World): Promise<string[]> {
  const open = await jobsOf(world).leftOver(theHall);
  return open.map(
    ({ kiosk, label, because, state }) => `${label} (${because}) ${state} at ${kiosk}`,
  );
}

/** Papers, jobs and what the hubs tell of them. To be asked when every machine has come to an end. */
export async function checkPaper(world: World): Promise<void> {
  const jobs = jobsOf(world);
  const open = await jobs.leftOver(theHall);
  for (const job of open) world.fail('print-ends', `${job.job} is still ${job.state}`);
  const papers = world.machines.flatMap(({ paper }) => paper);
  for (const [ticket, { label }] of world.ledger.issued) {
    const link = world.links.secretOf(ticket as never);
    const all = await jobs.ofTicket(theHall, ticket);
    if (all.length > JOBS_LISTED_MAX / 2)
      world.fail('printed-once', `${label}: ${all.length} jobs`);
    for (const because of ['issued', 'reprint'] as const) {
      const mine = all.filter((job) => job.because === because);
      const came = papers.filter(
        (paper) => paper.link.endsWith(link) && paper.reprint === (because === 'reprint'),
      );
      const printed = mine.filter(({ state }) => state === 'printed').length;
      const unknown = mine.filter(({ state }) => state === 'unknown').length;
      if (came.length < printed || came.length > printed + unknown) {
        world.fail(
          'print-truth',
          `${label} (${because}): ${came.length} papers, jobs ${mine.map(({ state }) => state)}`,
        );
      }
    }
  }
  for (const hub of world.hubs) {
    for (const print of hub.facts.now.prints) {
      const job = await jobs.find(theHall, print.job);
      if (job?.state !== print.state || job.reason !== print.reason) {
        world.fail('print-ends', `${hub.name} tells ${print.state} of ${print.job}: ${job?.state}`);
      }
    }
    for (const { kiosk, health } of world.machines) {
      const state = hub.facts.now.printers.get(kiosk);
      if (state !== health().state) {
        world.fail('print-ends', `${hub.name} tells that the printer at ${kiosk} is ${state}`);
      }
      const latest = await jobs.latest(theHall, kiosk, 3);
      const told = hub.facts.now.prints.filter((print) => print.kiosk === kiosk);
      if (latest.length !== told.length) {
        world.fail('print-ends', `${hub.name} tells of ${told.length} of ${latest.length} papers`);
      }
    }
  }
}

/** The table of tickets against the book-keeping. */
export async function checkTable(world: World): Promise<void> {
  const rows = await world.file.db.selectFrom('tickets').selectAll().execute();
  const found = new Map(rows.map((row) => [row.ticket, row]));
  for (const [ticket, { label, day, seq }] of world.ledger.issued) {
    const row = found.get(ticket);
    if (row?.label !== label || row.day !== day || row.seq !== seq) {
      world.fail('tickets-are-found', `${label} of ${day} stands as ${row?.label} of ${row?.day}`);
    }
  }
}

const jobsOf = (world: World): PrintJobs => {
  const house = { kind: 'sqlite', db: world.file.db, close: async () => {} } as const;
  return new PrintJobs(house, new Revs(house), { now: () => world.time.wall });
};
