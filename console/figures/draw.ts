/**
 * Draws a chart of a report with uPlot, in the page's own colours. Each line differs from the other by its
 * form too, and bears its own name, so that nobody has to decode colours.
 */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type ChartTold, nameAt } from './told.ts';

const size = { height: 260, rowHeight: 30, head: 56, widthMax: 1_000 };
const fontPx = 13;
/** Room for names at the left of rows, in CSS pixels, and of the signs in one name. */
const rowNames = { widthMax: 220, signs: 14 };
const dot = { radius: 5 };

interface Inks {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly of: readonly string[];
  readonly font: string;
}

function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ...{ ink: token('--ink'), quiet: token('--quiet'), line: token('--line') },
    of: [token('--action'), token('--done')],
    font: `${fontPx}px ${style.fontFamily}`,
  };
}

/** Puts the chart into the element; the returned function takes it away again. */
export function draw(place: HTMLElement, chart: ChartTold): () => void {
  const inks = inksOf(place);
  const width = () => Math.min(place.clientWidth, size.widthMax);
  const height =
    chart.id === 'services' ? size.head + chart.labels.length * size.rowHeight : size.height;
  const options = chart.id === 'services' ? asRows(chart, inks) : asColumns(chart, inks);
  const plot = new uPlot({ ...options, width: width(), height }, dataOf(chart), place);
  const resized = () => plot.setSize({ width: width(), height });
  window.addEventListener('resize', resized);
  return () => {
    window.removeEventListener('resize', resized);
    plot.destroy();
  };
}

const dataOf = ({ labels, series }: ChartTold): uPlot.AlignedData => [
  labels.map((_, at) => at),
  ...series.map(({ values }) => [...values]),
];

type Options = Omit<uPlot.Options, 'width' | 'height'>;

const calm = { legend: { show: false }, cursor: { show: false } } as const;

function axis({ quiet, line, font }: Inks): uPlot.Axis {
  const stroke = { stroke: line, width: 1 };
  return { stroke: quiet, font, grid: stroke, ticks: { ...stroke, size: 4 } };
}

/** Hours and months: one column each, the second line dashed and with squares. */
function asColumns(chart: ChartTold, inks: Inks): Options {
  const last = chart.labels.length - 1;
  const shares = chart.id === 'months';
  return {
    ...{ ...calm, padding: [20, 16, 0, 8] },
    scales: {
      x: { time: false, range: () => [-0.3, last + 0.3] },
      y: { range: (_, low, high) => (shares ? sharesFrom(low) : [0, Math.max(1, high * 1.15)]) },
    },
    axes: [
      {
        ...{ ...axis(inks), grid: { show: false }, incrs: [1, 2, 3, 6] },
        values: (_, at) => at.map((one) => chart.labels[one] ?? ''),
      },
      { ...axis(inks), size: 52, incrs: wholeSteps },
    ],
    series: [
      {},
      ...chart.series.map((_, at) => ({
        ...{ stroke: inks.of[at] ?? inks.ink, width: 2, spanGaps: false },
        ...{ dash: at === 0 ? [] : [6, 4] },
        points: { show: false },
      })),
    ],
    hooks: {
      draw: [
        (plot) => {
          marks(plot, chart, inks, (at, value) => [
            plot.valToPos(at, 'x', true),
            plot.valToPos(value, 'y', true),
          ]);
          namesApart(plot, chart, inks);
        },
      ],
    },
  };
}

/** People, numbers and percent are counted whole. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** From the ten below the lowest to a hundred: what differs is seen, and the axis says from where. */
const sharesFrom = (low: number | null): [number, number] => [
  Math.max(0, Math.floor((low ?? 0) / 10) * 10 - 10),
  102,
];

/** Services: a row each, from P50 to P90. */
function asRows(chart: ChartTold, inks: Inks): Options {
  const last = chart.labels.length - 1;
  const places = (plot: uPlot) => (at: number, value: number) =>
    [plot.valToPos(value, 'y', true), plot.valToPos(at, 'x', true)] as const;
  return {
    ...{ ...calm, padding: [28, 40, 0, 8] },
    scales: {
      x: { time: false, ori: 1, dir: -1, range: () => [-0.6, last + 0.4] },
      y: { ori: 0, range: (_, __, high) => [0, Math.max(1, high * 1.05)] },
    },
    axes: [
      {
        ...{ ...axis(inks), grid: { show: false }, ticks: { show: false }, side: 3 },
        ...{ size: rowNames.widthMax, incrs: [1], space: 10 },
        splits: () => chart.labels.map((_, at) => at),
        values: (_, at) => at.map((one) => shortened(chart.labels[one] ?? '')),
      },
      { ...axis(inks), side: 2, incrs: wholeSteps },
    ],
    series: [{}, ...chart.series.map(() => ({ paths: () => null, points: { show: false } }))],
    hooks: {
      draw: [
        (plot) => {
          const at = places(plot);
          spans(plot, chart, inks, at);
          marks(plot, chart, inks, at);
          namesAbove(plot, chart, inks, at);
        },
      ],
    },
  };
}

const shortened = (name: string): string =>
  name.length > rowNames.signs * 2 ? `${name.slice(0, rowNames.signs * 2 - 1)}…` : name;

type Place = (at: number, value: number) => readonly [x: number, y: number];

/** A circle for the first, a square for the second. */
function marks({ ctx }: uPlot, chart: ChartTold, inks: Inks, place: Place) {
  const radius = dot.radius * devicePixelRatio;
  for (const [nth, { values }] of chart.series.entries()) {
    ctx.fillStyle = inks.of[nth] ?? inks.ink;
    for (const [at, value] of values.entries()) {
      if (value === null) continue;
      const [x, y] = place(at, value);
      ctx.beginPath();
      if (nth === 0) ctx.arc(x, y, radius, 0, 2 * Math.PI);
      else ctx.rect(x - radius, y - radius, 2 * radius, 2 * radius);
      ctx.fill();
    }
  }
}

function spans(
  { ctx }: uPlot,
  { series: [from, to], labels }: ChartTold,
  inks: Inks,
  place: Place,
) {
  ctx.strokeStyle = inks.line;
  ctx.lineWidth = 3 * devicePixelRatio;
  for (const at of labels.keys()) {
    const [low, high] = [from?.values[at] ?? null, to?.values[at] ?? null];
    if (low === null || high === null) continue;
    ctx.beginPath();
    ctx.moveTo(...place(at, low));
    ctx.lineTo(...place(at, high));
    ctx.stroke();
  }
}

function word(
  { ctx }: uPlot,
  text: string,
  ink: string,
  inks: Inks,
  [x, y]: readonly [number, number],
) {
  ctx.font = inks.font.replace(`${fontPx}px`, `${fontPx * devicePixelRatio}px`);
  ctx.fillStyle = ink;
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x, y);
}

/**
 * Where the lines are farthest apart, and the lower one so far over the axis that its name does not touch it:
 * the upper one's name over its mark, the lower one's under it.
 */
function namesApart(plot: uPlot, chart: ChartTold, inks: Inks): void {
  const [first = [], second = []] = chart.series.map(({ values }) => values);
  const away = (fontPx + dot.radius) * devicePixelRatio;
  const floor = plot.bbox.top + plot.bbox.height - away - fontPx * devicePixelRatio;
  const height = (at: number) =>
    plot.valToPos(Math.min(first[at] ?? 0, second[at] ?? 0), 'y', true);
  const at = nameAt(first, second, (one) => height(one) <= floor);
  if (at === null) return;
  const up = (first[at] ?? 0) >= (second[at] ?? 0);
  const last = chart.labels.length - 1;
  const side = at === last ? 'right' : 'center';
  plot.ctx.textAlign = at === 0 ? 'left' : side;
  for (const [nth, { name, values }] of chart.series.entries()) {
    const y = plot.valToPos(values[at] ?? 0, 'y', true);
    const over = (nth === 0) === up;
    const where = [plot.valToPos(at, 'x', true), over ? y - away : y + away] as const;
    word(plot, name, inks.of[nth] ?? inks.ink, inks, where);
  }
}

/** Over the first row, at its marks. */
function namesAbove(plot: uPlot, chart: ChartTold, inks: Inks, place: Place): void {
  const up = 16 * devicePixelRatio;
  for (const [nth, { name, values }] of chart.series.entries()) {
    const value = values[0];
    if (value === null || value === undefined) continue;
    const [x, y] = place(0, value);
    plot.ctx.textAlign = nth === 0 ? 'right' : 'left';
    word(plot, name, inks.of[nth] ?? inks.ink, inks, [x, y - up]);
  }
}
