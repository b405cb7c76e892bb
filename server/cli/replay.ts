/**
 * `jinghao replay`: a recorded day played again by its own rules and by others, or with other windows,
 * and the waits side by side. The middle column is the test of the last: it should come near the first.
 */
import type { Configuration, Texts } from '../../core/hall/configuration.ts';
import type { Told } from '../../core/hall/events.ts';
import { SettingsError } from '../settings.ts';
import { type Opening, openingOf } from './recorded.ts';
import { type Figures, type Waits, waitsOf } from './replay/figures.ts';
import { recordOf } from './replay/record.ts';
import { ordersFor, windowsIn } from './replay/roster.ts';
import { otherRules } from './replay/rules.ts';
import { playAgain } from './replay/simulation.ts';
import { readTongue, type Tongue, type Words } from './words.ts';

/** Staff a window by article 37 of the client's rules, where nothing else is said. */
const staffPerWindow = 1.2;

/** The report. Throws `SettingsError` for what cannot be played. */
export function replayDay(events: readonly Told[], said: Words): string[] {
  const tongue = readTongue(said);
  const opening = openingOf(events);
  const recorded = recordOf(events, opening);
  const own = lastConfiguration(events, opening);
  const rulesFile = said.named.get('rules');
  const other = rulesFile === undefined ? own : otherRules(rulesFile, own);
  checkServices(other, recorded.visits.values());
  const before = windowsIn(recorded);
  const staff = numberOf(said, 'staff');
  const windows =
    wholeOf(said, 'counters') ??
    (staff === null ? null : Math.max(1, Math.floor(recorded.clerks / staff + 1e-9)));
  const orders = windows === null ? recorded.orders : ordersFor(recorded, other, windows);
  const again = playAgain(recorded, own, recorded.orders);
  const columns = [waitsOf(events), waitsOf(again.events)];
  const texts = reportTexts[tongue];
  const lines = [
    texts.heading(opening.body.day, own.name[tongue], recorded.visits.size),
    texts.staffed(before, recorded.clerks),
  ];
  if (rulesFile !== undefined || windows !== null) {
    const played = playAgain(recorded, other, orders);
    columns.push(waitsOf(played.events));
    const all = windows ?? before;
    lines.push(
      texts.whatIf(rulesFile ?? null, all, Math.ceil(all * (staff ?? staffPerWindow) - 1e-9)),
    );
    if (played.refused > 0) lines.push(texts.refused(played.refused));
  }
  return [...lines, '', ...table(columns, [own, other], tongue)];
}

/** What was in force when the day ended. */
function lastConfiguration(events: readonly Told[], opening: Opening): Configuration {
  const changed = events.findLast((told) => told.type === 'configuration-changed');
  return changed?.type === 'configuration-changed'
    ? changed.body.configuration
    : opening.body.configuration;
}

function checkServices(
  { services }: Configuration,
  visits: Iterable<{ readonly legs: readonly { readonly service: string }[] }>,
): void {
  const known = new Set<string>(services.map(({ id }) => id));
  const missing = new Map<string, number>();
  for (const { service } of [...visits].flatMap(({ legs }) => legs)) {
    if (!known.has(service)) missing.set(service, (missing.get(service) ?? 0) + 1);
  }
  if (missing.size === 0) return;
  const all = [...missing].map(([service, count]) => `${service} (${count})`);
  throw new SettingsError(`the rules have no service that people came for: ${all.join(', ')}`);
}

function numberOf(said: Words, name: string): number | null {
  const text = said.named.get(name);
  if (text === undefined) return null;
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && text.trim() !== '') return number;
  throw new SettingsError(`--${name}: a number over 0`);
}

function wholeOf(said: Words, name: string): number | null {
  const number = numberOf(said, name);
  if (number !== null && !Number.isInteger(number)) {
    throw new SettingsError(`--${name}: a whole number over 0`);
  }
  return number;
}

const nameWidth = 22;
const cellWidths = { called: 6, mean: 7, p50: 7, p90: 7, longest: 7, missed: 6, left: 6 } as const;
type Cell = keyof typeof cellWidths;
const cells = Object.keys(cellWidths) as Cell[];
const columnWidth = Object.values(cellWidths).reduce((sum, width) => sum + width, 0);

function table(
  columns: readonly Waits[],
  halls: readonly Configuration[],
  tongue: Tongue,
): string[] {
  const texts = reportTexts[tongue];
  const heads = texts.columns.slice(0, columns.length);
  const line = (name: string, of: (waits: Waits) => Figures | undefined): string =>
    [pad(name, nameWidth), ...columns.map((waits) => figures(of(waits)))].join(' |').trimEnd();
  const nameOf = (list: 'classes' | 'services', id: string): string => {
    const all: readonly { id: string; name: Texts }[] = halls.flatMap((hall) => [...hall[list]]);
    return all.find((one) => one.id === id)?.name[tongue] ?? id;
  };
  const seen = <K>(of: (waits: Waits) => ReadonlyMap<K, Figures>): K[] => [
    ...new Set(columns.flatMap((waits) => [...of(waits).keys()])),
  ];
  return [
    [pad('', nameWidth), ...heads.map((head) => pad(` ${head}`, columnWidth))].join(' |').trimEnd(),
    [pad(texts.unit, nameWidth), ...heads.map(() => cellHeads(texts.cells))].join(' |').trimEnd(),
    line(texts.all, ({ all }) => all),
    ...seen(({ classes }) => classes).map((id) =>
      line(nameOf('classes', id), ({ classes }) => classes.get(id)),
    ),
    ...seen(({ services }) => services).map((id) =>
      line(nameOf('services', id), ({ services }) => services.get(id)),
    ),
  ];
}

const cellHeads = (heads: Readonly<Record<Cell, string>>): string =>
  cells.map((cell) => padLeft(heads[cell], cellWidths[cell])).join('');

function figures(of: Figures | undefined): string {
  if (!of) return pad('', columnWidth);
  const text = (cell: Cell) =>
    cell === 'called' || cell === 'missed' || cell === 'left'
      ? String(of[cell])
      : of[cell].toFixed(1);
  return cells.map((cell) => padLeft(text(cell), cellWidths[cell])).join('');
}

/** A Chinese character is as wide as two letters. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, one) => sum + (/[\u1100-\uffdc]/.test(one) && !/[\u2010-\u203a]/.test(one) ? 2 : 1),
    0,
  );

const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));
const padLeft = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

interface ReportTexts {
  readonly columns: readonly string[];
  readonly unit: string;
  readonly all: string;
  readonly cells: Readonly<Record<Cell, string>>;
  heading(day: string, hall: string, tickets: number): string;
  staffed(windows: number, clerks: number): string;
  whatIf(rules: string | null, windows: number, staff: number): string;
  refused(count: number): string;
}

const reportTexts: Readonly<Record<Tongue, ReportTexts>> = {
  'zh-Hans': {
    columns: ['实际', '按原规则重演', '假设'],
    unit: '等候（分钟）',
    all: '全部',
    cells: {
      ...{ called: '叫号', mean: '平均', p50: 'P50', p90: 'P90' },
      ...{ longest: '最长', missed: '未到', left: '未叫' },
    },
    heading: (day, hall, tickets) => `${day}  ${hall}  ${tickets} 个号`,
    staffed: (windows, clerks) => `实际：${windows} 个窗口有人值守，${clerks} 名窗口人员`,
    whatIf: (rules, windows, staff) =>
      `假设：${rules === null ? '原规则' : `规则 ${rules}`}，${windows} 个窗口，需 ${staff} 人`,
    refused: (count) => `假设的规则有 ${count} 次不给号或不改类别`,
  },
  en: {
    columns: ['recorded', 'replayed by its own rules', 'what if'],
    unit: 'waits in minutes',
    all: 'everybody',
    cells: {
      ...{ called: 'calls', mean: 'mean', p50: 'P50', p90: 'P90' },
      ...{ longest: 'max', missed: 'n/s', left: 'left' },
    },
    heading: (day, hall, tickets) => `${day}  ${hall}  ${tickets} tickets`,
    staffed: (windows, clerks) => `recorded: ${windows} windows staffed, by ${clerks} clerks`,
    whatIf: (rules, windows, staff) =>
      `what if: ${rules === null ? 'the same rules' : `rules ${rules}`}, ${windows} windows, which take ${staff} people`,
    refused: (count) => `the other rules refused ${count} numbers or changes of class`,
  },
};
