/**
 * A hub with a large hall's year behind it, and a manager who asks it for reports.
 */
import { resolve } from 'node:path';
import { machineClock, machineDice } from '../server/hall/clock.ts';
import { staffCookie } from '../server/http/cookies.ts';
import { openTables } from '../server/tables.ts';
import { fillLog, fillRest } from './figures-rest.ts';
import { fillYear } from './figures-year.ts';
import { benchHall } from './rig/hall.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, type Template } from './rig/people.ts';

export interface YearHall {
  readonly dataDir: string;
  readonly hub: HubProcess;
  /** Asks for a report; gives how long it took and how large it was. */
  readonly ask: (report: string) => Promise<{ readonly ms: number; readonly bytes: number }>;
}

/** Fills a data folder and starts its hub. */
export async function yearHall(
  folder: string,
  template: Template,
  { ticketsADay, logRows }: { readonly ticketsADay: number; readonly logRows: number },
): Promise<YearHall> {
  const dataDir = copyOf(template, resolve(folder, 'hub'));
  const { hall } = benchHall();
  // The first start makes the tables of the log.
  await (await HubProcess.start({ dataDir })).end();
  const tables = await openTables({ databaseUrl: null, dataDir }, machineClock, machineDice);
  const boss = { hall, account: 'boss', name: 'boss', role: 'manager' } as const;
  const made = await tables.staff.add(boss, null);
  if ('refused' in made) throw new Error(made.refused);
  const cookie = `${staffCookie}=${await tables.sessions.begin(made.person)}`;
  await fillYear(tables.figures, hall, ticketsADay);
  await fillRest(tables.figures, hall, ticketsADay);
  await tables.close();
  fillLog(resolve(dataDir, 'log.sqlite'), logRows);

  const hub = await HubProcess.start({ dataDir });
  const ask = async (report: string) => {
    const from = performance.now();
    const answer = await fetch(`${hub.url}/api/halls/${hall}/reports/${report}`, {
      headers: { cookie, origin: hub.url },
    });
    if (!answer.ok) throw new Error(`${report}: ${answer.status}`);
    const { byteLength: bytes } = await answer.arrayBuffer();
    return { ms: performance.now() - from, bytes };
  };
  return { dataDir, hub, ask };
}
