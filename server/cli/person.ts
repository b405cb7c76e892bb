/**
 * What is held of persons, from the command line of the hub's machine: the table of it, and of one person to be
 * told or asked to be erased. Whom is read from standard input, so that no number stands in the list of
 * processes or the shell's memory. An erasure asked for here waits for somebody who signs in and agrees.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../../core/hall/configuration.ts';
import { calendarOf } from '../hall/calendar.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import { hallKey } from '../hall/key.ts';
import { Audit } from '../people/audit.ts';
import { heldTable } from '../people/held/table.ts';
import { askedKinds, askedPersonSchema } from '../people/person-asked.ts';
import { servePeople } from '../people/serve.ts';
import { Visitors } from '../people/visitors.ts';
import { openTables } from '../tables.ts';
import type { Said } from './acts.ts';
import type { Teller, TellerParts } from './tellers.ts';

const not = (...lines: string[]): Said => ({ ok: false, lines });
const languages: readonly Language[] = ['zh-Hans', 'zh-Hant', 'en'];
const bytesMax = 4_096;

export const personTeller: Teller = {
  usage: `person held [language] | export <kind> | erase <kind>  (kind: ${askedKinds.join(', ')})`,
  about: 'what is held of persons; of one person, whose number is read from standard input',
  run: async (parts, words) => {
    const [act, kind = '', ...more] = words;
    if (more.length > 0) return not('the number itself is read from standard input');
    if (act === 'held') return held(kind === '' ? 'en' : kind);
    if (act !== 'export' && act !== 'erase') return not('person: held, export or erase');
    if (!askedKinds.includes(kind)) return not(`kind: one of ${askedKinds.join(', ')}`);
    const said = askedPersonSchema.safeParse(typed(kind, readFileSync(0, 'utf8')));
    if (!said.success) return not(z.prettifyError(said.error));
    return asked(parts, act, said.data);
  },
};

function held(language: string): Said {
  const found = languages.find((one) => one === language);
  return found ? { ok: true, lines: heldTable(found) } : not(`language: ${languages.join(', ')}`);
}

/** As the page would say it: one line; of a ticket its label and day. */
export function typed(kind: string, input: string): object {
  const [line = ''] = input.slice(0, bytesMax).trim().split(/\r?\n/);
  switch (kind) {
    case 'booking':
      return { kind, code: line };
    case 'account':
      return { kind, account: line };
    case 'ticket': {
      const [label = '', day = ''] = line.split(/\s+/);
      return { kind, label, day };
    }
    default:
      return { kind, number: line };
  }
}

async function asked(
  { settings, file }: TellerParts,
  act: 'export' | 'erase',
  person: z.output<typeof askedPersonSchema>,
): Promise<Said> {
  const { hall, timeZone } = file.configuration;
  const key = hallKey(settings.keyFile, machineDice);
  const tables = await openTables(settings, machineClock, machineDice);
  const complain = () => {};
  // Which of today's numbers a document took is known to the running hub alone: its page tells them.
  const nothingToday = { look: async () => null as never, hall };
  const visitors = new Visitors({
    ...{ keeper: nothingToday, hallKey: key, watchList: tables.watchList, complain },
    keys: { keyOf: async () => Promise.reject(new Error('no day')) },
  });
  try {
    const { privacy } = servePeople({
      ...{ tables, hall, hallKey: key, roles: file.roles, visitors, complain, openid: null },
      ...{ clock: machineClock, dice: machineDice, calendar: calendarOf(timeZone) },
    });
    const done = act === 'export' ? await privacy.find(person) : await privacy.ask(person, by);
    const audit = new Audit(tables.house, machineClock, hall);
    const outcome = 'refused' in done ? done.refused : 'done';
    await audit.note({ actor: by, act: `person ${act}`, subject: '', outcome, from: '' });
    if ('refused' in done) return not(`not done: ${done.refused}`);
    if ('held' in done) return { ok: true, lines: [JSON.stringify(done, null, 2)] };
    const rows = `${done.body.rows} rows were found; it is erased when a second person agrees`;
    return { ok: true, lines: [`${rows} on /console/privacy, within seven days`] };
  } finally {
    await tables.close();
  }
}

const by = 'command-line';
