/**
 * Each text, the newest first: those of today as they come, or what is looked for by number and time, which
 * the hub finds among all that it keeps. The phone stands masked, and not at all when its day is over.
 */
import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { clockTime, dateText } from '../../ui/times.ts';
import { language } from '../language.ts';
import { useTold } from '../told-again.ts';
import { failedStates } from './summing.ts';
import type { TextsTexts } from './texts/index.ts';
import { wordOf } from './texts/index.ts';
import { findTexts, type TextSearch, type TextTold } from './told.ts';

/** Rows drawn at a time; a search finds the others. */
const drawnMax = 200;
/** Whoever types is not asked for at each sign. */
const typingMs = 300;
const times = ['today', 'this-month', 'day'] as const;
type Time = (typeof times)[number];

interface TextTableProps {
  readonly hall: string;
  /** Of today, as far as they are told without being looked for. */
  readonly all: readonly TextTold[];
  /** How many there are today. */
  readonly total: number;
  readonly texts: TextsTexts;
}

export function TextTable({ hall, all, total, texts }: TextTableProps) {
  const [time, setTime] = useState<Time>('today');
  const [date, setDate] = useState('');
  const [number, setNumber] = useState('');
  const [failed, setFailed] = useState(false);
  const day = time === 'day' ? date : time;
  const wanted = useSettled(JSON.stringify({ day, number, failed } satisfies TextSearch));
  const { found, unreachable } = useFound(hall, wanted, all);
  const shown = found ?? { total, texts: all };
  return (
    <section>
      <h2 id="each">{texts.each}</h2>
      <div class="manager-form texts-search">
        <label>
          {texts.search}
          <input
            type="search"
            autocomplete="off"
            maxLength={12}
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
        </label>
        <label>
          {texts.when}
          <select value={time} onChange={(event) => setTime(event.currentTarget.value as Time)}>
            {times.map((one) => (
              <option key={one} value={one}>
                {texts.times[one]}
              </option>
            ))}
          </select>
        </label>
        {time === 'day' && (
          <label>
            {texts.date}
            <input
              type="date"
              value={date}
              onInput={(event) => setDate(event.currentTarget.value)}
            />
          </label>
        )}
        <label class="texts-only">
          <input
            type="checkbox"
            checked={failed}
            onChange={(event) => setFailed(event.currentTarget.checked)}
          />
          {texts.onlyFailed}
        </label>
      </div>
      <p class="manager-quiet" role="status">
        {texts.found(shown.total)}
        {shown.total > drawnMax && ` ${texts.cut(drawnMax)}`}
      </p>
      {unreachable && <Notice kind="danger">{texts.unreachable}</Notice>}
      {shown.texts.length > 0 && (
        <Rows rows={shown.texts.slice(0, drawnMax)} dated={day !== 'today'} texts={texts} />
      )}
    </section>
  );
}

/** The value once it has been the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), typingMs);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What the hub finds; null: nothing is looked for, or it has not answered yet. */
function useFound(hall: string, wanted: string, all: readonly TextTold[]) {
  const search = JSON.parse(wanted) as TextSearch;
  const { day, number, failed } = search;
  const looks = day !== '' && (day !== 'today' || number.trim() !== '' || failed);
  const [told] = useTold(
    async () => (looks ? { wanted, told: await findTexts(hall, search) } : null),
    [hall, wanted, looks],
    // What changed today may change what is found.
    [looks ? all : null],
  );
  const answer = told !== null && typeof told === 'object' && told.wanted === wanted ? told : null;
  const found = answer !== null && typeof answer.told === 'object' ? answer.told : null;
  return { found: looks ? found : null, unreachable: looks && typeof answer?.told === 'string' };
}

interface RowsProps {
  readonly rows: readonly TextTold[];
  /** Whether they are of other days, too. */
  readonly dated: boolean;
  readonly texts: TextsTexts;
}

function Rows({ rows, dated, texts }: RowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-label={texts.each}>
      <table class="manager-table texts-each">
        <thead>
          <tr>
            <th scope="col">{texts.time}</th>
            <th scope="col">{texts.number}</th>
            <th scope="col">{texts.kind}</th>
            <th scope="col">{texts.phone}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.reason}</th>
            <th scope="col">{texts.provider}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <td class="figures">
                {dated && `${dateText(one.madeAt, language.value)} `}
                {clockTime(one.madeAt)}
              </td>
              <th scope="row" class="figures">
                {one.label}
              </th>
              <td>{wordOf(texts.kinds, one.kind)}</td>
              <td class="figures">
                {one.phone ?? texts.phoneGone}
                {one.manager && ` (${one.manager})`}
              </td>
              <td class={failedStates.has(one.state) ? 'texts-ill' : undefined}>
                {wordOf(texts.states, one.state)}
              </td>
              <td>{one.reason === null ? '' : wordOf(texts.reasons, one.reason)}</td>
              <td>{one.provider ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
