/**
 * Whoever sends texts, in the order in which they are asked: how each is by a word and not by colour
 * alone, since when, and what a technician wants to know.
 */
import { clockTime } from '../../ui/times.ts';
import { concernOf } from './summing.ts';
import type { TextsTexts } from './texts/index.ts';
import { wordOf } from './texts/index.ts';
import type { ProviderTold } from './told.ts';

interface ProviderTableProps {
  readonly providers: readonly ProviderTold[];
  readonly texts: TextsTexts;
}

export function ProviderTable({ providers, texts }: ProviderTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-labelledby="providers">
      <h2 id="providers">{texts.providers}</h2>
      <table class="manager-table">
        <thead>
          <tr>
            <th scope="col">{texts.provider}</th>
            <th scope="col">{texts.way}</th>
            <th scope="col">{texts.state}</th>
            <th scope="col">{texts.lastWord}</th>
            <th scope="col">{texts.forTechnicians}</th>
          </tr>
        </thead>
        <tbody>
          {providers.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.id}</th>
              <td>{wordOf(texts.kindsOfProviders, one.kind)}</td>
              <td class={`texts-${concernOf(one)}`}>
                {wordOf(texts.providerStates, one.state)}
                {concernOf(one) === 'ill' && ` ${texts.since(clockTime(one.since))}`}
              </td>
              <td class="figures">{one.heardAt === null ? texts.never : clockTime(one.heardAt)}</td>
              <td class="manager-quiet">{one.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
