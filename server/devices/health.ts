/**
 * Watches over all devices: what each says is kept in the tables, and what stays out of order becomes
 * an alarm. A cable that many devices hang on, or a PC that is away, is one alarm and not one for
 * each of them.
 */
import type { Clock } from '../hall/clock.ts';
import { ALARMS_LISTED_MAX, type Alarms, isOfDeed } from '../house/alarms.ts';
import type { DeviceStates } from '../house/device-states.ts';
import { AlarmRules, type Fault, foldMs, type Seen, type Standing } from './alarm-rules.ts';
import type { AnyDevice, Registry } from './registry.ts';
import { type DeviceSettings, lineOf } from './settings.ts';

/** How often it is looked. */
export const LOOK_MS = 2_000;

export interface HealthParts {
  readonly hall: string;
  readonly registry: Pick<Registry, 'all'>;
  readonly states: Pick<DeviceStates, 'say'>;
  readonly alarms: Pick<Alarms, 'raise' | 'clear' | 'open'>;
  /** Whether a PC that hosts devices is away, as far as this hub can tell. */
  readonly agentAway: (agent: string) => boolean;
  /** Whether another hub answers for that PC: then its devices are that one's to judge. */
  readonly elsewhere: (agent: string) => boolean;
  /** What is watched over beside devices, under subjects of its own; left out: nothing. */
  readonly also?: () => readonly Seen[];
  /** Told after every look which alarms are to stand, whether the tables take them or not. */
  readonly stands?: (standing: ReadonlyMap<string, Standing>) => void;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** What one device is seen to be. */
interface Look {
  readonly settings: DeviceSettings;
  readonly state: ReturnType<AnyDevice['health']>['state'];
}

export class HealthWatch {
  readonly #parts: HealthParts;
  readonly #rules = new AlarmRules();
  /** The alarms as the tables have them, as far as this process knows. */
  readonly #written = new Map<string, Standing>();
  /** Devices whose last word the tables have not taken. */
  readonly #unsaid = new Map<string, () => void>();
  /** Since when alarms stand that the tables have not taken yet, epoch ms. */
  readonly #since = new Map<string, number>();
  #began = false;
  #complained = false;
  #timer: unknown = null;
  #running: Promise<void> = Promise.resolve();
  #ended = false;
  readonly #ends: (() => void)[];

  constructor(parts: HealthParts) {
    this.#parts = parts;
    // Printing keeps what its printers say.
    const others = parts.registry.all.filter(({ kind }) => kind !== 'printer');
    this.#ends = others.map(({ settings, device }) =>
      this.#keepSaid(settings, device as AnyDevice),
    );
    this.#again();
  }

  /** Looks at all once, now. Never rejects. */
  look(): Promise<void> {
    this.#running = this.#running.then(() => this.#look());
    return this.#running;
  }

  /** Ends the watch; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#parts.clock.clearTimeout(this.#timer);
    for (const end of this.#ends) end();
    await this.#running;
  }

  #again(): void {
    this.#timer = this.#parts.clock.setTimeout(() => {
      void this.look().then(() => {
        if (!this.#ended) this.#again();
      });
    }, LOOK_MS);
  }

  async #look(): Promise<void> {
    const { hall, alarms, clock, stands, complain } = this.#parts;
    const unsaid = [...this.#unsaid.values()];
    this.#unsaid.clear();
    for (const say of unsaid) say();
    try {
      const unread = await this.#begin();
      const { seen, held } = this.#seen();
      const standing = this.#rules.see(seen, held, clock.monotonic());
      stands?.(standing);
      this.#noteSince(standing);
      // Nothing is written over what is not known.
      if (unread !== null) throw unread;
      for (const [subject, now] of standing) {
        if (same(this.#written.get(subject), now)) continue;
        await alarms.raise(hall, { subject, ...now }, foldMs, this.#since.get(subject));
        this.#written.set(subject, now);
        this.#since.delete(subject);
      }
      for (const subject of [...this.#written.keys()]) {
        if (standing.has(subject)) continue;
        await alarms.clear(hall, subject);
        this.#written.delete(subject);
      }
      this.#complained = false;
    } catch (error) {
      // What could not be written is written at the next look: only the difference counts.
      if (!this.#complained) complain('alarms of devices could not be kept', error);
      this.#complained = true;
    }
  }

  /** An alarm that the tables take only later stood since it was seen, not since they took it. */
  #noteSince(standing: ReadonlyMap<string, Standing>): void {
    for (const subject of [...this.#since.keys()]) {
      if (!standing.has(subject)) this.#since.delete(subject);
    }
    for (const subject of standing.keys()) {
      if (this.#written.has(subject) || this.#since.has(subject)) continue;
      this.#since.set(subject, this.#parts.clock.now());
    }
  }

  /** What stood when the process began stands until all is well again; gives what kept it from being read. */
  async #begin(): Promise<unknown> {
    if (this.#began) return null;
    const read = await this.#parts.alarms
      .open(this.#parts.hall)
      .catch((error: unknown) => ({ error }));
    if ('error' in read) return read.error;
    for (const { subject, devices, fault, times } of read.slice(0, ALARMS_LISTED_MAX)) {
      if (isOfDeed(subject)) continue;
      const standing = { devices, fault: fault as Fault, times };
      this.#rules.adopt(subject, standing);
      this.#written.set(subject, standing);
    }
    this.#began = true;
    return null;
  }

  /** Sorts what is seen by its cause: the device, the line that several hang on, or their PC. */
  #seen(): { seen: Seen[]; held: Set<string> } {
    const { registry, agentAway, elsewhere, also } = this.#parts;
    const looks: Look[] = registry.all.map(({ settings, device }) => ({
      settings,
      state: (device as AnyDevice).health().state,
    }));
    const seen: Seen[] = [...(also?.() ?? [])];
    const held = new Set<string>();
    const near: Look[] = [];
    for (const [agent, group] of Map.groupBy(looks, ({ settings }) => settings.agent)) {
      if (agent === null) near.push(...group);
      else {
        const subject = `agent:${agent}`;
        const other = elsewhere(agent);
        const away = !other && agentAway(agent);
        if (other) held.add(subject);
        else seen.push({ subject, devices: idsOf(group), fault: away ? 'away' : null });
        if (away || other) holdAll(group, held);
        else near.push(...group);
      }
    }
    for (const [line, group] of Map.groupBy(near, ({ settings }) => lineOf(settings))) {
      const cut = group.length > 1 && group.every(({ state }) => state === 'unplugged');
      if (group.length > 1) {
        const devices = idsOf(group);
        seen.push({ subject: lineSubject(line), devices, fault: cut ? 'unplugged' : null });
      }
      if (cut) holdAll(group, held);
      else seen.push(...group.map(ofDevice));
    }
    return { seen, held };
  }

  #keepSaid({ id, kind }: DeviceSettings, device: AnyDevice): () => void {
    const { hall, states, complain } = this.#parts;
    const say = () => {
      const { state, detail } = device.health();
      states.say(hall, { device: id, kind, state, detail }).catch((error: unknown) => {
        complain(`the state of ${id} could not be kept yet`, error);
        this.#unsaid.set(id, say);
      });
    };
    say();
    return device.onHealth(say);
  }
}

const lineSubject = (line: string): string => `line:${line}`;
const idsOf = (group: readonly Look[]): string[] => group.map(({ settings }) => settings.id);

/** Their own alarms stay as they are while the cause lies elsewhere. */
function holdAll(group: readonly Look[], held: Set<string>): void {
  for (const { settings } of group) {
    held.add(settings.id);
    held.add(lineSubject(lineOf(settings)));
  }
}

const ofDevice = ({ settings, state }: Look): Seen => ({
  subject: settings.id,
  devices: [settings.id],
  fault: state === 'ready' ? null : state,
});

const same = (one: Standing | undefined, other: Standing): boolean =>
  one !== undefined &&
  one.fault === other.fault &&
  one.times === other.times &&
  one.devices.join() === other.devices.join();
