/**
 * Who comes into the measured hall: a device key for each kiosk, a signed-in clerk for each counter.
 * Made through the hub's own tables, once, and then copied: the slow hashes of codes and passwords
 * are not what is measured.
 */
import { cpSync } from 'node:fs';
import { machineClock, machineDice } from '../../server/hall/clock.ts';
import { deviceCookie, staffCookie } from '../../server/http/cookies.ts';
import { openTables, type Tables } from '../../server/tables.ts';
import { keptFolder } from './folders.ts';
import { benchHall, kioskIds } from './hall.ts';

/** `Cookie` headers: of kiosks by their id, of clerks by the counter that they will sign in at. */
export interface People {
  readonly kiosks: Readonly<Record<string, string>>;
  readonly clerks: Readonly<Record<string, string>>;
}

/** A data folder with these people in it, to be copied for every run. */
export interface Template {
  readonly folder: string;
  readonly people: People;
}

let made: Promise<Template> | undefined;

/** The template of this run of the bench, made when it is first wanted. */
export function theTemplate(): Promise<Template> {
  made ??= keptFolder('people').then(peopleTemplate);
  return made;
}

async function peopleTemplate(folder: string): Promise<Template> {
  const tables = await openTables(
    { databaseUrl: null, dataDir: folder },
    machineClock,
    machineDice,
  );
  const { hall, counters } = benchHall();
  const kiosks = await enrolAll(tables);
  const clerks: Record<string, string> = {};
  for (const { id } of counters) {
    const account = `clerk${id}`;
    const made = await tables.staff.add({ hall, account, name: account, role: 'clerk' }, null);
    if ('refused' in made) throw new Error(`${account}: ${made.refused}`);
    clerks[id] = `${staffCookie}=${await tables.sessions.begin(made.person)}`;
  }
  await tables.close();
  return { folder, people: { kiosks, clerks } };
}

/** Enrols every kiosk of the hall in these tables and gives their cookies. */
export async function enrolAll(tables: Tables): Promise<Record<string, string>> {
  const { hall } = benchHall();
  const cookies: Record<string, string> = {};
  for (const place of kioskIds) {
    const code = await tables.enrolment.invite({ hall, kind: 'kiosk', place });
    if ('refused' in code) throw new Error(`${place}: ${code.refused}`);
    const device = await tables.enrolment.redeem(code.code, '127.0.0.1');
    if ('refused' in device) throw new Error(`${place}: ${device.refused}`);
    cookies[place] = `${deviceCookie}=${device.key}`;
  }
  return cookies;
}

/** A fresh data folder with the template's people. */
export function copyOf({ folder }: Template, to: string): string {
  cpSync(folder, to, { recursive: true });
  return to;
}
