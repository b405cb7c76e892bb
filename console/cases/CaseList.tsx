/**
 * Cases as a dense list, the next to fall due first: what it is, where it stands, and how long still.
 */
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import type { PageParts } from './Cases.tsx';
import { aboutText, leftText, lightOf, nameIn } from './said.ts';
import type { CaseTold } from './told.ts';

export interface CaseListProps extends PageParts {
  readonly cases: readonly CaseTold[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export function CaseList({ cases, chosen, onChoose, names, now, texts, told }: CaseListProps) {
  if (cases.length === 0) return <p class="manager-none">{texts.none}</p>;
  return (
    <div class="manager-room">
      <table class="manager-table case-table">
        <caption class="unseen">{`${say(names.hall.name, language.value)} · ${texts.title}`}</caption>
        <thead>
          <tr>
            {[texts.number, texts.kind, texts.about, texts.stage, texts.unit, texts.due].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <button
                  type="button"
                  class="manager-open case-open figures"
                  aria-pressed={one.id === chosen}
                  onClick={() => onChoose(one.id)}
                >
                  {one.number}
                </button>
              </th>
              <td>{texts.kinds[one.kind]}</td>
              <td>{aboutText(one, names, language.value)}</td>
              <td>{texts.stages[one.stage]}</td>
              <td>{nameIn(told.units, one.unit, language.value)}</td>
              <td>
                <span class={`case-light case-${lightOf(one)} figures`}>
                  {leftText(one, now, texts)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
