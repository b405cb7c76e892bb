/**
 * What a LED strip over a counter shows: the label and where to go while somebody is called, whom it
 * serves, else what the counter is. The words are the hall's own; here it is only chosen among them.
 * SPEC: STRIP.
 */
import type { CounterId } from '../hall/ids.ts';
import type { Counter, Deep, Hall } from '../hall/state.ts';
import type { EmergencyKind } from './facts.ts';

/**
 * Texts with blanks: `{label}` `{sign}` `{name}` `{line}` `{reason}`. Of each list the first counts
 * whose blanks are all known and that fits; without one the strip shows nothing.
 */
export interface StripTexts {
  readonly called: readonly string[];
  readonly serving: readonly string[];
  readonly idle: readonly string[];
  readonly paused: readonly string[];
  readonly closed: readonly string[];
}

/** From this minute of the local day on; 1 (dark) to 16. */
export interface StripLight {
  readonly from: number;
  readonly brightness: number;
}

export interface StripWays {
  readonly texts: StripTexts;
  /** In the order of the day; before the first one the last one holds. */
  readonly light: readonly StripLight[];
  /** How many narrow characters fit; a Chinese one counts two. Null: as many as there are. */
  readonly columns: number | null;
  /** A line of the counter's own under its name, e.g. what its post is; null: it has none. */
  readonly line: string | null;
}

export interface StripFace {
  readonly text: string;
  readonly colour: 'red' | 'green' | 'amber';
  /** 1 (dark) to 16. */
  readonly brightness: number;
}

type Blanks = Readonly<Record<'label' | 'sign' | 'name' | 'line' | 'reason', string | null>>;

const full = 16;

/** Null: it is to show nothing. `minute`: of the local day, 0-1439. */
export function stripFace(
  hall: Hall,
  id: CounterId,
  ways: StripWays,
  minute: number,
): StripFace | null {
  const counter = hall.counters.get(id);
  const place = hall.places.get(id);
  if (!counter || !place || !hall.day?.open) return null;
  const { kind, colour } = doing(hall, counter);
  const reasons = hall.configuration?.reasons.pause ?? [];
  const reason = reasons.find((one) => one.id === counter.pauseReason);
  const inHand = counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
  const blanks = {
    label: inHand?.label ?? null,
    sign: place.sign,
    name: place.name['zh-Hans'],
    line: ways.line,
    reason: reason?.name['zh-Hans'] ?? null,
  };
  const text = chosen(ways.texts[kind], blanks, ways.columns);
  return text === null ? null : { text, colour, brightness: brightnessAt(ways.light, minute) };
}

/** What every strip shows in an emergency: the first text that fits, as bright as it can. */
export function emergencyFace(
  kind: EmergencyKind,
  texts: readonly string[],
  columns: number | null,
): StripFace {
  const fits = (one: string) => columns === null || columnsOf(one) <= columns;
  const text = texts.find(fits) ?? texts.at(-1) ?? '';
  return { text, colour: kind === 'evacuation' ? 'red' : 'amber', brightness: full };
}

function doing(
  hall: Hall,
  { status, inHand }: Deep<Counter>,
): { kind: keyof StripTexts; colour: StripFace['colour'] } {
  const ticket = inHand === null ? undefined : hall.tickets.get(inHand);
  if (ticket?.status === 'called') return { kind: 'called', colour: 'red' };
  if (ticket) return { kind: 'serving', colour: 'green' };
  if (status === 'paused') return { kind: 'paused', colour: 'amber' };
  return status === 'open'
    ? { kind: 'idle', colour: 'green' }
    : { kind: 'closed', colour: 'amber' };
}

function chosen(texts: readonly string[], blanks: Blanks, columns: number | null): string | null {
  for (const text of texts) {
    const filled = fill(text, blanks);
    if (filled !== null && (columns === null || columnsOf(filled) <= columns)) return filled;
  }
  return null;
}

/** Null when a blank has nothing to stand in it. */
function fill(text: string, blanks: Blanks): string | null {
  let whole = true;
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const known = blanks[name as keyof Blanks];
    whole &&= known != null;
    return known ?? '';
  });
  return whole ? filled : null;
}

/** A strip's characters are narrow (ASCII) or wide. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one <= '\u007e' ? 1 : 2), 0);

function brightnessAt(light: readonly StripLight[], minute: number): number {
  const begun = light.filter(({ from }) => from <= minute);
  return (begun.at(-1) ?? light.at(-1))?.brightness ?? full;
}
