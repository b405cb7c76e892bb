/**
 * How long a forecast takes: 300 waiting tickets, 30 counters, 20 services, 100 runs. Driven to that
 * state by the real rules, with classes, helps and overflow, so that no part of the work is left out.
 */

import type { Actor, Command } from '../../core/hall/commands.ts';
import { decide } from '../../core/hall/decide.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { hallId, serviceId, staffId } from '../../core/hall/ids.ts';
import { isRefusal } from '../../core/hall/refusals.ts';
import { emptyHall, type Hall } from '../../core/hall/state.ts';
import { nothingLearned } from '../../core/hall/waiting/learned.ts';
import { learn } from '../../core/hall/waiting/learning.ts';
import { snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { forecastOf } from '../../core/hall/waiting.ts';
import { percentile } from '../rig/figures.ts';
import { largeHall } from './hall.ts';

export interface Speed {
  readonly waiting: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of one, at the mean: other work on the machine is not in it. */
  readonly cpu: number;
  /** The snapshot alone. */
  readonly snapshotP50: number;
}

/** Milliseconds of so many forecasts, the first tenth left out. */
export function speed(times: number): Speed {
  const state = emptyHall(hallId('bench'));
  const learned = nothingLearned();
  let at = Date.UTC(2026, 10, 23, 1);
  let id = 0;
  const ask = (command: Command, by: Actor) => {
    id += 1;
    const local = { date: '2026-11-23', weekday: 1, minute: 540 };
    const decided = decide(state as Hall, command, { at, local, id: `t${id}`, by });
    if (isRefusal(decided)) throw new Error(decided.refused);
    for (const event of decided) {
      const told = { ...event, seq: state.seq + 1, at };
      evolve(state, told);
      learn(learned, told);
    }
  };
  const configuration = largeHall(20, 30);
  ask({ type: 'open-day', configuration }, { kind: 'hub', id: 'clock' });
  for (const { id: counter } of configuration.counters) {
    ask({ type: 'sign-in', counter }, { kind: 'clerk', id: staffId(`clerk-${counter}`) });
  }
  const kiosk: Actor = { kind: 'kiosk', id: 'door' };
  for (let n = 0; n < 330; n += 1) {
    at += 9_000;
    const care = configuration.classes[1]?.id;
    ask(
      {
        type: 'issue-ticket',
        service: serviceId(`s${(n * 7) % 20}`),
        language: 'zh-Hans',
        linkHash: null,
        ...(n % 9 === 0 && care !== undefined ? { class: care } : {}),
      },
      kiosk,
    );
  }
  for (const { id: counter } of configuration.counters) {
    ask({ type: 'call-next', counter }, { kind: 'manager', id: staffId('boss') });
  }
  at += 60_000;
  const waiting = [...state.tickets.values()].filter(({ status }) => status === 'waiting').length;
  const [whole, snapshots]: number[][] = [[], []];
  let used = process.cpuUsage();
  for (let n = 0; n < times * 1.1; n += 1) {
    if (whole?.length === 0) used = process.cpuUsage();
    const began = performance.now();
    const snapshot = snapshotOf(state as Hall, learned, at);
    const between = performance.now();
    forecastOf(snapshot, { seed: n, runs: 100 });
    if (n < times * 0.1) continue;
    whole?.push(performance.now() - began);
    snapshots?.push(between - began);
  }
  const { user, system } = process.cpuUsage(used);
  return {
    waiting,
    cpu: (user + system) / 1000 / Math.max(1, whole?.length ?? 0),
    p50: percentile(whole ?? [], 0.5),
    p99: percentile(whole ?? [], 0.99),
    snapshotP50: percentile(snapshots ?? [], 0.5),
  };
}
