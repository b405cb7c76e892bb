/**
 * Commands that tell of a hall from its log, beside a running hub: they read, and write nothing; and
 * those on backups and service guides, which stand by themselves.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import type { HallFile, Settings } from '../settings.ts';
import { openTables } from '../tables.ts';
import type { Said } from './acts.ts';
import { backupTellers } from './backup.ts';
import { crosses, story } from './explain.ts';
import { figuresTeller } from './figures.ts';
import { guidesTeller } from './guides.ts';
import { personTeller } from './person.ts';
import { ratingsTeller } from './ratings.ts';
import { lastDay, openReadLog, type ReadLog, readDay } from './recorded.ts';
import { replayDay } from './replay.ts';
import { restoreTellers } from './restore.ts';
import { settingsTeller } from './settings.ts';
import { readDate, readTongue, readWords } from './words.ts';

export interface Teller {
  readonly usage: string;
  readonly about: string;
  /** Fails: `SettingsError`, `LogFailure`, `HouseFailure`. */
  readonly run: (parts: TellerParts, words: readonly string[]) => Promise<Said>;
}

export interface TellerParts {
  readonly settings: Settings;
  /** The hall by the settings in force (hall-in-force.ts); its path is that of the file of the start command. */
  readonly file: HallFile;
  readonly configuration: Configuration;
}

const not = (...lines: string[]): Said => ({ ok: false, lines });

export const tellers: Readonly<Record<string, Teller>> = {
  ...backupTellers,
  ...restoreTellers,
  figures: figuresTeller,
  guides: guidesTeller,
  person: personTeller,
  ratings: ratingsTeller,
  settings: settingsTeller,
  explain: {
    usage: 'explain <ticket id or label> [--day YYYY-MM-DD] [--language zh-Hans|en]',
    about: "tells a ticket's story from the log: who was called before it, and why",
    run: async ({ settings, configuration }, words) => {
      const said = readWords(words, ['day', 'language']);
      const [ticket, ...more] = said.alone;
      if (ticket === undefined || more.length > 0) return not('ticket: its id, or its label');
      const language = readTongue(said);
      const { hall } = configuration;
      return withLog(settings, async (log) => {
        const stream = `hall:${hall}`;
        const asked = said.named.get('day');
        const day =
          (asked === undefined ? null : readDate(asked, '--day')) ??
          (await dayOf(settings, hall, ticket)) ??
          (await lastDay(log, stream));
        if (day === null) return not(`the log holds no day of ${hall}`);
        const events = await readDay(log, stream, day, (so, opening) =>
          crosses(so, opening, ticket),
        );
        if (events.length === 0) return not(`the log holds no ${day} of ${hall}`);
        const lines = story(events, { hall, ticket, language });
        return lines === null
          ? not(`no ticket ${ticket} on ${day}`)
          : { ok: true, lines: [`${day}  ${ticket}`, ...lines] };
      });
    },
  },
  replay: {
    usage: 'replay <day> [--rules FILE] [--counters N] [--staff 1.2] [--language zh-Hans|en]',
    about: 'plays a day again by other rules or with other windows; prints waits side by side',
    run: async ({ settings, configuration }, words) => {
      const said = readWords(words, ['rules', 'counters', 'staff', 'language']);
      const [day, ...more] = said.alone;
      if (day === undefined || more.length > 0) return not('day: YYYY-MM-DD');
      const { hall } = configuration;
      return withLog(settings, async (log) => {
        const events = await readDay(log, `hall:${hall}`, readDate(day, 'day'));
        if (events.length === 0) return not(`the log holds no ${day} of ${hall}`);
        return { ok: true, lines: replayDay(events, said) };
      });
    },
  },
};

async function withLog(settings: Settings, tell: (log: ReadLog) => Promise<Said>): Promise<Said> {
  const log = await openReadLog(settings);
  try {
    return await tell(log);
  } finally {
    await log.close();
  }
}

/** The day on which a ticket with this id was given; null where the table of tickets knows none. */
async function dayOf(settings: Settings, hall: string, ticket: string): Promise<string | null> {
  const tables = await openTables(settings, machineClock, machineDice);
  try {
    return (await tables.tickets.find(hall, ticket))?.day ?? null;
  } finally {
    await tables.close();
  }
}
