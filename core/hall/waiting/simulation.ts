/**
 * Plays a hall forward, many times, by the rules of calling.ts and capable.ts: which counter calls
 * whom and when, with times drawn from what was measured. It knows no clock and makes no chance of its
 * own; it can be stopped after any number of steps and gone on with. SPEC: WAIT-1, WAIT-2.
 *
 * The rules stand here (standing.ts) a second time, because a forecast runs them some ten thousand
 * times.
 */
import type { Board } from './board.ts';
import { int, leastOf, real } from './numbers.ts';
import { absentUntil, type SnapCounter } from './snapshot.ts';
import { Standing } from './standing.ts';
import { bucketAt, bucketMs, exponential, tableSize } from './times.ts';

const minuteMs = 60_000;
/** Nobody is told a wait of more than this; who is not called by then has no forecast. */
export const horizonMs = 6 * 60 * minuteMs;
/** Somebody who is about to call has done so by then. */
const soonMs = 20_000;
const byBits = 2 ** -32;

const [idle, rousing] = [1, 2];

/** A call as it is made in a run; for tests. */
export type Watch = (ticket: number, counter: number, at: number) => void;

export class Simulation {
  readonly board: Board;
  readonly runs: number;
  /** Waits by target and run, ms from the snapshot on; `horizonMs` where nobody called. */
  readonly waits: Float32Array;
  done = 0;

  readonly #standing: Standing;
  readonly #watch: Watch | null;

  // What a run changes.
  readonly #step: Int32Array;
  readonly #freeAt: Float64Array;
  readonly #idleSince: Float64Array;
  readonly #from: Float64Array;
  readonly #hand: Int32Array;
  readonly #staffed: Uint8Array;
  /** 0: busy or away; `idle`: finds nobody to call; `rousing`: is to look again. */
  readonly #idle: Uint8Array;
  /** Somebody waits for this idle counter behind a way that was not open when it looked. */
  readonly #barred: Uint8Array;
  #idleCount = 0;
  #random: number;
  #running = false;
  #left = 0;
  #dueNext = 0;
  #comingNext = 0;
  #comingAt = 0;
  /** The counter that is free next; -1 while it has to be looked for. */
  #soonest = -1;

  constructor(
    board: Board,
    { runs, seed, watch = null }: { runs: number; seed: number; watch?: Watch | null },
  ) {
    const { snapshot } = board;
    this.board = board;
    this.#standing = new Standing(board);
    this.runs = runs;
    this.waits = new Float32Array(board.targets.length * runs);
    this.#watch = watch;
    const counters = snapshot.counters.length;
    this.#step = Int32Array.from(board.stepsFrom);
    this.#freeAt = new Float64Array(counters);
    this.#idleSince = new Float64Array(counters);
    this.#from = new Float64Array(counters);
    this.#hand = new Int32Array(counters);
    this.#staffed = new Uint8Array(counters);
    this.#idle = new Uint8Array(counters);
    this.#barred = new Uint8Array(counters);
    // Never 0: from there the generator does not move.
    this.#random = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x2545f491) | 1;
  }

  /** Goes on for so many steps at most; true when all runs are done. */
  advance(steps: number): boolean {
    let left = steps;
    while (this.done < this.runs && left > 0) {
      if (!this.#running) this.#begin();
      left = this.#play(left);
      if (this.#running) return false;
      this.done += 1;
    }
    return this.done >= this.runs;
  }

  #begin(): void {
    const { board } = this;
    this.#running = true;
    this.#idle.fill(0);
    this.#idleCount = 0;
    this.#standing.reset();
    this.#step.set(board.stepsFrom);
    this.#left = board.targets.length;
    this.#dueNext = 0;
    this.#comingNext = board.comingFrom;
    this.waits.fill(horizonMs, this.done * this.#left, (this.done + 1) * this.#left);
    const { at, counters } = board.snapshot;
    let hands = board.ghostFrom - counters.filter(({ hand }) => hand).length;
    this.#comingAt = this.#nextComing(at);
    for (let c = 0; c < counters.length; c += 1) {
      const counter = counters[c] as SnapCounter;
      this.#staffed[c] = counter.status === 'closed' ? 0 : 1;
      this.#from[c] = at;
      this.#idleSince[c] = at - counter.idleMs;
      this.#hand[c] = counter.hand ? hands++ : -1;
      this.#freeAt[c] = this.#firstFree(counter, c);
      this.#soonest = -1;
    }
    this.#standing.staff(this.#staffed);
  }

  #draw(): number {
    let x = this.#random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#random = x;
    return x >>> 0;
  }

  #from256(table: Float64Array): number {
    return real(table, this.#draw() >>> 24);
  }

  #chance(odds: number): boolean {
    return odds > 0 && this.#draw() * byBits < odds;
  }

  #nextComing(at: number): number {
    const { comingPerMs } = this.board;
    return comingPerMs > 0 ? at + this.#from256(exponential) / comingPerMs : Infinity;
  }

  #bucket(at: number): number {
    return bucketAt(at, this.board.snapshot.midnight);
  }

  /** When the counter is first free to call. */
  #firstFree(counter: SnapCounter, c: number): number {
    const { at, times } = this.board.snapshot;
    if (counter.status === 'closed') return this.#opens(at);
    const absence = absentUntil(counter, at);
    if (counter.status === 'paused') {
      const back = at + this.#longer(times.breakMs, counter.idleMs, 1, 10 * minuteMs);
      return absence > at ? absence : back;
    }
    const { hand } = counter;
    if (hand === null) {
      const gap = this.#longer(times.gapMs, counter.idleMs, 1, soonMs);
      return absence > at ? absence : at + Math.min(gap, 5 * minuteMs);
    }
    this.#from[c] = at - hand.ms;
    const service = hand.ticket.services[0] ?? 0;
    if (hand.called && this.#chance(times.missOdds[service] ?? 0)) {
      this.#step[int(this.#hand, c)] = int(this.board.stepsTo, int(this.#hand, c));
      return at + this.#longer(times.missMs, hand.ms, 1, soonMs) + this.#from256(times.gapMs);
    }
    if (!this.#chance(times.goesOnOdds[service] ?? 1)) {
      this.#step[int(this.#hand, c)] = int(this.board.stepsTo, int(this.#hand, c));
    }
    const pace = counter.pace * real(times.hours, this.#bucket(at));
    const table = times.hand[service] as Float64Array;
    const rest = this.#longer(table, hand.ms, pace, 0.6 * pace * real(table, tableSize >> 1));
    return at + rest + this.#from256(times.gapMs);
  }

  /** How much longer, of what has taken so long already; beyond the table about `beyond`. */
  #longer(table: Float64Array, elapsed: number, scale: number, beyond: number): number {
    const passed = elapsed / scale;
    let low = 0;
    let high = tableSize;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (real(table, middle) <= passed) low = middle + 1;
      else high = middle;
    }
    if (low >= tableSize)
      return passed <= real(table, tableSize - 1)
        ? 0
        : -Math.log((this.#draw() + 1) * byBits) * beyond;
    const index = (low + ((this.#draw() >>> 8) * (tableSize - low)) / 2 ** 24) | 0;
    return (real(table, index) - passed) * scale;
  }

  /** When a closed counter is opened, by how often that happens at each time of day. */
  #opens(at: number): number {
    const { signInsPerMs } = this.board.snapshot.times;
    for (let from = at; from < at + horizonMs; from += bucketMs) {
      const perMs = real(signInsPerMs, this.#bucket(from));
      if (perMs <= 0) continue;
      const wait = -Math.log((this.#draw() + 1) * byBits) / perMs;
      if (wait < bucketMs) return from + wait;
    }
    return Infinity;
  }

  /** Plays on; returns the steps that are left over. */
  #play(steps: number): number {
    const { board } = this;
    const { snapshot } = board;
    const end = snapshot.at + horizonMs;
    const freeAt = this.#freeAt;
    let left = steps;
    while (left > 0 && this.#left > 0) {
      left -= 1;
      if (this.#soonest < 0) this.#soonest = leastOf(freeAt);
      let first = this.#soonest;
      let now = real(freeAt, first);
      const due = this.#dueNext < board.dueAt.length ? real(board.dueAt, this.#dueNext) : Infinity;
      if (due < now || this.#comingAt < now) {
        now = Math.min(due, this.#comingAt);
        first = -1;
      }
      if (now >= end) {
        this.#running = false;
        return left;
      }
      if (first >= 0) this.#free(first, now);
      else if (due <= this.#comingAt) this.#comeDue(now);
      else this.#come(now);
    }
    if (this.#left === 0) this.#running = false;
    return left;
  }

  #comeDue(now: number): void {
    const { dueFrom, dueOdds } = this.board;
    const odds = real(dueOdds, this.#dueNext);
    const ticket = dueFrom + this.#dueNext;
    this.#dueNext += 1;
    if (odds === 1 || this.#chance(odds)) this.#join(ticket, int(this.board.line, ticket), now);
  }

  #come(now: number): void {
    const ticket = this.#comingNext;
    if (ticket >= this.board.ticketCount) {
      this.#comingAt = Infinity;
      return;
    }
    this.#comingNext += 1;
    this.#comingAt = this.#nextComing(now);
    this.#standing.at[ticket] = now;
    this.#join(ticket, int(this.board.comingLine, this.#draw() >>> 24), now);
  }

  /** Comes to stand in a line; who is idle and may call it does. `calm`: a counter that is idle and has not looked. */
  #join(ticket: number, line: number, now: number, calm = -1): void {
    this.#standing.join(ticket, line);
    if (this.#idleCount > 0) this.#rouse(now, line, calm);
  }

  #rest(c: number, rests: boolean): void {
    if ((this.#idle[c] !== 0) === rests) return;
    this.#idle[c] = rests ? idle : 0;
    this.#idleCount += rests ? 1 : -1;
  }

  /**
   * Idle counters look again, who has been idle longest first. One that found nobody finds nobody now,
   * unless the line is one of its own or a way may have opened meanwhile.
   */
  #rouse(now: number, line: number, calm: number): void {
    let looks = 0;
    for (let c = 0; c < this.#idle.length; c += 1) {
      if (this.#idle[c] === 0) continue;
      const may = this.#standing.comesTo(c, line) || this.#barred[c] === 1 || c === calm;
      this.#idle[c] = may ? rousing : idle;
      if (may) looks += 1;
    }
    for (; looks > 0; looks -= 1) {
      let longest = -1;
      for (let c = 0; c < this.#idle.length; c += 1) {
        if (this.#idle[c] !== rousing) continue;
        if (longest < 0 || real(this.#idleSince, c) < real(this.#idleSince, longest)) longest = c;
      }
      this.#idle[longest] = idle;
      this.#call(longest, now);
    }
  }

  /** The counter is free: its ticket may go on to its next step, who serves may go away, or call. */
  #free(c: number, now: number): void {
    const { board } = this;
    const { times } = board.snapshot;
    const counter = board.snapshot.counters[c] as SnapCounter;
    this.#freeAt[c] = Infinity;
    this.#soonest = -1;
    const held = int(this.#hand, c);
    this.#hand[c] = -1;
    if (this.#staffed[c] === 0) {
      this.#staffed[c] = 1;
      this.#standing.staff(this.#staffed);
    }
    const away = absentUntil(counter, now);
    const worked = now - real(this.#from, c);
    this.#from[c] = now;
    if (away > now) this.#freeAt[c] = away;
    else if (held >= 0) {
      const bucket = this.#bucket(now);
      if (this.#chance(real(times.breaksPerMs, bucket) * worked)) {
        this.#freeAt[c] = now + this.#from256(times.breakMs);
        this.#soonest = -1;
      } else if (
        this.#chance(real(times.signOutsPerMs, bucket) * worked) &&
        !this.#standing.sentHere(c)
      ) {
        this.#staffed[c] = 0;
        this.#freeAt[c] = this.#opens(now);
        this.#soonest = -1;
        this.#standing.staff(this.#staffed);
      }
    }
    const free = this.#freeAt[c] === Infinity && this.#staffed[c] === 1;
    if (held >= 0) {
      const step = int(this.#step, held);
      if (step < int(board.stepsTo, held)) {
        this.#step[held] = step + 1;
        this.#idleSince[c] = now;
        this.#rest(c, free);
        return this.#join(held, int(board.stepLine, step), now, c);
      }
    }
    if (free) this.#call(c, now);
  }

  /** Calls until somebody takes time; a counter that finds nobody is idle. */
  #call(c: number, now: number): void {
    const { board } = this;
    for (;;) {
      const source = this.#standing.pick(c, now);
      if (source < 0) {
        this.#barred[c] = this.#standing.barred ? 1 : 0;
        if (this.#idle[c] === 0) {
          this.#idleSince[c] = now;
          this.#rest(c, true);
        }
        return;
      }
      const line = int(board.sourceLine, source);
      const ticket = int(this.#standing.head, line);
      const ghost = ticket >= board.ghostFrom && ticket < board.dueFrom;
      if (!ghost && !this.#standing.isOrdinary(line)) this.#standing.overtake(c, ticket, now);
      this.#standing.leave(line, ticket, ghost);
      const target = int(board.target, ticket);
      if (target >= 0) {
        const index = this.done * board.targets.length + target;
        if (this.waits[index] === horizonMs) {
          this.waits[index] = Math.max(0, now - board.snapshot.at);
          this.#left -= 1;
        }
      }
      if (ghost) continue;
      this.#watch?.(ticket, c, now);
      if (this.#serve(c, ticket, line, now)) return;
    }
  }

  /** Whether the ticket takes any time. */
  #serve(c: number, ticket: number, line: number, now: number): boolean {
    const { board } = this;
    const { times, at } = board.snapshot;
    // Who gave up meanwhile is not there to be called; it would have been called now.
    if (
      this.#chance(
        1 - Math.exp(-times.cancelPerMs * (now - Math.max(at, real(this.#standing.at, ticket)))),
      )
    )
      return false;
    const inLine = int(board.lineService, line);
    const service = inLine >= 0 ? inLine : int(board.service, ticket);
    let ms: number;
    if (this.#chance(times.missOdds[service] ?? 0)) {
      ms = this.#from256(times.missMs);
      this.#step[ticket] = int(board.stepsTo, ticket);
    } else {
      const counter = board.snapshot.counters[c] as SnapCounter;
      ms =
        this.#from256(times.hand[service] as Float64Array) *
        counter.pace *
        real(times.hours, this.#bucket(now));
      const more = int(this.#step, ticket) < int(board.stepsTo, ticket);
      if (more && !this.#chance(times.goesOnOdds[service] ?? 1))
        this.#step[ticket] = int(board.stepsTo, ticket);
    }
    this.#hand[c] = ticket;
    this.#rest(c, false);
    this.#from[c] = now;
    this.#freeAt[c] = now + ms + this.#from256(times.gapMs);
    this.#soonest = -1;
    return true;
  }
}
