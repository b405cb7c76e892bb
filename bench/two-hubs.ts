/**
 * Two hubs that serve one hall on one PostgreSQL: durable tickets a second together, 25 kiosks at
 * each, in a closed loop. The floor is two connections that write the same rows with the same batches
 * under the same lock.
 */
import { resolve } from 'node:path';
import pg from 'pg';
import { type PretendPostgres, startPostgres } from '../fixtures/machines/postgres.ts';
import { machineClock, machineDice } from '../server/hall/clock.ts';
import { openTables } from '../server/tables.ts';
import type { KioskActs } from './clients/kiosks.ts';
import type { PostgresFloorActs } from './floors/postgres.ts';
import { Child } from './rig/child.ts';
import { type Bench, percentile, valuesOf } from './rig/figures.ts';
import { emptyFolder, withFolder } from './rig/folders.ts';
import { benchHall, kioskIds } from './rig/hall.ts';
import { HubProcess } from './rig/hub.ts';
import { enrolAll } from './rig/people.ts';
import { inTurns } from './rig/rounds.ts';
import { onlyTickets } from './sockets.ts';

const kiosks = 50;
const warmMs = 2_000;
const ms = 5_000;
const services = benchHall().services.map(({ id }) => id);

let databases = 0;

/** A fresh database on the server. */
async function database(server: PretendPostgres): Promise<string> {
  const name = `bench_${process.pid}_${++databases}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

async function people(databaseUrl: string): Promise<string[]> {
  const tables = await openTables({ databaseUrl, dataDir: '' }, machineClock, machineDice);
  const cookies = await enrolAll(tables);
  await tables.close();
  return Array.from(
    { length: kiosks },
    (_, index) => cookies[kioskIds[index % kioskIds.length] ?? ''] ?? '',
  );
}

export const twoHubs: Bench = {
  name: 'two-hubs',
  run: (context) =>
    withFolder(async (folder) => {
      const server = await startPostgres({ own: true });
      let run = 0;
      let filled = '';
      const hubs = async () => {
        const databaseUrl = await database(server);
        const cookies = await people(databaseUrl);
        run += 1;
        const keyFile = resolve(folder, `key-${run}`);
        const start = (name: string) =>
          HubProcess.start({
            dataDir: emptyFolder(resolve(folder, `${name}-${run}`)),
            databaseUrl,
            keyFile,
          });
        // One after the other: the first makes the hall's key, the second finds it.
        const two = [await start('a'), await start('b')];
        const clients = new Child<KioskActs>('clients/kiosks.ts');
        await clients.ask('come', { urls: two.map(({ url }) => url), cookies, services });
        onlyTickets(await clients.ask('closed', { ms: warmMs }));
        const took = await clients.ask('closed', { ms });
        onlyTickets(took);
        await clients.end();
        await Promise.all(two.map((hub) => hub.end()));
        filled = databaseUrl;
        return { perSecond: took.perSecond, p99: percentile(took.waits, 0.99) };
      };
      // Writes again what the latest two hubs wrote; in the first round those come first.
      const floor = async () => {
        const child = new Child<PostgresFloorActs>('floors/postgres.ts');
        const perSecond = await child.ask('bare', { from: filled, to: await database(server) });
        await child.end();
        return { perSecond };
      };
      try {
        const samples = await inTurns(context, { hubs, floor });
        return [
          {
            name: 'two hubs on one PostgreSQL, durable tickets together',
            unit: '1/s',
            runs: valuesOf(samples.hubs, 'perSecond'),
            floor: valuesOf(samples.floor, 'perSecond'),
            gate: { rule: 'at-least', limit: 2_000 },
            note: `${kiosks} kiosks, closed loop`,
          },
          { name: 'two hubs, p99', unit: 'ms', runs: valuesOf(samples.hubs, 'p99') },
        ];
      } finally {
        await server.remove();
      }
    }),
};
