/**
 * A chart over the table of the same numbers: whoever does not see it has the table, and is told so. What
 * draws it is fetched only when there is something to draw.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { FigureTexts } from './texts/index.ts';
import type { ChartTold } from './told.ts';

export function Chart({ chart, texts }: { chart: ChartTold; texts: FigureTexts }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let wanted = true;
    let remove = () => {};
    void import('./draw.ts').then(({ draw }) => {
      if (wanted && place.current) remove = draw(place.current, chart);
    });
    return () => {
      wanted = false;
      remove();
    };
  }, [chart]);
  return (
    <figure class="report-chart">
      <figcaption>{chart.title}</figcaption>
      <div ref={place} role="img" aria-label={texts.chart(chart.title)} />
    </figure>
  );
}
