/**
 * Guides from the command line, beside a running hub: check a file, bring it in, publish it in the
 * names of two people, list, take back, and the empty workbook.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuideProblem } from '../../core/guides/problems.ts';
import type { Configuration } from '../../core/hall/configuration.ts';
import { GuideDesk } from '../guides/desk.ts';
import { template } from '../guides/export.ts';
import type { PackageFile } from '../guides/files.ts';
import { type Format, formatOf } from '../guides/import/read.ts';
import type { Unread } from '../guides/import/unread.ts';
import { fieldText, ruleTexts } from '../guides/texts.ts';
import type { PackageRefusal, PackageTold } from '../guides/told.ts';
import { calendarOf } from '../hall/calendar.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import { openTables, type Tables } from '../tables.ts';
import type { Said } from './acts.ts';
import type { Teller, TellerParts } from './tellers.ts';
import { readTongue, readWords, type Tongue } from './words.ts';

const done = (...lines: string[]): Said => ({ ok: true, lines });
const not = (...lines: string[]): Said => ({ ok: false, lines });

/** Who acts from the command line. */
const administrator = 'administrator';
/** Problems that are printed; all are counted. */
const printedMax = 200;

interface Here {
  readonly tables: Tables;
  readonly desk: GuideDesk;
  readonly hall: string;
  readonly language: Tongue;
  readonly named: ReadonlyMap<string, string>;
}

type Act = (here: Here, first: string) => Promise<Said>;

const acts: Readonly<Record<string, Act>> = {
  check: async ({ desk, language }, file) => {
    const found = readPath(file);
    if (found === null) return not(oneDocument);
    const read = await desk.check(...found);
    if ('unread' in read) return not(...unreadLines(read.unread, language));
    const { problems, items } = read.prepared;
    const must = problems.filter(({ severity }) => severity === 'must').length;
    const lines = [`${items.length} guides`, ...problemLines(problems, language)];
    return { ok: must === 0, lines };
  },
  import: async ({ desk, language }, file) => {
    const found = readPath(file);
    if (found === null) return not(oneDocument);
    const [bytes, format, files] = found;
    const read = await desk.bringIn(bytes, format, administrator, files);
    if ('unread' in read) return not(...unreadLines(read.unread, language));
    if ('refused' in read) return not(`guides: ${read.refused}`);
    const problems = (await desk.problems(read.id)) ?? [];
    return done(`package ${read.id}`, summary(read), ...problemLines(problems, language));
  },
  publish: async ({ desk, tables, hall, named }, id) => {
    const people = ['submitted-by', 'approved-by'] as const;
    const accounts: string[] = [];
    for (const who of people) {
      const person = await tables.staff.findByAccount(named.get(who) ?? '');
      const may = person?.hall === hall && person.role === 'manager' && !person.disabled;
      if (!may) return not(`--${who}: the account of a manager of this hall`);
      accounts.push(`manager:${person.id}`);
    }
    const [submitter = '', approver = ''] = accounts;
    for (const act of [
      () => desk.submit(id, submitter),
      () => desk.approve(id, approver),
      () => desk.publish(id, administrator),
    ]) {
      const told = await act();
      if ('refused' in told && told.refused !== 'guides-wrong-state') return refused(told);
      if ('version' in told && told.version !== null) return done(`in force: ${told.version}`);
    }
    return not(`guides: ${id} is neither a draft nor on its way`);
  },
  list: async ({ desk }) => {
    const { inForce, packages } = await desk.standing();
    const lines = packages.map((one) => `${one.id}\t${summary(one)}`);
    return done(`in force: ${inForce?.version ?? '–'}`, ...lines);
  },
  rollback: async ({ desk }, version) => {
    const told = await desk.rollBack(version, administrator);
    return 'refused' in told ? refused(told) : done(`in force: ${told.version}`);
  },
};

/** `jinghao guides …`. */
export const guidesTeller: Teller = {
  usage:
    'guides check FILE|FOLDER | import FILE|FOLDER | publish <package> --submitted-by <account> ' +
    '--approved-by <account> | list | rollback <version> | template FILE.xlsx',
  about: 'service guides: docs/guides.md',
  run: async (parts, words) => {
    const said = readWords(words, ['language', 'submitted-by', 'approved-by']);
    const [act = '', first = '', ...more] = said.alone;
    if (act === 'template' && first !== '' && more.length === 0) {
      writeFileSync(first, await template(first.endsWith('.csv') ? 'csv' : 'xlsx'));
      return done(first);
    }
    const known = acts[act];
    const enough = act === 'list' ? first === '' : first !== '';
    if (!known || !enough || more.length > 0) return not(`jinghao ${guidesTeller.usage}`);
    return withDesk(parts, readTongue(said), said.named, (here) => known(here, first));
  },
};

async function withDesk(
  { settings, configuration }: TellerParts,
  language: Tongue,
  named: ReadonlyMap<string, string>,
  act: (here: Here) => Promise<Said>,
): Promise<Said> {
  const tables = await openTables(settings, machineClock, machineDice);
  try {
    const { hall } = configuration;
    return await act({ tables, desk: deskOf(tables, configuration), hall, language, named });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      return not(`the file cannot be read: ${(error as Error).message}`);
    }
    throw error;
  } finally {
    await tables.close();
  }
}

/** The desk of a hall, from its tables and its configuration alone. */
export function deskOf(tables: Tables, configuration: Configuration): GuideDesk {
  const calendar = calendarOf(configuration.timeZone);
  return new GuideDesk({
    ...{ hall: configuration.hall, packages: tables.guides },
    services: () => configuration.services.map(({ id }) => id),
    today: () => calendar(machineClock.now()).date,
  });
}

/** A file, or a folder with one document of guides beside `files/`; null: it has not just one. Throws the system's error. */
function readPath(path: string): [Uint8Array, Format | null, PackageFile[]] | null {
  if (!statSync(path).isDirectory()) return [readFileSync(path), formatOf(path), []];
  const found = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
  const documents = found.map(({ name }) => name).filter((name) => formatOf(name) !== null);
  const [document, another] = documents;
  if (document === undefined || another !== undefined) return null;
  const folder = join(path, 'files');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  return [readFileSync(join(path, document)), formatOf(document), files];
}

const oneDocument = 'a folder holds one document of guides, and their files/ beside it';
const refused = ({ refused: name }: PackageRefusal): Said => not(`guides: ${name}`);

const summary = ({ state, version, date, items, must, should }: PackageTold): string =>
  `${version ?? state}\t${date}\t${items} guides\t${must} must, ${should} should`;

function problemLines(problems: readonly GuideProblem[], language: Tongue): string[] {
  return cut(
    problems.map(({ item, field, rule, where, severity }) =>
      [severity, item, fieldText(field, language), ruleTexts[rule][language], where ?? '']
        .join('\t')
        .trimEnd(),
    ),
  );
}

function unreadLines(unread: readonly Unread[], language: Tongue): string[] {
  return cut(
    unread.map(({ item, field, rule, where, at }) => {
      const place = at ? `${at.sheet} ${at.row} ${at.column ?? ''}`.trimEnd() : item;
      const what = at ? item : fieldText(field, language);
      return [place, what, ruleTexts[rule][language], where ?? ''].join('\t').trimEnd();
    }),
  );
}

const cut = (lines: readonly string[]): string[] =>
  lines.length <= printedMax
    ? [...lines]
    : [...lines.slice(0, printedMax), `… ${lines.length - printedMax} more`];
