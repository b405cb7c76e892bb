/**
 * Draws a chart of a report with uPlot, in the page's own colours. Each line differs from the other by its
 * form too, and bears its own name, so that nobody has to decode colours.
 */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type ChartTold, nameAt, sideOf } from './told.ts';

/** At type of 13 px; in larger type everything grows with it. */
const size = { font: 13, height: 260, rowHeight: 30, head: 56, widthMax: 1_000 };
/** Room for names at the left of rows, in CSS pixels, and of the signs in one name. */
const rowNames = { widthMax: 220, signs: 14 };
const dot = { radius: 5 };

interface Inks {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly of: readonly string[];
  readonly font: string;
  readonly fontPx: number;
  /** What a length in here is multiplied with: the page's type against the type it was made for. */
  readonly unit: number;
}

function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const fontPx = Number.parseFloat(style.fontSize);
  return {
    ...{ ink: token('--ink'), quiet: token('--quiet'), line: token('--line') },
    of: [token('--action'), token('--done')],
    font: `${fontPx}px ${style.fontFamily}`,
    ...{ fontPx, unit: fontPx / size.font },
  };
}

/**
 * Puts the chart into the element, in the element's inks and size of type; the returned function takes it
 * away again. `fills`: it is as high as the element, not as high as reports have it.
 */
export function draw(place: HTMLElement, chart: ChartTold, fills: boolean): () => void {
  let plot = plotIn(place, chart, fills);
  let drawn = roomIn(place, fills);
  // Type may have grown with the window, and everything with the type; what comes beside it takes room.
  const watch = new ResizeObserver(() => {
    const room = roomIn(place, fills);
    if (room === drawn) return;
    drawn = room;
    plot.destroy();
    plot = plotIn(place, chart, fills);
  });
  watch.observe(place);
  return () => {
    watch.disconnect();
    plot.destroy();
  };
}

/** What the plot is made for; a place that it does not fill is as high as the plot itself. */
const roomIn = (place: HTMLElement, fills: boolean): string =>
  `${place.clientWidth} ${fills ? place.clientHeight : ''} ${getComputedStyle(place).fontSize}`;

function plotIn(place: HTMLElement, chart: ChartTold, fills: boolean): uPlot {
  const inks = inksOf(place);
  const rows = chart.id === 'services';
  const width = Math.min(place.clientWidth, size.widthMax * inks.unit);
  const usual = rows ? size.head + chart.labels.length * size.rowHeight : size.height;
  const height = fills ? place.clientHeight : usual * inks.unit;
  const options = rows ? asRows(chart, inks) : asColumns(chart, inks);
  return new uPlot({ ...options, width, height }, dataOf(chart), place);
}

const dataOf = ({ labels, series }: ChartTold): uPlot.AlignedData => [
  labels.map((_, at) => at),
  ...series.map(({ values }) => [...values]),
];

type Series = ChartTold['series'][number];
type Align = ReturnType<typeof sideOf>;
type Options = Omit<uPlot.Options, 'width' | 'height'>;

const calm = { legend: { show: false }, cursor: { show: false } } as const;

function axis({ quiet, line, font, unit }: Inks): uPlot.Axis {
  const stroke = { stroke: line, width: 1 };
  const room = { size: 32 * unit, space: 52 * unit, gap: 5 * unit };
  return { ...room, stroke: quiet, font, grid: stroke, ticks: { ...stroke, size: 4 * unit } };
}

/** Hours and months: one column each, the second line dashed and with squares. */
function asColumns(chart: ChartTold, inks: Inks): Options {
  const last = chart.labels.length - 1;
  const shares = chart.id === 'months';
  return {
    ...{ ...calm, padding: [20 * inks.unit, 16 * inks.unit, 0, 8 * inks.unit] },
    scales: {
      x: { time: false, range: () => [-0.3, last + 0.3] },
      y: { range: (_, low, high) => (shares ? sharesFrom(low) : [0, Math.max(1, high * 1.15)]) },
    },
    axes: [
      {
        ...{ ...axis(inks), grid: { show: false }, incrs: [1, 2, 3, 6] },
        values: (_, at) => at.map((one) => chart.labels[one] ?? ''),
      },
      { ...axis(inks), space: 36 * inks.unit, size: 44 * inks.unit, incrs: wholeSteps },
    ],
    series: [
      {},
      ...chart.series.map((_, at) => ({
        ...{ stroke: inks.of[at] ?? inks.ink, width: 2 * inks.unit, spanGaps: false },
        ...{ dash: at === 0 ? [] : [6 * inks.unit, 4 * inks.unit] },
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
    ...{ ...calm, padding: [28 * inks.unit, 40 * inks.unit, 0, 8 * inks.unit] },
    scales: {
      x: { time: false, ori: 1, dir: -1, range: () => [-0.6, last + 0.4] },
      y: { ori: 0, range: (_, __, high) => [0, Math.max(1, high * 1.05)] },
    },
    axes: [
      {
        ...{ ...axis(inks), grid: { show: false }, ticks: { show: false }, side: 3 },
        ...{ size: rowNames.widthMax * inks.unit, incrs: [1], space: 10 * inks.unit },
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
  const radius = dot.radius * inks.unit * devicePixelRatio;
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
  ctx.lineWidth = 3 * inks.unit * devicePixelRatio;
  for (const at of labels.keys()) {
    const [low, high] = [from?.values[at] ?? null, to?.values[at] ?? null];
    if (low === null || high === null) continue;
    ctx.beginPath();
    ctx.moveTo(...place(at, low));
    ctx.lineTo(...place(at, high));
    ctx.stroke();
  }
}

/** On the canvas, which has pixels of the screen. */
const fontOf = ({ font, fontPx }: Inks): string =>
  font.replace(`${fontPx}px`, `${fontPx * devicePixelRatio}px`);

function word(
  { ctx }: uPlot,
  text: string,
  ink: string,
  inks: Inks,
  [x, y]: readonly [number, number],
) {
  ctx.font = fontOf(inks);
  ctx.fillStyle = ink;
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x, y);
}

/**
 * Where the lines are farthest apart, and the lower one so far over the axis that its name does not touch it:
 * the upper one's name over its mark, the lower one's under it, each on the side that its line leaves free.
 */
function namesApart(plot: uPlot, chart: ChartTold, inks: Inks): void {
  const { ctx, bbox } = plot;
  const [one, other] = chart.series;
  if (!one || !other) return;
  ctx.font = fontOf(inks);
  const away = (inks.fontPx + dot.radius * inks.unit) * devicePixelRatio;
  const floor = bbox.top + bbox.height - away - inks.fontPx * devicePixelRatio;
  const x = (at: number) => plot.valToPos(at, 'x', true);
  const y = (at: number, { values }: Series) => plot.valToPos(values[at] ?? 0, 'y', true);
  const aligned = (at: number) => {
    const first = (one.values[at] ?? 0) >= (other.values[at] ?? 0);
    const [upper, lower] = first ? [one, other] : [other, one];
    return [
      { of: upper, align: sideOf(upper.values, at, 'over'), y: y(at, upper) - away },
      { of: lower, align: sideOf(lower.values, at, 'under'), y: y(at, lower) + away },
    ];
  };
  const leftOf = (at: number, { of, align }: { of: Series; align: Align }) =>
    x(at) - ctx.measureText(of.name).width * { left: 0, center: 0.5, right: 1 }[align];
  const right = (of: Series) => bbox.left + bbox.width - ctx.measureText(of.name).width;
  const fits = (at: number) =>
    aligned(at).every((name) => {
      const left = leftOf(at, name);
      return name.y <= floor && left >= bbox.left && left <= right(name.of);
    });
  const at = nameAt(one.values, other.values, fits);
  if (at === null) return;
  ctx.textAlign = 'left';
  for (const name of aligned(at)) {
    // Where no place has room for it, it stays off the axis at least.
    const left = Math.min(Math.max(leftOf(at, name), bbox.left), right(name.of));
    word(plot, name.of.name, inks.of[name.of === one ? 0 : 1] ?? inks.ink, inks, [left, name.y]);
  }
}

/** Over the first row, at its marks. */
function namesAbove(plot: uPlot, chart: ChartTold, inks: Inks, place: Place): void {
  const up = 16 * inks.unit * devicePixelRatio;
  for (const [nth, { name, values }] of chart.series.entries()) {
    const value = values[0];
    if (value === null || value === undefined) continue;
    const [x, y] = place(0, value);
    plot.ctx.textAlign = nth === 0 ? 'right' : 'left';
    word(plot, name, inks.of[nth] ?? inks.ink, inks, [x, y - up]);
  }
}
