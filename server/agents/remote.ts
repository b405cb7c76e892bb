/**
 * A device that hangs at an agent, behind the same shape as one of the hub's own: its health is what
 * the agent says, `unplugged` while the agent is away, and its wishes are said again when it is back.
 */
import type { Sayings } from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Device, DeviceState, Health, PrinterState } from '../../drivers/driver.ts';
import type { AgentLine, Place } from './line.ts';

const awayDetail = 'its agent is away';

export type AnyState = DeviceState | PrinterState;
/** What an agent says of one device, apart from its health. */
export type Said = {
  [Name in Exclude<keyof Sayings, 'health' | 'ended'>]: {
    readonly name: Name;
    readonly said: Sayings[Name];
  };
}[Exclude<keyof Sayings, 'health' | 'ended'>];

export abstract class RemoteDevice<State extends AnyState = DeviceState> implements Device<State> {
  readonly id: string;
  protected readonly place: Place;
  protected readonly clock: Clock;
  readonly #tellers = new Set<(health: Health<State>) => void>();
  readonly #closed: () => void;
  #health: Health<State>;
  /** The agent has just come: what it says is told, even if it is nothing new. */
  #fresh = false;

  /** `closed`: told once, when nobody wants the device any more. */
  constructor(id: string, place: Place, clock: Clock, closed: () => void) {
    this.id = id;
    this.place = place;
    this.clock = clock;
    this.#closed = closed;
    const detail = 'its agent has not said anything yet';
    this.#health = { state: 'unknown' as State, heardAt: null, detail };
  }

  health(): Health<State> {
    return this.#health;
  }

  onHealth(tell: (health: Health<State>) => void): () => void {
    this.#tellers.add(tell);
    return () => this.#tellers.delete(tell);
  }

  async close(): Promise<void> {
    this.#tellers.clear();
    this.#closed();
  }

  /** The agent says how the device is. */
  heardHealth({ state, heardMsAgo, detail }: Sayings['health']): void {
    const heardAt = heardMsAgo === null ? null : this.clock.now() - heardMsAgo;
    this.#become({ state: this.known(state), heardAt, detail });
  }

  /** The agent is away. */
  gone(): void {
    this.#become({ ...this.#health, state: 'unplugged' as State, detail: awayDetail });
  }

  /** The agent has come. */
  arrived(line: AgentLine): void {
    this.#fresh = true;
    this.joined(line);
  }

  /** The agent is here, after whatever: it has forgotten every wish. */
  abstract joined(line: AgentLine): void;

  /** The agent says something of this device. */
  heard(_said: Said): void {}

  /** What the agent says, as a state of this kind of device. */
  protected known(state: AnyState): State {
    const usual: readonly AnyState[] = ['ready', 'error', 'unplugged', 'silent', 'unknown'];
    return (usual.includes(state) ? state : 'unknown') as State;
  }

  #become(health: Health<State>): void {
    const same = health.state === this.#health.state && health.detail === this.#health.detail;
    const told = same && !this.#fresh;
    this.#health = health;
    this.#fresh = false;
    if (told) return;
    for (const tell of [...this.#tellers]) tell(health);
  }
}
