/**
 * A chart: whoever does not see it has the table of the same numbers, and is told so, or has it in words.
 * What draws it is fetched only when there is something to draw.
 */
import { useEffect, useRef } from 'preact/hooks';
import './chart.css';
import type { ChartTold } from './told.ts';

interface ChartProps {
  readonly chart: ChartTold;
  /** What stands for it where it is not seen; where a table follows, that is said. */
  readonly words: string;
  /** As high as its place; otherwise as high as in a report. */
  readonly fills?: boolean;
}

export function Chart({ chart, words, fills = false }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let wanted = true;
    let remove = () => {};
    void import('./draw.ts').then(({ draw }) => {
      if (wanted && place.current) remove = draw(place.current, chart, fills);
    });
    return () => {
      wanted = false;
      remove();
    };
  }, [chart, fills]);
  return (
    <figure class="report-chart">
      <figcaption>{chart.title}</figcaption>
      <div ref={place} class="report-plot" role="img" aria-label={words} />
    </figure>
  );
}
