/**
 * Changed fields in people's words: where, what it was, what it is now, and when it comes into force.
 */
import type { Texts } from '../../core/hall/configuration.ts';
import type { Names } from '../../core/views/names.ts';
import { language } from '../language.ts';
import { thingName } from './Field.tsx';
import { isGroup, listIn, type Plain, type Steps, valueAt } from './form.ts';
import { inFull, isOfRights } from './guarded.ts';
import { placeName, type SettingsTexts, wordOf } from './texts/index.ts';
import type { ChangeTold, Stranding } from './told.ts';

/** What is told of one value at the most. */
const charsMax = 120;
/** Rows that are shown; more are counted, but for those of rights: whoever answers for them reads every one. */
const rowsMax = 200;

interface TableProps {
  readonly changes: readonly Omit<ChangeTold, 'when'>[];
  /** Settings in which things of lists are found by their ids, for their names. */
  readonly value: Plain;
  readonly texts: SettingsTexts;
  readonly columns?: readonly [string, string];
  /** What the table is, where another one stands on the page. */
  readonly name?: string;
}

export function ChangeTable({ changes, value, texts, columns, name }: TableProps) {
  if (changes.length === 0) return <p class="manager-none">{texts.noChanges}</p>;
  const whens = changes.some((one) => 'when' in one);
  const shown = changes.filter(({ path }, at) => at < rowsMax || isOfRights(path));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-label={name ?? texts.changes}>
      <table class="manager-table settings-changes">
        <thead>
          <tr>
            <th scope="col">{texts.changes}</th>
            <th scope="col">{columns?.[0] ?? texts.before}</th>
            <th scope="col">{columns?.[1] ?? texts.after}</th>
            {whens && <th scope="col">{texts.when}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.path.join('/')}>
              <th scope="row">{placeIn(one.path, value)}</th>
              <td>{told(one.before, one.path, texts)}</td>
              <td>{told(one.after, one.path, texts)}</td>
              {'when' in one && <td>{texts.whens[(one as ChangeTold).when]}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown.length && (
        <p class="manager-quiet figures">+ {changes.length - shown.length}</p>
      )}
    </section>
  );
}

/** `[tax]` by the name of the thing with that id, where it is found. */
function placeIn(path: Steps, value: Plain): string {
  return placeName(path, language.value, (at) => {
    const last = `${at.at(-1) ?? ''}`;
    const id = last.startsWith('[') ? last.slice(1, -1) : null;
    if (id === null) return `${Number(last) + 1}`;
    const list = listIn(valueAt(value, concrete(at.slice(0, -1), value)));
    const thing = list.find((one) => isGroup(one) && (one.id === id || one.date === id));
    return thingName(thing, language.value, id);
  });
}

/** With the place of each thing instead of its id. */
function concrete(path: Steps, value: Plain): Steps {
  const at: (string | number)[] = [];
  for (const step of path) {
    const id = typeof step === 'string' && step.startsWith('[') ? step.slice(1, -1) : null;
    const list = id === null ? [] : listIn(valueAt(value, at));
    at.push(
      id === null ? step : list.findIndex((one) => isGroup(one) && [one.id, one.date].includes(id)),
    );
  }
  return at;
}

function told(value: Plain | undefined, path: Steps, texts: SettingsTexts): string {
  if (value === undefined || value === null) return texts.absent;
  if (isOfRights(path)) return inFull(value);
  const said = inWords(value, path);
  return said.length > charsMax ? `${said.slice(0, charsMax)}…` : said;
}

function inWords(value: Plain, path: Steps): string {
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (Array.isArray(value)) {
    return (
      listIn(value)
        .map((one) => inWords(one, path))
        .join('、') || '–'
    );
  }
  if (isGroup(value)) {
    const name = thingName(value, language.value, '');
    return (
      name ||
      Object.values(value)
        .map((one) => inWords(one, path))
        .join(' ')
    );
  }
  return wordOf(path, `${value}`, language.value);
}

/** What would be stranded, as the hall calls it now. */
export function strandedNames(
  stranding: Stranding,
  { services, counters }: Pick<Names, 'services' | 'counters'>,
  texts: SettingsTexts,
): string {
  const named = (of: readonly { readonly id: string; readonly name: Texts }[]) => (id: string) =>
    of.find((one) => one.id === id)?.name[language.value] ?? id;
  const all = [
    ...stranding.services.map(named(services)),
    ...stranding.counters.map(named(counters)),
  ];
  return all.join(language.value === 'en' ? ', ' : '、') || texts.absent;
}
