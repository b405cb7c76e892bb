/**
 * Which hub process holds which agent, so that of two processes on one PostgreSQL the one that holds
 * the connection prints, and the other does not call that agent's devices away. It stands in the
 * table of devices, as `agent:<place>`, where the manager sees it too. A process that died without a
 * word is believed for a minute and a half more.
 */
import type { Clock } from '../../drivers/clock.ts';
import type { DeviceStates } from '../house/device-states.ts';

/** An agent's name in the table of devices. */
const agentDevice = (agent: string): string => `agent:${agent}`;

/** How often a holder says that it still holds. */
const sayMs = 20_000;
/** A holder that has not said so for longer is not believed; the table is up to 60 s behind. */
const believedMs = 90_000;

export interface Presence {
  /** No other process serves this hall: then nobody else can hold an agent. */
  readonly alone: boolean;
  /** As last read. */
  elsewhere(agent: string): boolean;
  /** Reads it. Fails: `HouseFailure`. */
  isElsewhere(agent: string): Promise<boolean>;
  here(agent: string): void;
  away(agent: string): void;
  close(): void;
}

export interface TablePresenceParts {
  readonly hall: string;
  readonly devices: Pick<DeviceStates, 'say' | 'list'>;
  readonly clock: Clock;
  /** This process among others; anything that no other has. */
  readonly hub: string;
  readonly alone: boolean;
  readonly complain: (what: string, error: unknown) => void;
}

export class TablePresence implements Presence {
  readonly alone: boolean;
  readonly #parts: TablePresenceParts;
  readonly #detail: string;
  /** Held here, each with its timer. */
  readonly #held = new Map<string, unknown>();
  readonly #elsewhere = new Set<string>();

  constructor(parts: TablePresenceParts) {
    this.#parts = parts;
    this.alone = parts.alone;
    this.#detail = `connected to hub ${parts.hub}`;
  }

  elsewhere(agent: string): boolean {
    return this.#elsewhere.has(agent);
  }

  /** Reads all at once, before the first question. Fails: `HouseFailure`. */
  async read(): Promise<void> {
    this.#elsewhere.clear();
    if (this.#parts.alone) return;
    const { hall, devices, clock } = this.#parts;
    for (const { device, kind, state, detail, at } of await devices.list(hall)) {
      if (kind !== 'agent' || state !== 'ready' || detail === this.#detail) continue;
      const agent = device.slice(agentDevice('').length);
      if (clock.now() - at < believedMs) this.#elsewhere.add(agent);
    }
  }

  async isElsewhere(agent: string): Promise<boolean> {
    await this.read();
    return this.#elsewhere.has(agent);
  }

  here(agent: string): void {
    this.#elsewhere.delete(agent);
    this.#stop(agent);
    const say = () => {
      this.#say(agent, 'ready', this.#detail);
      this.#held.set(agent, this.#parts.clock.setTimeout(say, sayMs));
    };
    say();
  }

  away(agent: string): void {
    this.#stop(agent);
    this.#say(agent, 'unplugged', 'no agent is connected for this place');
  }

  close(): void {
    for (const agent of [...this.#held.keys()]) this.#stop(agent);
  }

  #stop(agent: string): void {
    this.#parts.clock.clearTimeout(this.#held.get(agent));
    this.#held.delete(agent);
  }

  #say(agent: string, state: string, detail: string): void {
    const { hall, devices, complain } = this.#parts;
    devices
      .say(hall, { device: agentDevice(agent), kind: 'agent', state, detail })
      .catch((error: unknown) => complain(`the state of the agent ${agent} was not kept`, error));
  }
}
