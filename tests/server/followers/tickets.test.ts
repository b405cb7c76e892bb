/**
 * The follower that fills the table of tickets: every ticket of every day is found there, whatever
 * broke in between, and however many hubs fill it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { followTickets } from '../../../server/followers/tickets.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { Cursors } from '../../../server/house/cursors.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { type TicketRow, Tickets } from '../../../server/house/tickets.ts';
import { kiosk } from '../../core/hall.ts';
import { FaultyLog } from '../hall/faulty-log.ts';
import { hall, isAnswered, keeperOn, openHall } from '../hall/rig.ts';

/** The real table, whose filling can be made to fail, and which tells when it was filled. */
class Table extends Tickets {
  away = false;
  /** What another hub does just before our next filling. */
  before: (() => Promise<unknown>) | null = null;
  readonly #waits = new Set<() => void>();

  override async fill(
    of: string,
    span: Parameters<Tickets['fill']>[1],
    rows: readonly TicketRow[],
  ): Promise<boolean> {
    if (this.away) throw new HouseFailure('unavailable', 'the tables are away');
    const { before } = this;
    this.before = null;
    await before?.();
    const filled = await super.fill(of, span, rows);
    for (const look of this.#waits) look();
    return filled;
  }

  /** Resolves when the log has been taken up to this row. */
  reached(seq: number): Promise<void> {
    return new Promise((resolve) => {
      const look = async () => {
        if ((await this.cursor(hall)) < seq) return;
        this.#waits.delete(look);
        resolve();
      };
      this.#waits.add(look);
      void look();
    });
  }
}

async function tables() {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-tickets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  return house;
}

async function followed(house?: Awaited<ReturnType<typeof tables>>) {
  const opened = await openHall();
  const own = house ?? (await tables());
  const table = new Table(own, new Cursors(own));
  const begin = (of: ReturnType<typeof keeperOn> = opened, log = opened.log, into = table) => {
    const { keeper, clock, complaints } = of;
    const calendar = calendarOf('Asia/Shanghai');
    const complain = (what: string) => complaints.push(what);
    const end = followTickets({ keeper, log, tickets: into, clock, calendar, complain });
    onTestFinished(end);
    return end;
  };
  return { ...opened, house: own, table, begin };
}

const idOf = (answer: object): string => ('ticket' in answer ? String(answer.ticket) : '');

it('takes up what stands there already, then what comes, half a second later', async () => {
  const { ask, begin, clock, table } = await followed();
  const first = await ask(kiosk.takes('a'));
  begin();
  clock.step(0);
  await table.reached(2);
  expect(await table.find(hall, idOf(first))).toMatchObject({ day: '2026-11-17', label: 'A001' });
  const second = await ask(kiosk.takes('b'));
  await clock.armed(500);
  expect(await table.find(hall, idOf(second))).toBeNull();
  clock.step(500);
  await table.reached(3);
  expect(await table.find(hall, idOf(second))).toMatchObject({ label: 'B001', seq: 3 });
});

it('knows the day of each ticket, over midnights', async () => {
  const { ask, begin, clock, pass, table, told } = await followed();
  const first = await ask(kiosk.takes('a'));
  const turned = told('day-opened');
  await pass(15 * 3_600_000);
  await turned;
  const second = await ask(kiosk.takes('a'));
  begin();
  clock.step(0);
  await table.reached(5);
  expect(await table.find(hall, idOf(first))).toMatchObject({ day: '2026-11-17', label: 'A001' });
  expect(await table.find(hall, idOf(second))).toMatchObject({ day: '2026-11-18', label: 'A001' });
});

it('a long log is taken page by page', async () => {
  const { ask, begin, clock, table } = await followed();
  const answers = await Promise.all(Array.from({ length: 600 }, () => ask(kiosk.takes('a'))));
  begin();
  clock.step(0);
  await table.reached(250);
  for (const seq of [500, 601]) {
    await clock.armed(100);
    clock.step(100);
    await table.reached(seq);
  }
  expect(await table.find(hall, idOf(answers.at(-1) ?? {}))).toMatchObject({ label: 'A600' });
});

it('a failure is complained of and tried again after 5 s; nothing is missed', async () => {
  const { ask, begin, clock, complaints, table, log } = await followed();
  table.away = true;
  begin();
  const answer = await ask(kiosk.takes('a'));
  clock.step(0);
  await clock.armed(5_000);
  expect(complaints).toEqual(['the table of tickets could not be filled']);
  log.away = true;
  table.away = false;
  clock.step(5_000);
  await clock.armed(5_000);
  expect(complaints).toHaveLength(2);
  log.away = false;
  clock.step(5_000);
  await table.reached(2);
  expect(await table.find(hall, idOf(answer))).toMatchObject({ label: 'A001' });
});

it('two hubs that fill one table leave every ticket in it once', async () => {
  const one = await followed();
  const log = new FaultyLog(one.store);
  const other = keeperOn(log, { clock: one.clock, seed: 'other' });
  const theirs = new Table(one.house, new Cursors(one.house));
  one.begin();
  one.begin(other, log, theirs);
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      (index % 2 ? one : other).ask(kiosk.takes('a'), `tap${index}`),
    ),
  );
  one.clock.step(500);
  await one.table.reached(31);
  await theirs.reached(31);
  for (const answer of answers) {
    expect(await one.table.find(hall, idOf(answer))).toMatchObject({ day: '2026-11-17' });
  }
});

it('where another hub came first but not so far, it goes on from there by itself', async () => {
  const { ask, begin, clock, house, table } = await followed();
  await ask(kiosk.takes('a'));
  const last = await ask(kiosk.takes('a'));
  const theirs = new Tickets(house, new Cursors(house));
  table.before = () => theirs.fill(hall, { from: 0, to: 1 }, []);
  begin();
  clock.step(0);
  await clock.armed(100);
  clock.step(100);
  await table.reached(3);
  expect(await table.find(hall, idOf(last))).toMatchObject({ label: 'A002', day: '2026-11-17' });
});

it('ended while it reads, it is over when the reading is, and quietly', async () => {
  const { ask, begin, clock, complaints, table, log } = await followed();
  await ask(kiosk.takes('a'));
  const { promise: reads, resolve: reading } = Promise.withResolvers<void>();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  table.before = async () => {
    reading();
    await gate;
    throw new HouseFailure('unavailable', 'the database is closed');
  };
  const end = begin();
  clock.step(0);
  await reads;
  const ended = Promise.resolve(end());
  expect(await isAnswered(ended)).toBe(false);
  log.away = true;
  open();
  await ended;
  expect(complaints).toEqual([]);
  await end();
});
