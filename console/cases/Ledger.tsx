/**
 * The ledgers of a month: failed errands with the six stages of 办法 art. 46 as columns, and the visits of
 * experience officers; to be printed, or taken out as CSV and XLSX.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { clockTime, dateText } from '../../ui/times.ts';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { useTold } from '../ManagerPage.tsx';
import type { PageParts } from './Cases.tsx';
import { Choice, Field } from './fields.tsx';
import { aboutText, leftText, lightOf, monthOf, sixStages } from './said.ts';
import type { CaseTold } from './told.ts';

type Name = 'failed-errands' | 'experience';

const at = (time: number | undefined): string =>
  time === undefined ? '' : `${dateText(time, language.value)} ${clockTime(time)}`;

export function Ledger({ rev, ...parts }: PageParts & { rev: number }) {
  const { texts, asking, told } = parts;
  const [name, setName] = useState<Name>('failed-errands');
  const [month, setMonth] = useState(() => monthOf(told.now));
  const from = Date.parse(`${month}-01T00:00:00+08:00`);
  const to = Date.parse(`${monthOf(from + 40 * 86_400_000)}-01T00:00:00+08:00`);
  const kind = name === 'experience' ? 'experience' : 'failed-errand';
  const [found] = useTold<readonly CaseTold[] | Failed>(
    () => asking.search({ kinds: [kind], from, to }),
    [asking, name, month],
    [rev],
  );
  const file = asking.ledger(name, month, language.value);
  const title = name === 'experience' ? texts.visitsTitle : texts.ledgerTitle;
  return (
    <section class="ledger">
      <div class="ledger-bar manager-form">
        <Choice
          name={texts.ledger}
          value={name}
          options={[
            ['failed-errands', texts.ledgerTitle],
            ['experience', texts.visitsTitle],
          ]}
          onChoose={(one) => setName(one as Name)}
        />
        <Field
          type="month"
          name={texts.month}
          value={month}
          onFill={(one) => one && setMonth(one)}
        />
        <Button onPress={() => window.print()}>{texts.print}</Button>
        <a class="button" href={file.csv} download>
          {texts.asCsv}
        </a>
        <a class="button" href={file.xlsx} download>
          {texts.asXlsx}
        </a>
      </div>
      <h2 id="ledger-title" class="figures">{`${title} · ${month}`}</h2>
      {typeof found === 'string' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {Array.isArray(found) && <Sheet {...parts} name={name} cases={found} title={title} />}
    </section>
  );
}

interface SheetProps extends PageParts {
  readonly name: Name;
  readonly title: string;
  readonly cases: readonly CaseTold[];
}

function Sheet({ name, title, cases, texts, names, now }: SheetProps) {
  if (cases.length === 0) return <p class="manager-none">{texts.none}</p>;
  const errands = name === 'failed-errands';
  const heads = errands
    ? [texts.number, texts.about, texts.due, ...sixStages.map((stage) => texts.sixStages[stage])]
    : [texts.number, texts.came, texts.visit, texts.way, texts.about, texts.stage];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-labelledby="ledger-title">
      <table class="manager-table case-table ledger-table">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="figures">
          {[...cases].reverse().map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.number}</th>
              {errands ? (
                <>
                  <td>{aboutText(one, names, language.value)}</td>
                  <td>
                    <span class={`case-light case-${lightOf(one)}`}>
                      {leftText(one, now, texts)}
                    </span>
                  </td>
                  {sixStages.map((stage) => (
                    <td key={stage}>{at(one.reached[stage])}</td>
                  ))}
                </>
              ) : (
                <>
                  <td>{at(one.cameAt)}</td>
                  <td>{one.form && texts.visits[one.form.visit]}</td>
                  <td>{one.form && texts.ways[one.form.way]}</td>
                  <td>{aboutText(one, names, language.value)}</td>
                  <td>{texts.stages[one.stage]}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
