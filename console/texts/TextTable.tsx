/**
 * Each text of today, the newest first: found by its number, with what became of it and why. The phone
 * stands masked, and not at all when its day is over.
 */
import { useState } from 'preact/hooks';
import { clockTime } from '../../ui/times.ts';
import { failedStates, shown } from './summing.ts';
import type { TextsTexts } from './texts/index.ts';
import { wordOf } from './texts/index.ts';
import { listedMax, type TextTold } from './told.ts';

/** Rows drawn at a time; a search finds the others. */
const drawnMax = 200;

export function TextTable({
  all,
  texts,
}: {
  readonly all: readonly TextTold[];
  readonly texts: TextsTexts;
}) {
  const [search, setSearch] = useState('');
  const [onlyFailed, setOnlyFailed] = useState(false);
  const found = shown(all, search, onlyFailed);
  return (
    <section aria-labelledby="each">
      <h2 id="each">{texts.each}</h2>
      <div class="manager-form texts-search">
        <label>
          {texts.search}
          <input
            type="search"
            autocomplete="off"
            maxLength={12}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        <label class="texts-only">
          <input
            type="checkbox"
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
          {texts.onlyFailed}
        </label>
        <p class="manager-quiet" role="status">
          {texts.found(found.length)}
          {found.length > drawnMax && ` ${texts.cut(drawnMax)}`}
          {all.length === listedMax && ` ${texts.newest(listedMax)}`}
        </p>
      </div>
      {found.length > 0 && <Rows rows={found.slice(0, drawnMax)} texts={texts} />}
    </section>
  );
}

function Rows({ rows, texts }: { readonly rows: readonly TextTold[]; readonly texts: TextsTexts }) {
  return (
    <div class="manager-room">
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
              <td class="figures">{clockTime(one.madeAt)}</td>
              <th scope="row" class="figures">
                {one.label}
              </th>
              <td>{wordOf(texts.kinds, one.kind)}</td>
              <td class="figures">{one.phone ?? texts.phoneGone}</td>
              <td class={failedStates.has(one.state) ? 'texts-ill' : undefined}>
                {wordOf(texts.states, one.state)}
              </td>
              <td>{one.reason === null ? '' : wordOf(texts.reasons, one.reason)}</td>
              <td>{one.provider ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
