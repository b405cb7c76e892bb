/**
 * Problems of a package, or of a file that was not taken: by item, field and rule, each rule with its
 * count as a filter.
 */
import { useState } from 'preact/hooks';
import { language } from '../language.ts';
import { countsOf, fieldText } from './said.ts';
import type { GuidesTexts } from './texts/index.ts';
import type { ProblemsTold } from './told.ts';

/** Rows shown at once; a filter shows the others. */
const rowsMax = 200;

export interface ProblemListProps {
  readonly told: ProblemsTold;
  readonly texts: GuidesTexts;
  /** Names of guides by id, as far as they are known here. */
  readonly names?: ReadonlyMap<string, string>;
}

export function ProblemList({ told, texts, names }: ProblemListProps) {
  const [rule, setRule] = useState('');
  const { problems, rules, fields = {}, count = problems.length } = told;
  const of = (name: string) => rules[name]?.[language.value] ?? name;
  const shown = problems.filter((one) => rule === '' || one.rule === rule);
  const hidden = rule === '' ? count - Math.min(shown.length, rowsMax) : shown.length - rowsMax;
  const placed = problems.some(({ at }) => at);
  if (problems.length === 0) return <p class="manager-quiet">{texts.noProblems}</p>;
  return (
    <>
      <label class="problem-filter">
        {texts.filter}
        <select value={rule} onChange={(event) => setRule(event.currentTarget.value)}>
          <option value="">{`${texts.all} (${count})`}</option>
          {countsOf(problems).map((one) => (
            <option key={one.rule} value={one.rule}>
              {`${of(one.rule)} (${one.count})`}
            </option>
          ))}
        </select>
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="manager-room guides-scroll" tabIndex={0} aria-label={texts.filter}>
        <table class="manager-table guides-table">
          <thead>
            <tr>
              {placed && <th scope="col">{texts.columns.place}</th>}
              <th scope="col">{texts.columns.item}</th>
              <th scope="col">{texts.columns.field}</th>
              <th scope="col">{texts.columns.rule}</th>
              <th scope="col">{texts.columns.where}</th>
            </tr>
          </thead>
          <tbody>
            {shown
              .slice(0, rowsMax)
              .map(({ item, field, rule: name, where, severity, at }, index) => (
                <tr key={`${item} ${field} ${name} ${index}`}>
                  {placed && <td>{at ? texts.row(at.sheet, at.row) : ''}</td>}
                  <td>
                    <Item item={item} texts={texts} name={names?.get(item)} />
                  </td>
                  <td>{fieldText(field, fields, language.value)}</td>
                  <td>
                    {severity && (
                      <strong class={`severity severity-${severity}`}>
                        {texts.severity[severity]}
                      </strong>
                    )}
                    {of(name)}
                  </td>
                  <td>{where}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {hidden > 0 && <p class="manager-quiet">{texts.more(hidden)}</p>}
    </>
  );
}

interface ItemProps {
  readonly item: string;
  readonly name: string | undefined;
  readonly texts: GuidesTexts;
}

function Item({ item, name, texts }: ItemProps) {
  if (item === '') return <>{texts.wholePackage}</>;
  if (name === undefined) return <>{item}</>;
  return (
    <>
      <span lang="zh-Hans">{name}</span> <span class="manager-quiet">{item}</span>
    </>
  );
}
