/**
 * A report on one page: the period is picked above, the tables stand below as they are printed and as
 * they stand in the files. Every figure of the summary has its formula beside it.
 */
import { useMemo, useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Failed } from '../asking.ts';
import { DateField } from '../DateField.tsx';
import { dayIn } from '../dates.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { Chart } from './Chart.tsx';
import './figures.css';
import { Fill } from './Fill.tsx';
import { type FigureTexts, textsIn } from './texts/index.ts';
import {
  askReport,
  dateAt,
  type PeriodKind,
  periodAt,
  periodKinds,
  type ReportTold,
  reportPath,
} from './told.ts';

export function Figures() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={AllFigures} />;
}

function AllFigures({ me, names, now }: Known) {
  const texts = textsIn(language.value);
  const [kind, setKind] = useState<PeriodKind>('day');
  const [typed, setTyped] = useState(() => dateAt(now));
  // What is no day yet, or was emptied, leaves today's.
  const date = dayIn(typed) || dateAt(now);
  const period = periodAt(kind, date);
  const path = useMemo(
    () => reportPath(me.hall, period, language.value),
    [me.hall, period, language.value],
  );
  const [told] = useTold<ReportTold | Failed>(() => askReport(path), [path]);
  const report = told !== null && typeof told === 'object' ? told : null;
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts} />
      <form
        class="report-pick"
        aria-label={texts.kind}
        onSubmit={(event) => event.preventDefault()}
      >
        <label>
          {texts.kind}
          <select
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value as PeriodKind)}
          >
            {periodKinds.map((one) => (
              <option key={one} value={one}>
                {texts.kinds[one]}
              </option>
            ))}
          </select>
        </label>
        <DateField kind="day" name={texts.date} value={typed} onFill={setTyped} />
        <a class="button button-quiet" href={`${path}/xlsx`} download>
          {texts.xlsx}
        </a>
        <a class="button button-quiet" href={`${path}/csv`} download>
          {texts.csv}
        </a>
        <button type="button" class="button button-quiet" onClick={() => window.print()}>
          {texts.print}
        </button>
      </form>
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {report && <Report report={report} texts={texts} />}
    </>
  );
}

interface ReportProps {
  readonly report: ReportTold;
  readonly texts: FigureTexts;
}

export function Report({ report, texts }: ReportProps) {
  const { title, hall, from, to, lead, tables, charts, fill } = report;
  return (
    <main class="report">
      <header class="report-head">
        <h2>
          {hall} {title}
        </h2>
        <p class="figures">{from === to ? from : `${from} – ${to}`}</p>
      </header>
      <div class="report-lead figures">
        {lead.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {fill.length > 0 && <Fill key={from} fields={fill} texts={texts} />}
      {tables.map((table) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
        <section key={table.id} class="report-room" tabIndex={0} aria-labelledby={`r-${table.id}`}>
          <h3 id={`r-${table.id}`}>{table.title}</h3>
          {charts
            .filter((chart) => chart.table === table.id)
            .map((chart) => (
              <Chart key={chart.id} chart={chart} words={texts.chart(chart.title)} />
            ))}
          <table class={`report-table report-${table.id}`}>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(([name, ...cells]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, index) => (
                    <td key={table.columns[index + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <p class="manager-quiet">{texts.waitsIn}</p>
    </main>
  );
}
