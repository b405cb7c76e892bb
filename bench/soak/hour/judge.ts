/**
 * What an hour's log is held against: pure functions from what happened and what was told to a list
 * of sentences, each a fault; an empty list is a good hour. And the straight line through samples, by
 * which growth is told from noise.
 */
import type { Told } from '../../../core/hall/events.ts';
import type { Called, Took } from './deeds.ts';

/** An event with the deed that it came of. */
export type Row = Told & { readonly cmd: string };

/** More than so many sentences of one kind say nothing new. */
const told = 5;

/** At most a few of many, and how many there are. */
export function few(what: string, of: readonly string[]): string[] {
  if (of.length === 0) return [];
  const more = of.length > told ? ` and ${of.length - told} more` : '';
  return [`${of.length} x ${what}: ${of.slice(0, told).join(', ')}${more}`];
}

const twice = (of: readonly string[]): string[] => {
  const seen = new Set<string>();
  return of.filter((one) => seen.size === seen.add(one).size);
};

/** Every number that was told stands once, and no other; no label was given twice. */
export function judgeNumbers(rows: readonly Row[], took: readonly Took[]): string[] {
  const issued = rows.filter((row) => row.type === 'ticket-issued');
  const labels = new Map<string, string>(issued.map(({ body }) => [body.ticket, body.label]));
  const known = new Map(took.map(({ ticket, label }) => [ticket, label]));
  return [
    ...few('number in the log twice', twice(issued.map(({ body }) => body.ticket))),
    ...few('label given twice', twice(issued.map(({ body }) => body.label))),
    ...few('answer to two visitors', twice(took.map(({ ticket }) => ticket))),
    ...few(
      'number told that the log does not have so',
      took.filter(({ ticket, label }) => labels.get(ticket) !== label).map(({ label }) => label),
    ),
    ...few(
      'number in the log that nobody was told',
      issued.filter(({ body }) => !known.has(body.ticket)).map(({ body }) => body.label),
    ),
    ...few('deed of two numbers', twice(issued.map(({ cmd }) => cmd))),
  ];
}

type Where =
  | 'waiting'
  | 'postponed'
  | 'called'
  | 'serving'
  | 'missed'
  | 'parked'
  | 'finished'
  | 'cancelled';

export interface Sums {
  readonly taken: number;
  readonly by: Readonly<Record<Where, number>>;
}

interface Stands {
  where: Where;
  counter: string | null;
}

/** One reading of the log beside the hub's own: where every number stands, and who has whom. */
export class Hour {
  readonly #tickets = new Map<string, Stands>();
  readonly #hands = new Map<string, string>();
  readonly faults: string[] = [];

  take({ seq, type, body }: Told): void {
    switch (type) {
      case 'ticket-issued':
        this.#tickets.set(body.ticket, { where: 'waiting', counter: null });
        return;
      case 'ticket-called':
      case 'ticket-resumed':
        return this.#hold(seq, body.ticket, body.counter, type === 'ticket-called');
      case 'step-started':
        return this.#held(seq, body.ticket, body.counter, 'serving');
      case 'step-finished':
        return this.#leave(seq, body.ticket, body.counter, 'finished');
      case 'ticket-missed':
        return this.#leave(seq, body.ticket, body.counter, 'missed');
      case 'ticket-parked':
        return this.#leave(seq, body.ticket, body.counter, 'parked');
      case 'ticket-transferred':
        return this.#leave(seq, body.ticket, body.counter, 'waiting');
      case 'step-advanced':
      case 'ticket-rejoined':
      case 'ticket-returned':
        return this.#stand(seq, body.ticket, 'waiting');
      case 'ticket-postponed':
        return this.#stand(seq, body.ticket, 'postponed');
      case 'ticket-cancelled':
        return this.#stand(seq, body.ticket, 'cancelled');
      default:
        return;
    }
  }

  sums(): Sums {
    const by: Record<Where, number> = {
      ...{ waiting: 0, postponed: 0, called: 0, serving: 0 },
      ...{ missed: 0, parked: 0, finished: 0, cancelled: 0 },
    };
    for (const { where } of this.#tickets.values()) by[where] += 1;
    return { taken: this.#tickets.size, by };
  }

  #find(seq: number, ticket: string): Stands {
    const stands = this.#tickets.get(ticket);
    if (stands) return stands;
    this.faults.push(`event ${seq} is about ${ticket}, which was never taken`);
    return { where: 'waiting', counter: null };
  }

  #hold(seq: number, ticket: string, counter: string, called: boolean): void {
    const stands = this.#find(seq, ticket);
    if (stands.counter !== null) {
      this.faults.push(
        `event ${seq}: ${ticket} is at ${stands.counter} and is called to ${counter}`,
      );
    }
    const other = this.#hands.get(counter);
    if (other !== undefined)
      this.faults.push(`event ${seq}: ${counter} has ${other} in hand still`);
    const wanted = called ? 'waiting' : 'parked';
    if (stands.where !== wanted) {
      this.faults.push(`event ${seq}: ${ticket} is taken up, and was ${stands.where}`);
    }
    this.#hands.set(counter, ticket);
    Object.assign(stands, { where: called ? 'called' : 'serving', counter });
  }

  #held(seq: number, ticket: string, counter: string, where: Where): void {
    const stands = this.#find(seq, ticket);
    if (stands.counter !== counter) {
      this.faults.push(`event ${seq}: ${ticket} is not at ${counter} but at ${stands.counter}`);
    }
    stands.where = where;
  }

  #leave(seq: number, ticket: string, counter: string, where: Where): void {
    this.#held(seq, ticket, counter, where);
    this.#hands.delete(counter);
    this.#find(seq, ticket).counter = null;
  }

  #stand(seq: number, ticket: string, where: Where): void {
    const stands = this.#find(seq, ticket);
    if (stands.counter !== null) {
      this.faults.push(`event ${seq}: ${ticket} is at ${stands.counter} and becomes ${where}`);
    }
    stands.where = where;
  }
}

/** Every call that was acknowledged stands in the log as it was told. */
export function judgeCalls(rows: readonly Row[], called: readonly Called[]): string[] {
  const calls = new Map(
    rows.flatMap((row) => (row.type === 'ticket-called' ? [[row.seq, row.body] as const] : [])),
  );
  const wrong = called.filter(({ seq, ticket, counter }) => {
    const body = calls.get(seq);
    return body?.ticket !== ticket || body?.counter !== counter;
  });
  const untold = calls.size - new Set(called.map(({ seq }) => seq)).size;
  return [
    ...few(
      'call told otherwise than it stands in the log',
      wrong.map(({ seq }) => `${seq}`),
    ),
    ...(untold === 0 ? [] : [`${untold} calls in the log that no clerk was told`]),
  ];
}

export interface TextFate {
  readonly phone: string;
  readonly state: string;
}

/** What the carrier was handed for a number lies between what is known to have gone and what may have. */
export function judgeTexts(
  fates: readonly TextFate[],
  handed: Readonly<Record<string, number>>,
): string[] {
  const went = new Set(['accepted', 'delivered', 'undelivered']);
  const least = new Map<string, number>();
  const most = new Map<string, number>();
  const add = (to: Map<string, number>, phone: string) => to.set(phone, (to.get(phone) ?? 0) + 1);
  for (const { phone, state } of fates) {
    if (went.has(state)) add(least, phone);
    if (went.has(state) || state === 'unknown') add(most, phone);
  }
  const phones = new Set([...fates.map(({ phone }) => phone), ...Object.keys(handed)]);
  const wrong = [...phones].filter((phone) => {
    const count = handed[phone] ?? 0;
    return count < (least.get(phone) ?? 0) || count > (most.get(phone) ?? 0);
  });
  const sayOf = (phone: string) =>
    `${phone} handed ${handed[phone] ?? 0}, ${least.get(phone) ?? 0} to ${most.get(phone) ?? 0} known`;
  return few('phone that was texted too often or too seldom', wrong.map(sayOf));
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How much `y` grows with one `x`, by least squares; NaN for fewer than two places. */
export function slopeOf(points: readonly Point[]): number {
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  const under = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return under === 0 ? Number.NaN : over / under;
}
