/**
 * What is open is found by its own index, however many months of papers and texts lie beside it: SQLite
 * takes an index of some rows only for a statement in which the value itself stands.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { Cursors } from '../../../server/house/cursors.ts';
import { type HouseDatabase, openDatabase } from '../../../server/house/database.ts';
import { HelpCalls } from '../../../server/house/help-calls.ts';
import { HookOutbox } from '../../../server/house/hook-outbox.ts';
import { Outbox } from '../../../server/house/outbox.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { SteppedClock } from './databases.ts';

const cases: readonly (readonly [what: string, index: string, ask: (on: Tables) => unknown])[] = [
  ['open papers', 'print_jobs_open', ({ jobs }) => jobs.leftOver('h', { kiosks: ['k1'] })],
  ['kiosks with open papers', 'print_jobs_open', ({ jobs }) => jobs.kiosksWaiting('h')],
  ['the last papers of a kiosk', 'print_jobs_by_kiosk', ({ jobs }) => jobs.latest('h', 'k1', 3)],
  ['texts that are due', 'texts_due', ({ outbox }) => outbox.due('h', 10)],
  ['texts in hand', 'texts_sending', ({ outbox }) => outbox.disown('h', 'me')],
  ['what tickets were told', 'texts_by_ticket', ({ outbox }) => outbox.told('h', 'ahead', ['t'])],
  ['hooks that are due', 'hook_deliveries_due', ({ hooks }) => hooks.waiting('h', 'k', 10)],
  ['calls for help', 'help_calls_open', ({ help }) => help.open('h')],
  ['the next booking', 'bookings_open', ({ bookings }) => bookings.nextOpen('h')],
  ['bookings to come', 'bookings_open', ({ bookings }) => bookings.due('h', { from: 0, to: 1 })],
];

test.each(cases)('%s are found by the index %s', async (_, index, ask) => {
  const { house, heard, on } = await tables();
  await ask(on);
  const asked = heard.at(-1) ?? '';
  const plan = await sql.raw<{ detail: string }>(`explain query plan ${asked}`).execute(house.db);
  expect(plan.rows.map(({ detail }) => detail).join('\n')).toMatch(
    new RegExp(`USING (COVERING )?INDEX ${index}\\b`),
  );
});

type Tables = Awaited<ReturnType<typeof tables>>['on'];

/** Tables of which each statement is heard as it goes to the database. */
async function tables() {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-plans-'));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(async () => {
    await house.close();
    rmSync(folder, { recursive: true });
  });
  const heard: string[] = [];
  const db = house.db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      heard.push(house.db.getExecutor().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const listening: HouseDatabase = { ...house, db };
  const dice = { bytes: (count: number) => new Uint8Array(count) };
  const [clock, cursors, revs] = [
    new SteppedClock(),
    new Cursors(listening),
    new Revs(listening, { every: () => () => {} }),
  ];
  const on = {
    jobs: new PrintJobs(listening, revs, clock),
    outbox: new Outbox(listening, cursors, clock),
    hooks: new HookOutbox(listening, cursors, clock),
    help: new HelpCalls({ house: listening, revs, clock, dice }),
    bookings: new Bookings(listening, clock, dice),
  };
  return { house, heard, on };
}
