/**
 * What staff did, searched by act, person and day, the latest first; and whether the record is whole.
 */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { DateField } from '../DateField.tsx';
import { dateTime, dayIn, startOf, wrongDate } from '../dates.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage } from '../ManagerPage.tsx';
import './audit.css';
import { type AuditTexts, textsIn } from './texts/index.ts';
import { type ChainTold, type EntryTold, type Query, search, verify } from './told.ts';

export function AuditPage() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Record} />;
}

/** As many as the hub tells at once: fewer, and there are no more. */
const pageRows = 200;
const dayMs = 86_400_000;

export function Record({ me, names }: Known) {
  const texts = textsIn(language.value);
  const [query, setQuery] = useState<Query>({});
  const [entries, setEntries] = useState<readonly EntryTold[]>([]);
  const [people, setPeople] = useState<ReadonlyMap<string, string>>(new Map());
  const [more, setMore] = useState(false);
  const [trouble, setTrouble] = useState<'loading' | 'not-allowed' | 'unreachable' | null>(
    'loading',
  );
  const read = async (asked: Query, kept: readonly EntryTold[]): Promise<void> => {
    const said = await search(me.hall, asked);
    if (typeof said === 'string') return setTrouble(said);
    setTrouble(null);
    setEntries([...kept, ...said]);
    setMore(said.length === pageRows);
    // Whoever was seen once can be asked for.
    setPeople((known) => new Map([...known, ...said.map(personOf(texts))]));
  };
  useEffect(() => void read(query, []), [query]);
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts} leaves={texts.unreachable} />
      <main>
        <p class="manager-quiet">{texts.hint}</p>
        <Search texts={texts} people={people} onSearch={setQuery} />
        <Chain hall={me.hall} texts={texts} />
        {trouble === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
        {trouble === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
        {trouble === 'loading' && <p class="manager-quiet">{texts.loading}</p>}
        {trouble === null && entries.length === 0 && <p class="manager-none">{texts.none}</p>}
        {entries.length > 0 && <Entries entries={entries} texts={texts} />}
        {more && (
          <Button
            onPress={() => void read({ ...query, before: entries.at(-1)?.seq ?? 0 }, entries)}
          >
            {texts.more}
          </Button>
        )}
      </main>
    </>
  );
}

const personOf =
  (texts: AuditTexts) =>
  ({ actor, name }: EntryTold): [string, string] => [actor, nameOf(actor, name, texts)];

function nameOf(actor: string, name: string | null, texts: AuditTexts): string {
  if (actor === 'command-line') return texts.commandLine;
  return actor === 'nobody' ? texts.nobody : (name ?? actor);
}

interface SearchProps {
  readonly texts: AuditTexts;
  readonly people: ReadonlyMap<string, string>;
  readonly onSearch: (query: Query) => void;
}

function Search({ texts, people, onSearch }: SearchProps) {
  const [wish, setWish] = useState({ act: '', actor: '', from: '', until: '' });
  const [wrong, setWrong] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    const [from, until] = [dayIn(wish.from), dayIn(wish.until)];
    setWrong(from === null || until === null);
    if (from === null || until === null) return;
    onSearch({
      ...(wish.act && { act: wish.act }),
      ...(wish.actor && { actor: wish.actor }),
      ...(from && { from: startOf(from) }),
      ...(until && { until: startOf(until) + dayMs }),
    });
  };
  const fill = (key: keyof typeof wish) => (value: string) => setWish({ ...wish, [key]: value });
  const choice = (key: 'act' | 'actor', name: string, all: string, of: [string, string][]) => (
    <label>
      {name}
      <select value={wish[key]} onChange={(event) => fill(key)(event.currentTarget.value)}>
        <option value="">{all}</option>
        {of.map(([value, told]) => (
          <option key={value} value={value}>
            {told}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form class="manager-form audit-search" onSubmit={submit} noValidate>
      {choice('act', texts.act, texts.allActs, Object.entries(texts.acts))}
      {choice('actor', texts.person, texts.allPersons, [...people])}
      <DateField kind="day" name={texts.from} value={wish.from} onFill={fill('from')} />
      <DateField kind="day" name={texts.until} value={wish.until} onFill={fill('until')} />
      <button type="submit" class="button">
        {texts.search}
      </button>
      {wrong && <Notice kind="danger">{wrongDate('day', language.value)}</Notice>}
    </form>
  );
}

function Chain({ hall, texts }: { readonly hall: string; readonly texts: AuditTexts }) {
  const [told, setTold] = useState<ChainTold | null>(null);
  const check = async (): Promise<void> => {
    const said = await verify(hall);
    setTold(typeof said === 'string' ? null : said);
  };
  return (
    <div class="audit-chain">
      <Button kind="quiet" onPress={() => void check()}>
        {texts.check}
      </Button>
      {told && told.broken === null && (
        <Notice kind="tell">{texts.sound(told.entries, told.head)}</Notice>
      )}
      {told && told.broken !== null && <Notice kind="danger">{texts.broken(told.broken)}</Notice>}
    </div>
  );
}

interface EntriesProps {
  readonly entries: readonly EntryTold[];
  readonly texts: AuditTexts;
}

function Entries({ entries, texts }: EntriesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-label={texts.title}>
      <table class="manager-table">
        <thead>
          <tr>
            <th scope="col">{texts.at}</th>
            <th scope="col">{texts.person}</th>
            <th scope="col">{texts.act}</th>
            <th scope="col">{texts.subject}</th>
            <th scope="col">{texts.outcome}</th>
            <th scope="col">{texts.address}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ seq, at, actor, name, act, subject, outcome, from }) => (
            <tr key={seq}>
              <td class="figures">{dateTime(at)}</td>
              <td>{nameOf(actor, name, texts)}</td>
              <td>{texts.acts[act] ?? act}</td>
              <td>{subject}</td>
              <td>{texts.outcomes[outcome] ?? texts.other(outcome)}</td>
              <td class="figures">{from}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
