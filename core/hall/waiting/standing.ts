/**
 * The lines during a run, and whom the rules pick from them: calling.ts and capable.ts on numbers
 * instead of objects. tests/core/waiting.test.ts holds that both pick the same. SPEC: WAIT-2.
 */
import { type Board, how } from './board.ts';
import { int, real } from './numbers.ts';

const minuteMs = 60_000;
const kindCode = { ordinary: 0, booked: 1, priority: 1, green: 2 } as const;
const [green, ordinary] = [2, 0];
/** More than any standing in ms: what goes by a higher line of NEXT-1 outweighs it. */
const rankWeight = 1e12;

export class Standing {
  readonly board: Board;
  /** The age by which each ticket stands. */
  readonly at: Float64Array;
  readonly head: Int32Array;
  /** The age of each line's first, `Infinity` where nobody waits. */
  readonly #headAt: Float64Array;
  readonly tail: Int32Array;
  readonly next: Int32Array;
  readonly marks: Int32Array;
  readonly overtaken: Int32Array;
  // By line, so that a pick has as little to look up as can be.
  readonly #kind: Int32Array;
  readonly #base: Float64Array;
  readonly #rate: Float64Array;
  readonly #overflowPeople: Float64Array;
  readonly #overflowMs: Float64Array;
  /** Waiting by service, those sent to a counter and newcomers asked about apart. */
  readonly #inService: Int32Array;
  readonly #staffed: Uint8Array;
  /** Whether a line is one of a counter's, by counter and line. */
  readonly #comesTo: Uint8Array;
  #capped = -1;
  /** Whether the last pick passed somebody by because the way was not open. */
  barred = false;

  constructor(board: Board) {
    const { classes, services } = board.snapshot;
    this.board = board;
    this.at = Float64Array.from(board.at);
    this.head = Int32Array.from(board.head);
    this.#headAt = new Float64Array(board.lineCount);
    this.tail = new Int32Array(board.lineCount);
    this.next = Int32Array.from(board.next);
    this.marks = Int32Array.from(board.marks);
    this.overtaken = Int32Array.from(board.overtaken);
    const classAt = (line: number) => classes[int(board.lineClass, line)];
    const lines = Array.from({ length: board.lineCount }, (_, line) => classAt(line));
    this.#kind = Int32Array.from(lines, (one) => kindCode[one?.kind ?? 'ordinary']);
    this.#base = Float64Array.from(lines, (one) => (one?.base ?? 0) * minuteMs);
    this.#rate = Float64Array.from(lines, (one) => one?.rate ?? 1);
    this.#overflowPeople = Float64Array.from(
      services,
      ({ overflow }) => overflow?.people ?? Number.POSITIVE_INFINITY,
    );
    this.#overflowMs = Float64Array.from(
      services,
      ({ overflow }) => (overflow?.minutes ?? Number.POSITIVE_INFINITY) * minuteMs,
    );
    this.#inService = new Int32Array(services.length);
    this.#staffed = new Uint8Array(board.offers.length);
    this.#comesTo = new Uint8Array(board.offers.length * board.lineCount);
    for (let c = 0; c < board.offers.length; c += 1) {
      for (let s = int(board.sourceFrom, c); s < int(board.sourceFrom, c + 1); s += 1) {
        this.#comesTo[c * board.lineCount + int(board.sourceLine, s)] = 1;
      }
    }
  }

  /** Whether the counter may come to the line, by whatever way. */
  comesTo(c: number, line: number): boolean {
    return this.#comesTo[c * this.board.lineCount + line] === 1;
  }

  /** As at the beginning. */
  reset(): void {
    const { board } = this;
    this.at.set(board.at);
    this.tail.set(board.tail);
    this.next.set(board.next);
    this.marks.set(board.marks);
    this.overtaken.set(board.overtaken);
    this.#inService.set(board.waiting);
    for (let line = 0; line < board.lineCount; line += 1) {
      this.#headIs(line, int(board.head, line));
    }
  }

  #headIs(line: number, ticket: number): void {
    this.head[line] = ticket;
    this.#headAt[line] = ticket < 0 ? Number.POSITIVE_INFINITY : real(this.at, ticket);
  }

  isOrdinary(line: number): boolean {
    return int(this.#kind, line) === ordinary;
  }

  /** From here on these counters are staffed. */
  staff(staffed: Uint8Array): void {
    this.#staffed.set(staffed);
  }

  older(a: number, b: number): boolean {
    const by = real(this.at, a) - real(this.at, b);
    return by < 0 || (by === 0 && real(this.board.seq, a) < real(this.board.seq, b));
  }

  /** Comes to stand in the line by its age. */
  join(ticket: number, line: number): void {
    const { board } = this;
    this.marks[ticket] = 0;
    const last = int(this.tail, line);
    let before = -1;
    if (int(this.head, line) >= 0 && this.older(last, ticket)) before = last;
    else {
      for (
        let one = int(this.head, line);
        one >= 0 && this.older(one, ticket);
        one = int(this.next, one)
      )
        before = one;
    }
    const after = before < 0 ? int(this.head, line) : int(this.next, before);
    this.next[ticket] = after;
    if (before < 0) this.#headIs(line, ticket);
    else this.next[before] = ticket;
    if (after < 0) this.tail[line] = ticket;
    const service = int(board.lineService, line);
    if (service >= 0) this.#inService[service] = int(this.#inService, service) + 1;
  }

  sentHere(c: number): boolean {
    const { sourceFrom, sourceLine, sourceHow } = this.board;
    for (let s = int(sourceFrom, c); s < int(sourceFrom, c + 1); s += 1) {
      if (int(sourceHow, s) === how.sent && int(this.head, int(sourceLine, s)) >= 0) return true;
    }
    return false;
  }

  leave(line: number, ticket: number, ghost: boolean): void {
    this.#headIs(line, int(this.next, ticket));
    this.overtaken[line] = int(this.overtaken, line) - int(this.marks, ticket);
    if (ghost) return;
    const service = int(this.board.lineService, line);
    if (service >= 0) this.#inService[service] = int(this.#inService, service) - 1;
  }

  /** Whether the counter may call from this source now: somebody is there, and the way is open (CAN). */
  #isOpen(c: number, source: number, now: number): boolean {
    const { board } = this;
    const line = int(board.sourceLine, source);
    const way = int(board.sourceHow, source);
    const service = int(board.lineService, line);
    if (way === how.overflow && !this.#overflows(service, now)) return false;
    if (way === how.helpsOrOverflow && this.#overflows(service, now)) return false;
    if (way === how.sent) return true;
    const needs = int(board.lineNeeds, line);
    return needs === 0 || this.#meets(c, service, needs);
  }

  /** Whether no other staffed counter of the service meets what this one meets, and more (NEED-2). */
  #meets(c: number, service: number, needs: number): boolean {
    const { offers, serves } = this.board;
    const met = int(offers, c) & needs;
    if (met === needs) return true;
    for (let other = 0; other < offers.length; other += 1) {
      if (this.#staffed[other] === 0) continue;
      const better = int(offers, other) & needs;
      if (better === met || (better & met) !== met) continue;
      if ((serves[other] as ReadonlySet<number>).has(service)) return false;
    }
    return true;
  }

  #overflows(service: number, now: number): boolean {
    if (int(this.#inService, service) > real(this.#overflowPeople, service)) return true;
    const since = now - real(this.#overflowMs, service);
    if (since === -Infinity) return false;
    const { lineService, lineCount, ghostFrom } = this.board;
    for (let line = 0; line < lineCount; line += 1) {
      if (int(lineService, line) !== service) continue;
      const first = int(this.head, line);
      const asked = first >= ghostFrom && first < this.board.dueFrom;
      if (first >= 0 && !asked && real(this.at, first) < since) return true;
    }
    return false;
  }

  /** The source whose first the rules call at this counter, -1 for none: `pickNext` of calling.ts. */
  pick(c: number, now: number): number {
    this.barred = false;
    const free = this.#choose(c, now, -1);
    const capped = this.#capped;
    if (capped < 0 || !this.#isHeld(free, capped, now)) return free;
    return this.#choose(c, now, capped);
  }

  /**
   * The source whose first goes before the others' (the table of NEXT-1), without those that are younger
   * than the first of `held`. Leaves the oldest overtaken too often in `#capped`.
   */
  #choose(c: number, now: number, held: number): number {
    const { groupFrom, groupTo, sourceFrom, sourceLine, sourceHow, linePromise, seq } = this.board;
    const { at, head } = this;
    const heldBy = held < 0 ? -1 : int(head, int(sourceLine, held));
    const end = int(groupFrom, c + 1);
    let best = -1;
    let bestWeight = Number.NEGATIVE_INFINITY;
    let bestAt = 0;
    let bestSeq = 0;
    let from = int(sourceFrom, c);
    this.#capped = -1;
    for (let group = int(groupFrom, c); group < end; group += 1) {
      const to = int(groupTo, group);
      const s = this.#oldest(c, group, from, to, now);
      from = to;
      if (s < 0) continue;
      const line = int(sourceLine, s);
      const first = int(head, line);
      if (heldBy >= 0 && this.older(heldBy, first)) continue;
      const since = real(at, first);
      const way = int(sourceHow, s);
      const waited = now - since;
      const overdue = waited >= real(linePromise, line);
      const rank = int(this.#kind, line) === green ? 0 : overdue ? 1 : way >= how.helps ? 3 : 2;
      // Among the green and the overdue age alone counts.
      const key = rank < 2 ? waited : real(this.#base, line) + real(this.#rate, line) * waited;
      const weight = (3 - rank) * rankWeight + key;
      if (weight < bestWeight) continue;
      const order = real(seq, first);
      if (weight === bestWeight && (since > bestAt || (since === bestAt && order > bestSeq))) {
        continue;
      }
      best = s;
      bestWeight = weight;
      bestAt = since;
      bestSeq = order;
    }
    return best;
  }

  /**
   * The source of a group whose first is the oldest, -1 where nobody waits. Of the ordinary class, notes
   * the oldest overtaken too often.
   */
  #oldest(c: number, group: number, from: number, to: number, now: number): number {
    const { sourceLine, groupGated, snapshot } = this.board;
    const { head, overtaken } = this;
    const headAt = this.#headAt;
    const { overtakingMax } = snapshot;
    const gated = groupGated[group] === 1;
    const counted = int(this.#kind, int(sourceLine, from)) === ordinary;
    let oldest = -1;
    let oldestAt = Number.POSITIVE_INFINITY;
    for (let s = from; s < to; s += 1) {
      const line = int(sourceLine, s);
      const since = real(headAt, line);
      if (since === Number.POSITIVE_INFINITY) continue;
      const capped = counted && int(overtaken, line) >= overtakingMax;
      if (since > oldestAt && !capped) continue;
      if (gated && !this.#isOpen(c, s, now)) {
        this.barred = true;
        continue;
      }
      if (capped) this.#cap(s);
      if (since > oldestAt) continue;
      const tie = since === oldestAt;
      if (tie && !this.older(int(head, line), int(head, int(sourceLine, oldest)))) continue;
      oldest = s;
      oldestAt = since;
    }
    return oldest;
  }

  #cap(source: number): void {
    const { sourceLine } = this.board;
    const capped = this.#capped;
    const first = int(this.head, int(sourceLine, source));
    if (capped < 0 || this.older(first, int(this.head, int(sourceLine, capped)))) {
      this.#capped = source;
    }
  }

  /** Whether the overtaking cap holds the first of this source back (NEXT-5). */
  #isHeld(source: number, capped: number, now: number): boolean {
    const { sourceLine, linePromise } = this.board;
    const line = int(sourceLine, source);
    const kind = int(this.#kind, line);
    if (kind === ordinary || kind === green) return false;
    const first = int(this.head, line);
    if (now - real(this.at, first) >= real(linePromise, line)) return false;
    return this.older(int(this.head, int(sourceLine, capped)), first);
  }

  /** Everybody older of the ordinary class whom this counter could have called has been overtaken. */
  overtake(c: number, by: number, now: number): void {
    const { sourceFrom, sourceLine } = this.board;
    for (let s = int(sourceFrom, c); s < int(sourceFrom, c + 1); s += 1) {
      const line = int(sourceLine, s);
      if (int(this.#kind, line) !== ordinary) continue;
      let youngest = -1;
      for (
        let one = int(this.head, line);
        one >= 0 && this.older(one, by);
        one = int(this.next, one)
      )
        youngest = one;
      if (youngest < 0 || !this.#isOpen(c, s, now)) continue;
      this.marks[youngest] = int(this.marks, youngest) + 1;
      this.overtaken[line] = int(this.overtaken, line) + 1;
    }
  }
}
