/**
 * Who of the hall is told of cases by text: where, of what, and how often a day. Their phones stand
 * masked; the hall's file names them.
 */
import type { TextsTexts } from './texts/index.ts';
import { wordOf } from './texts/index.ts';
import type { ManagerTold } from './told.ts';

interface ManagerTableProps {
  readonly managers: readonly ManagerTold[];
  readonly texts: TextsTexts;
}

export function ManagerTable({ managers, texts }: ManagerTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-labelledby="managers">
      <h2 id="managers">{texts.managers}</h2>
      {managers.length === 0 ? (
        <p class="manager-none">{texts.noManagers}</p>
      ) : (
        <table class="manager-table">
          <thead>
            <tr>
              <th scope="col">{texts.manager}</th>
              <th scope="col">{texts.phone}</th>
              <th scope="col">{texts.toldOf}</th>
              <th scope="col" class="texts-number">
                {texts.perDay}
              </th>
            </tr>
          </thead>
          <tbody>
            {managers.map(({ id, phone, kinds, perDay }) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td class="figures">{phone}</td>
                <td>{kinds.map((kind) => wordOf(texts.kinds, kind)).join(texts.comma)}</td>
                <td class="texts-number figures">{perDay}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
