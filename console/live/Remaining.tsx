/**
 * What the forecast says of the next two hours: how many of those who wait now will still wait, at the least
 * and at the most; as a chart, and as a table for whoever would rather have it or does not see.
 */
import { useMemo } from 'preact/hooks';
import { remainingMinutes } from '../../core/views/live.ts';
import { clockTime } from '../../ui/times.ts';
import { Chart } from '../figures/Chart.tsx';
import { textsIn as figureTextsIn } from '../figures/texts/index.ts';
import type { ChartTold } from '../figures/told.ts';
import { language } from '../language.ts';
import type { LiveParts } from './Live.tsx';

/** Every third step stands in the table. */
const tableStep = 3;
const roundMs = 10 * 60_000;

export function Remaining({ view: { remaining }, now, texts }: Omit<LiveParts, 'names'>) {
  const { chart, times } = useRemaining(remaining, now, texts);
  if (remaining.length === 0) return null;
  return (
    <section>
      <h2>{texts.ahead}</h2>
      <Chart chart={chart} words={figureTextsIn(language.value).chart(chart.title)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="live-room" tabIndex={0} aria-label={texts.aheadTitle}>
        <table class="manager-table figures live-remaining">
          <thead>
            <tr>
              <th scope="col">{texts.time}</th>
              {times.map((time) => (
                <th key={time.at} scope="col">
                  {time.text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{texts.stillWaiting}</th>
              {times.map((time) => (
                <td key={time.at}>{texts.span(time.least, time.most)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** The chart on a wall, as high as there is room; what it shows is told in words too. */
export function RemainingOnWall({ view: { remaining }, now, texts }: Omit<LiveParts, 'names'>) {
  const { chart } = useRemaining(remaining, now, texts);
  const after = (hours: number) => {
    const [least = 0, most = 0] = remaining[(hours * 60) / remainingMinutes.step] ?? [];
    return texts.span(least, most);
  };
  if (remaining.length === 0) return <p class="wall-none">{texts.aheadNone}</p>;
  const words = texts.aheadWords(remaining[0]?.[1] ?? 0, after(1), after(2));
  return <Chart chart={chart} words={words} fills />;
}

/** Drawn anew when the numbers change, and not with every second. */
function useRemaining(
  remaining: LiveParts['view']['remaining'],
  now: number,
  texts: LiveParts['texts'],
) {
  const from = Math.floor(now / roundMs) * roundMs;
  const key = remaining.join();
  return useMemo(() => chartOf(remaining, from, texts), [key, from, texts]);
}

function chartOf(
  remaining: LiveParts['view']['remaining'],
  from: number,
  texts: LiveParts['texts'],
) {
  const at = (nth: number) => from + nth * remainingMinutes.step * 60_000;
  const chart: ChartTold = {
    ...{ id: 'hours', table: 'remaining', title: texts.aheadTitle },
    labels: remaining.map((_, nth) => clockTime(at(nth))),
    series: [
      { name: texts.most, values: remaining.map(([, most]) => most) },
      { name: texts.least, values: remaining.map(([least]) => least) },
    ],
  };
  const times = remaining.flatMap(([least, most], nth) =>
    nth % tableStep === 0 ? [{ at: nth, text: clockTime(at(nth)), least, most }] : [],
  );
  return { chart, times };
}
