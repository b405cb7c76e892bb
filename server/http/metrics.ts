/**
 * What the hub tells of itself for those who watch over it (Prometheus' text format): the hall, the
 * keeper, sockets, devices, alarms, print jobs and the process. Counts, states and ids of things;
 * never a ticket's label and never a person.
 */
import type { Gauge, Registry as Register } from 'prom-client';
import { waitingByService } from '../../core/views/display.ts';
import { machineFaults } from '../../core/views/facts.ts';
import { LogFailure } from '../../log/log.ts';
import { HouseFailure } from '../house/failure.ts';
import { type Operation, reading } from './operation.ts';
import type { HttpParts } from './parts.ts';

const contentType = 'text/plain; version=0.0.4; charset=utf-8';
const secondMs = 1_000;
/** Costs are counted in ten-thousandths of a yuan. */
const tenThousandth = 10_000;

/** Every gauge with what it tells and its labels; all begin with `jinghao_`. */
const told = {
  info: ['The program and its hall; always 1', 'version', 'hall'],
  hall_open: ['Whether the day is open'],
  hall_seq: ['The last event of the hall'],
  keeper_ready: ['Whether the hall can be served'],
  tables_ready: ['Whether the tables can be read'],
  clock_alarm: ['Whether the wall clock is not believed'],
  tickets: ['Tickets of the day', 'status'],
  waiting: ['Who waits', 'service'],
  counters: ['Counters of the hall', 'status'],
  sockets: ['Peers that are connected'],
  house_rev: ['The number of the last change of house facts'],
  device_state: ['The state that a device is in; 1 for that one', 'device', 'kind', 'state'],
  device_heard_age_seconds: ['How long ago a device was last heard', 'device'],
  device_service_due: ['Whether the maintenance plan asks for a service', 'device'],
  alarms: ['Alarms that stand', 'severity', 'acknowledged'],
  print_jobs: ['Print jobs of the day', 'state'],
  backup_timestamp_seconds: ['When the last good backup was made, Unix time; 0: never'],
  backup_bytes: ['How large it was'],
  disk_free_bytes: ['Room on the disk of the data folder, to the hub’s own account'],
  disk_size_bytes: ['How large that disk is'],
  machine_alarm: ['What the hub’s machine lacks; 1 while it does', 'what'],
  texts: ['Texts of the day', 'state'],
  text_parts: ['Parts of texts of the day'],
  text_cost_yuan: ['What the texts of the day cost'],
  texter_state: ['The state that a provider of texts is in; 1 for that one', 'provider', 'state'],
} as const;

type Name = keyof typeof told;
type Gauges = Readonly<Record<Name, Gauge>>;

interface Meter {
  readonly register: Register;
  readonly gauges: Gauges;
}

export function metricsOperations(parts: HttpParts): Operation[] {
  let meter: Promise<Meter> | null = null;
  // The gauges hold one answer at a time.
  let last: Promise<unknown> = Promise.resolve();
  return [
    reading(
      {
        path: '/metrics',
        id: 'readMetrics',
        tag: 'health',
        summary: 'What the hub tells of itself, for Prometheus',
        description:
          'Open to programs on the hub’s own machine that do not come through a proxy; any other ' +
          'shows a token.',
        access: 'monitor',
        limit: 'probes',
        answer: { status: 200, description: 'Prometheus’ text format 0.0.4.', contentType },
      },
      async () => {
        meter ??= openMeter();
        const { register, gauges } = await meter;
        const text = last.then(async () => {
          await measure(gauges, parts);
          return register.metrics();
        });
        last = text.catch(() => {});
        return { status: 200, text: await text, contentType };
      },
    ),
  ];
}

/** Loaded when it is first asked for: a hub that nobody watches starts without it. */
async function openMeter(): Promise<Meter> {
  const { collectDefaultMetrics, Gauge: New, Registry } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register });
  const made = Object.entries(told).map(([name, [help, ...labelNames]]) => {
    const wish = { name: `jinghao_${name}`, help, labelNames, registers: [register] };
    return [name, new New(wish)];
  });
  return { register, gauges: Object.fromEntries(made) as Gauges };
}

async function measure(gauges: Gauges, parts: HttpParts): Promise<void> {
  const { keeper, facts, guard, version, sockets } = parts;
  for (const gauge of Object.values(gauges)) gauge.reset();
  gauges.info.set({ version, hall: keeper.hall }, 1);
  gauges.clock_alarm.set(guard.alarm ? 1 : 0);
  gauges.sockets.set(sockets());
  gauges.house_rev.set(facts.now.rev);
  gauges.keeper_ready.set(keeper.health === 'ready' ? 1 : 0);
  machineInto(gauges, parts);
  await hallInto(gauges, parts);
  await tablesInto(gauges, parts);
}

/** From memory: it is told most of all while the tables are away. */
function machineInto(gauges: Gauges, { facts, machine }: HttpParts): void {
  const lacked = facts.now.machine;
  for (const what of machineFaults) {
    gauges.machine_alarm.set({ what }, lacked.includes(what) ? 1 : 0);
  }
  const space = machine?.space();
  if (!space) return;
  gauges.disk_free_bytes.set(space.free);
  gauges.disk_size_bytes.set(space.size);
}

/** While the log is away the hall's gauges are left out: an old count would look like a true one. */
async function hallInto(gauges: Gauges, { keeper }: HttpParts): Promise<void> {
  try {
    await keeper.look((hall) => {
      gauges.hall_open.set(hall.day?.open ? 1 : 0);
      gauges.hall_seq.set(hall.seq);
      for (const { status } of hall.tickets.values()) gauges.tickets.inc({ status });
      for (const { status } of hall.counters.values()) gauges.counters.inc({ status });
      for (const { service, count } of waitingByService(hall)) {
        gauges.waiting.set({ service }, count);
      }
    });
  } catch (error) {
    if (!(error instanceof LogFailure)) throw error;
    gauges.keeper_ready.set(0);
  }
}

async function tablesInto(gauges: Gauges, parts: HttpParts): Promise<void> {
  const { keeper, devices, printJobs, texts, clock, backups } = parts;
  try {
    const now = clock.now();
    for (const { id: device, kind, state, heardAt, service } of await devices.list()) {
      gauges.device_state.set({ device, kind, state }, 1);
      if (heardAt !== null) {
        gauges.device_heard_age_seconds.set({ device }, Math.max(now - heardAt, 0) / secondMs);
      }
      if (service) gauges.device_service_due.set({ device }, service.due ? 1 : 0);
    }
    for (const { severity, acknowledgedBy } of await devices.openAlarms()) {
      gauges.alarms.inc({ severity, acknowledged: acknowledgedBy === null ? 'no' : 'yes' });
    }
    const backup = await backups?.last(keeper.hall);
    if (backup) {
      gauges.backup_timestamp_seconds.set(backup.at / secondMs);
      gauges.backup_bytes.set(backup.bytes);
    }
    const openedAt = await keeper.look(({ day }) => day?.openedAt ?? now).catch(() => now);
    for (const { state, count } of await printJobs.countBy(keeper.hall, openedAt)) {
      gauges.print_jobs.set({ state }, count);
    }
    for (const { state, count, parts: pieces, cost } of (await texts?.counts()) ?? []) {
      gauges.texts.inc({ state }, count);
      gauges.text_parts.inc(pieces);
      gauges.text_cost_yuan.inc(cost / tenThousandth);
    }
    for (const { id: provider, state } of texts?.providers() ?? []) {
      gauges.texter_state.set({ provider, state }, 1);
    }
    gauges.tables_ready.set(1);
  } catch (error) {
    if (!(error instanceof HouseFailure)) throw error;
    gauges.tables_ready.set(0);
  }
}
