/**
 * `npm run bench:forecast [-- --quick] [--days=N] [--seed=N]`: how good the forecast is, on days that
 * it has not seen, from a world that it does not know, beside three baselines and an oracle; and how
 * fast it is. Ends with 1 when a target is missed. Two minutes or so.
 */
import type { Range, Told } from '../../core/hall/events.ts';
import type { ServiceId, TicketId } from '../../core/hall/ids.ts';
import { rounded, type Shown, steady } from '../../core/hall/waiting/shown.ts';
import { Baselines, oracle, Product } from './contestants.ts';
import { Day, type DayAt, type Watcher } from './day.ts';
import { SeededChance } from './dice.ts';
import { changesIn5, ours, type Saying, type Showing, scoresOf, theOracle } from './scores.ts';
import { speed } from './speed.ts';
import { clerkPaces, minuteMs, worldConfiguration } from './world.ts';

const targets = { share: 0.6, within: [0.75, 0.85], changes: 1, speedMs: 20 } as const;
/** Groups of fewer tickets are printed, not judged. */
const judgedFrom = 100;

/** Asks everybody before each number is given, and remembers what they said. */
class Judge implements Watcher {
  readonly product = new Product();
  readonly #baselines = new Baselines();
  scoring = false;
  readonly sayings: Saying[] = [];
  readonly showings: Showing[] = [];
  unsaid = 0;
  readonly #open = new Map<TicketId, { saying: Saying; at: number }>();
  #shown = new Map<TicketId, { shown: Shown; from: number; changes: number }>();
  #said: { service: ServiceId; saying: Saying | null; at: number } | null = null;

  heard(told: Told): void {
    this.product.heard(told);
    this.#baselines.heard(told);
    if (told.type === 'day-opened') {
      this.#open.clear();
      this.#shown.clear();
    }
    if (told.type !== 'ticket-called') return;
    const { ticket } = told.body;
    const open = this.#open.get(ticket);
    if (open) open.saying.truth = (told.at - open.at) / minuteMs;
    this.#open.delete(ticket);
    const shown = this.#shown.get(ticket);
    if (!shown) return;
    this.showings.push({ minutes: (told.at - shown.from) / minuteMs, changes: shown.changes });
    this.#shown.delete(ticket);
  }

  asked(day: DayAt, service: ServiceId, ticketClass: string): Range | null {
    const spread = this.product.asked(day, service, ticketClass);
    this.#said = { service, saying: null, at: day.at };
    const range = spread && rounded(spread);
    if (!this.scoring) return range;
    const truth = oracle(day, service, ticketClass);
    if (range === null || spread === null || truth === null) {
      this.unsaid += 1;
      return range;
    }
    const said = {
      ...this.#baselines.asked(day, service, ticketClass),
      [ours]: spread.p50,
      [theOracle]: truth,
    };
    const saying: Saying = { service, class: ticketClass, said, ...range, truth: null };
    this.#said = { service, saying, at: day.at };
    return range;
  }

  given(ticket: TicketId): void {
    if (this.#said === null) return;
    const { service, saying, at } = this.#said;
    this.#baselines.given(ticket, service);
    this.#said = null;
    if (saying === null) return;
    this.sayings.push(saying);
    this.#open.set(ticket, { saying, at });
  }

  ticked(day: DayAt): void {
    if (!this.scoring) return;
    for (const [ticket, fresh] of this.product.now(day).tickets) {
      const known = this.#shown.get(ticket);
      const shown = steady(known?.shown ?? null, fresh, day.at);
      if (!known) this.#shown.set(ticket, { shown, from: day.at, changes: 0 });
      else if (shown !== known.shown) {
        this.#shown.set(ticket, { ...known, shown, changes: known.changes + 1 });
      }
    }
  }
}

function main(words: readonly string[]): number {
  const quick = words.includes('--quick');
  const option = (name: string, usual: number) =>
    Number(words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
  const days = option('days', quick ? 1 : 6);
  const seed = option('seed', 2026);
  const learning = quick ? 1 : 4;
  const judge = new Judge();
  const configuration = worldConfiguration();
  const paces = clerkPaces(new SeededChance(seed), configuration.counters.length + 3);
  const began = performance.now();
  for (let number = 0; number < learning + days; number += 1) {
    judge.scoring = number >= learning;
    const at = performance.now();
    new Day({ configuration, paces, seed: seed * 100 + number, number, watcher: judge }).play();
    const seconds = ((performance.now() - at) / 1000).toFixed(1);
    console.log(`day ${number + 1}${judge.scoring ? '' : ' (to learn from)'}: ${seconds} s`);
  }
  const missed = report(judge);
  const fast = speed(quick ? 20 : 300);
  console.log('');
  console.log(
    `speed: ${fast.waiting} waiting tickets, 30 counters, 20 services, 100 runs: ` +
      `p50 ${fast.p50.toFixed(1)} ms, p99 ${fast.p99.toFixed(1)} ms ` +
      `(processor ${fast.cpu.toFixed(1)} ms; the snapshot ${fast.snapshotP50.toFixed(2)} ms of it)   ` +
      said(fast.p50 <= targets.speedMs, `p50 <= ${targets.speedMs} ms`),
  );
  if (fast.p50 > targets.speedMs) missed.push('speed');
  console.log(`\nin all ${((performance.now() - began) / 1000).toFixed(0)} s`);
  if (missed.length > 0) console.log(`MISSED: ${missed.join(', ')}`);
  return missed.length > 0 && !quick ? 1 : 0;
}

const said = (met: boolean, target: string): string => `${met ? 'met' : 'MISSED'} (${target})`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Prints the figures; returns the names of the targets that were missed. */
function report({ sayings, showings, unsaid }: Judge): string[] {
  const scores = scoresOf(sayings, unsaid);
  const missed: string[] = [];
  const check = (name: string, met: boolean, target: string) => {
    if (!met) missed.push(name);
    return said(met, target);
  };
  console.log(
    `\n${scores.tickets} tickets, mean wait ${scores.meanWait.toFixed(1)} min; ` +
      `${scores.unsaid} of whom nothing was said`,
  );
  for (const [name, error] of Object.entries(scores.mae)) {
    const bias = (scores.bias[name] ?? 0).toFixed(2);
    console.log(
      `  ${name.padEnd(22)} mean absolute error ${error.toFixed(2)} min, bias ${bias} min`,
    );
  }
  const target = `>= ${percent(targets.share)}`;
  console.log(
    `from the best baseline (${scores.bestBaseline}) to the oracle: ` +
      `${percent(scores.share)}   ${check('error', scores.share >= targets.share, target)}`,
  );
  console.log('truths at or under the stated P80:');
  for (const [name, { share, of }] of Object.entries(scores.within)) {
    const met = share >= targets.within[0] && share <= targets.within[1];
    const judged = of >= judgedFrom ? check(`P80 of ${name}`, met, '75-85 %') : '(too few)';
    console.log(`  ${name.padEnd(22)} ${percent(share)} of ${of}   ${judged}`);
  }
  console.log(`at or under the lower bound: ${percent(scores.withinLow)}`);
  const changes = changesIn5(showings);
  console.log(
    `changes of the shown range in 5 minutes, at the median: ${changes.toFixed(2)}   ` +
      check('changes', changes <= targets.changes, '<= 1'),
  );
  return missed;
}

process.exit(main(process.argv.slice(2)));
