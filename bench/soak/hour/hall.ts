/**
 * The hall of the hour: the example's services, fifty counters in two pools, twenty kiosks of which
 * four have a printer, strips over the first counters, and a carrier for texts. Its services are
 * always open, so that the hour may be any hour.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { staffCookie } from '../../../server/http/cookies.ts';
import { openTables } from '../../../server/tables.ts';
import { benchHall, kioskIds } from '../../rig/hall.ts';
import type { People } from '../../rig/people.ts';

const file = resolve(import.meta.dirname, '../../../fixtures/halls/dongcheng.yaml');

export const counterIds = Array.from({ length: 50 }, (_, index) => String(index + 1));
export const kiosksUsed = kioskIds.slice(0, 20);
/** Kiosks with a printer, each on a socket of its own. */
export const printerKiosks = kiosksUsed.slice(0, 4);
/** Counters with a strip, all on one serial line. */
export const stripCounters = counterIds.slice(0, 8);
/** Everybody who leaves a phone is told of the number, the turn, the call, and asked afterwards. */
const textsADayMax = 100_000;
/** As the carrier knows the hall. */
export const carrierSecretFile = 'carrier.secret';

/** Services with which one has to show an identity card: nobody here has one. */
const withCard = 'exit-entry';

interface Service {
  readonly id: string;
  readonly leadsTo?: readonly string[];
  readonly [field: string]: unknown;
}

const written = parse(readFileSync(file, 'utf8')) as {
  readonly services: readonly Service[];
  readonly [field: string]: unknown;
};

/** What one may take a number for. */
export const services = written.services.map(({ id }) => id).filter((id) => id !== withCard);

/** Where the pretend machines are. */
export interface Places {
  /** By kiosk: the port of its printer. */
  readonly printers: Readonly<Record<string, number>>;
  /** The serial line of the strips. */
  readonly strips: string;
  /** The address of the carrier, with its account. */
  readonly carrier: string;
}

/** The parts of the hall's file that the measured hall has beside or in place of the example's. */
export function hallParts({ printers, strips, carrier }: Places): object {
  const half = Math.ceil(services.length / 2);
  const pools = [services.slice(0, half), services.slice(half)];
  return {
    services: written.services.map(({ hoursId: _, ...service }) => service),
    counters: counterIds.map((id, index) => ({
      ...{ id, sign: id, name: { 'zh-Hans': `${id}号窗口`, en: `Window ${id}` } },
      services: [...(pools[index % 2] ?? []), ...(index === 0 ? [withCard] : [])],
      helps: pools[(index + 1) % 2],
    })),
    devices: {
      printers: Object.entries(printers).map(([kiosk, port]) => ({
        ...{ kiosk, address: `tcp://127.0.0.1:${port}` },
      })),
      strips: stripCounters.map((counter) => ({
        ...{ counter, address: `serial:${strips}?station=${counter}` },
      })),
    },
    texts: {
      signature: '东城政务',
      providers: [{ id: 'carrier', address: carrier }],
      limits: { perDay: textsADayMax },
    },
  };
}

export interface Crew extends People {
  /** Cookies of those who follow the live page. */
  readonly managers: readonly string[];
  readonly token: string;
}

/** Adds the clerks of all counters, two managers and a token to a data folder with the bench's people. */
export async function crewOf(dataDir: string, people: People): Promise<Crew> {
  const tables = await openTables({ databaseUrl: null, dataDir }, machineClock, machineDice);
  const { hall } = benchHall();
  const begin = async (account: string, role: 'clerk' | 'manager') => {
    const made = await tables.staff.add({ hall, account, name: account, role }, null);
    if ('refused' in made) throw new Error(`${account}: ${made.refused}`);
    return `${staffCookie}=${await tables.sessions.begin(made.person)}`;
  };
  const clerks: Record<string, string> = {};
  for (const id of counterIds)
    clerks[id] = people.clerks[id] ?? (await begin(`clerk${id}`, 'clerk'));
  const managers = [await begin('boss1', 'manager'), await begin('boss2', 'manager')];
  const token = 'jh_an-hour-of-rush-and-nothing-else';
  const given = await tables.tokens.ensure(token, 'soak');
  if (given !== undefined && 'refused' in (given as object)) throw new Error(JSON.stringify(given));
  await tables.close();
  return { kiosks: people.kiosks, clerks, managers, token };
}

/** Puts the carrier's secret where the hall's file says. */
export const keepSecret = (dataDir: string, secret: string): void =>
  writeFileSync(resolve(dataDir, carrierSecretFile), `${secret}\n`, { mode: 0o600 });
