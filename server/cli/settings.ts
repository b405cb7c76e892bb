/**
 * Versions of the hall's settings from the command line, beside a running hub: list and compare them,
 * carry one out as the file that it is, bring one in, put one in force, take back to one, and decide
 * between what was published and a file that has changed too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Complaint, checkText } from '../configured/check.ts';
import { byFile, conflictIn, conflictLines, published } from '../configured/choosing.ts';
import { oddName, SettingsDesk } from '../configured/desk.ts';
import { nameWarning } from '../configured/hall-name.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import type { Effect } from '../house/settings-versions.ts';
import { Audit } from '../people/audit.ts';
import { type HallFile, SettingsError } from '../settings.ts';
import { openTables, type Tables } from '../tables.ts';
import type { Said } from './acts.ts';
import type { Teller, TellerParts } from './tellers.ts';
import { readWords } from './words.ts';

const done = (...lines: string[]): Said => ({ ok: true, lines });
const not = (...lines: string[]): Said => ({ ok: false, lines });
const commandLine = 'command-line';

interface Here {
  readonly desk: SettingsDesk;
  readonly tables: Tables;
  readonly file: HallFile;
  readonly hall: string;
  readonly named: ReadonlyMap<string, string>;
}

interface Act {
  /** Whether it is written into the audit. */
  readonly changes: boolean;
  readonly run: (here: Here, first: string, second: string) => Promise<Said>;
}

const acts: Readonly<Record<string, Act>> = {
  list: { changes: false, run: list },
  export: {
    changes: false,
    run: async ({ desk, tables, hall }, path, version) => {
      const [wanted] = published(await tables.settings.acts(hall));
      const number = version === '' ? (wanted?.version ?? 0) : Number(version);
      const found = await desk.read(number);
      if (found === null) return noVersion(`${number}`);
      writeFileSync(path, found.text);
      return done(`version ${number}: ${path}`);
    },
  },
  compare: {
    changes: false,
    run: async ({ desk }, one, other) => {
      const changes = await desk.compare(Number(one), Number(other));
      if (changes === null) return noVersion(`${one}, ${other}`);
      return done(
        ...changes.map(({ path, before, after, when }) =>
          [path.join('.'), told(before), told(after), when].join('\t'),
        ),
      );
    },
  },
  import: { changes: true, run: bringIn },
  publish: {
    changes: true,
    run: async ({ desk, named }, version) => {
      const wish = { version: Number(version), effect: effectOf(named), seen: 'any' } as const;
      const said = await desk.publish({ ...wish, by: commandLine, as: 'machine' });
      if (said !== 'published') return refused(said);
      const found = await desk.read(wish.version);
      return done(`published: ${version}`, ...oddNameIn(found?.text ?? ''));
    },
  },
  'roll-back': {
    changes: true,
    run: async ({ desk, named }, version) => {
      const why = named.get('why') ?? `as version ${version}`;
      const wish = { version: Number(version), effect: effectOf(named), seen: 'any' } as const;
      const said = await desk.rollBack({ ...wish, why, by: commandLine, as: 'machine' });
      return said === 'published' ? done(`published: as version ${version}`) : refused(said);
    },
  },
  'set-aside': {
    changes: true,
    run: async ({ desk }, version) => {
      const said = await desk.setAside(Number(version), commandLine);
      return said === 'set-aside' ? done(`left aside: ${version}`) : refused(said);
    },
  },
};

/** `jinghao settings …`. */
export const settingsTeller: Teller = {
  usage:
    'settings list | export FILE [version] | compare <version> <version> | import FILE --why <words> | ' +
    'publish <version> [--when at-once|opening] | roll-back <version> [--when …] | set-aside <version>',
  about: "versions of the hall's settings: docs/settings.md",
  run: async ({ settings, file }: TellerParts, words) => {
    const said = readWords(words, ['why', 'when']);
    const [name = '', first = '', second = '', ...more] = said.alone;
    const act = acts[name];
    const enough = name === 'list' ? first === '' : first !== '';
    const both = name !== 'compare' || second !== '';
    if (!act || !enough || !both || more.length > 0) return not(`jinghao ${settingsTeller.usage}`);
    const tables = await openTables(settings, machineClock, machineDice);
    try {
      const { hall } = file.configuration;
      const desk = new SettingsDesk({
        ...{ hall, versions: tables.settings, running: file },
        ...(settings.secrets ? { secrets: settings.secrets } : {}),
      });
      const told = await act.run({ desk, tables, file, hall, named: said.named }, first, second);
      if (act.changes) {
        const outcome = told.ok ? 'done' : 'refused';
        const about = { actor: commandLine, act: `settings ${name}`, outcome };
        const audit = new Audit(tables.house, machineClock, hall);
        await audit.note({ ...about, subject: '', from: '' });
      }
      return told;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
        return not(`the file cannot be read or written: ${(error as Error).message}`);
      }
      throw error;
    } finally {
      await tables.close();
    }
  },
};

async function list({ tables, hall, file }: Here): Promise<Said> {
  const [versions, known] = [
    await tables.settings.versions(hall),
    await tables.settings.acts(hall),
  ];
  const [wanted] = published(known);
  const lines = versions.map(({ number, source, by, at, why }) => {
    const time = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
    const mark = number === wanted?.version ? `* ${wanted.effect}` : '';
    return [number, time, by === byFile ? '' : by, source, mark, why].join('\t');
  });
  const odd = oddNameIn(file.text);
  return done(...lines, ...conflictLines(conflictIn(versions, known), file.path), ...odd);
}

const oddNameIn = (text: string): string[] => {
  const checked = checkText(text, { hall: '', path: '' });
  const name = oddName(checked.value ?? null);
  return name === null ? [] : [nameWarning(name)];
};

/** It is checked, and its differences are told, before it is kept; it is in force when it is published. */
async function bringIn({ desk, tables, hall, named }: Here, path: string): Promise<Said> {
  const text = readFileSync(path, 'utf8');
  const [last] = await tables.settings.versions(hall);
  const why = named.get('why')?.trim() ?? '';
  const checked = desk.check(text);
  if (!checked.ok) return not(...complaintLines(checked.complaints));
  if (why === '') return not('--why: what is changed, and why');
  const wish = { base: last?.number ?? null, why, by: commandLine, source: 'import' } as const;
  const saved = await desk.save(text, wish);
  if ('refused' in saved) return refused(saved);
  const changes = last ? ((await desk.compare(last.number, saved.number)) ?? []) : [];
  return done(
    `version ${saved.number}, not in force: jinghao settings publish ${saved.number}`,
    ...changes.map(({ path: at, when }) => `${at.join('.')}\t${when}`),
    ...oddNameIn(text),
  );
}

/** Throws `SettingsError` for any other word: what is meant for the opening must not come at once. */
function effectOf(named: ReadonlyMap<string, string>): Effect {
  const said = named.get('when') ?? 'at-once';
  if (said !== 'at-once' && said !== 'opening') {
    throw new SettingsError('--when: at-once or opening');
  }
  return said;
}

const told = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value));
const noVersion = (version: string): Said => not(`settings: no version ${version}`);
const complaintLines = (complaints: readonly Complaint[]): string[] =>
  complaints.map(({ path, rule }) => `${path.join('.') || '(whole)'}: ${rule}`);

function refused(said: { readonly refused: string; readonly complaints?: readonly Complaint[] }) {
  return not(`settings: ${said.refused}`, ...complaintLines(said.complaints ?? []));
}
