/**
 * The texts of today by kind: how far they came, and what they cost.
 */
import { type KindRow, yuan } from './summing.ts';
import type { TextsTexts } from './texts/index.ts';
import { wordOf } from './texts/index.ts';

const columns = ['waiting', 'accepted', 'delivered', 'failed', 'expired'] as const;

export function CountTable({
  rows,
  texts,
}: {
  readonly rows: readonly KindRow[];
  readonly texts: TextsTexts;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-labelledby="today">
      <h2 id="today">{texts.today}</h2>
      {rows.length === 0 ? (
        <p class="manager-none">{texts.none}</p>
      ) : (
        <table class="manager-table">
          <thead>
            <tr>
              <th scope="col">{texts.kind}</th>
              {columns.map((column) => (
                <th key={column} scope="col" class="texts-number">
                  {texts.columns[column]}
                </th>
              ))}
              <th scope="col" class="texts-number">
                {texts.cost}
              </th>
            </tr>
          </thead>
          <tbody class="figures">
            {rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row">{wordOf(texts.kinds, row.kind)}</th>
                {columns.map((column) => (
                  <td
                    key={column}
                    class={
                      column === 'failed' && row.failed > 0
                        ? 'texts-number texts-ill'
                        : 'texts-number'
                    }
                  >
                    {row[column]}
                  </td>
                ))}
                <td class="texts-number">{yuan(row.cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
