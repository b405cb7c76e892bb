/**
 * The agents of a hall as this process sees them: who is connected, which devices hang there, and
 * what each says. The hub's printing and followers hold the devices by their usual shapes and do not
 * know where they hang.
 */
import {
  agentAwayMs,
  type EndedReply,
  type HostedDevice,
  type HostedKind,
  type Sayings,
  type WireOutcome,
} from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { IdReader, Keypad, Printer, RatingPad, Scanner, Strip } from '../../drivers/driver.ts';
import type { AgentLine, Place } from './line.ts';
import type { Presence } from './presence.ts';
import type { AnyState, RemoteDevice, Said } from './remote.ts';
import {
  RemoteKeypad,
  RemotePad,
  RemoteReader,
  RemoteScanner,
  RemoteStrip,
} from './remote-kinds.ts';
import { RemotePrinter } from './remote-printer.ts';

/** A device of the configuration that hangs at an agent. */
export interface Remote {
  /** The device's id, as in the table of devices. */
  readonly id: string;
  /** The agent's place. */
  readonly agent: string;
  readonly address: string;
}

export interface AgentsParts {
  readonly clock: Clock;
  /** A fresh id. */
  readonly newId: () => string;
  /** Keeps how a job ended that this process may not know: it was restarted, or another had it. */
  readonly settle: (job: string, outcome: WireOutcome) => Promise<void>;
  readonly presence: Presence;
  readonly complain: (what: string, error: unknown) => void;
}

interface Hung {
  readonly kind: HostedKind;
  readonly address: string;
  readonly device: RemoteDevice<AnyState>;
}

class AgentPlace implements Place {
  readonly hung = new Map<string, Hung>();
  now: AgentLine | null = null;
  away = false;
  timer: unknown = null;

  line(): AgentLine | null {
    return this.now;
  }

  isAway(): boolean {
    return this.away;
  }

  hosted(): HostedDevice[] {
    return [...this.hung].map(([id, { kind, address }]) => ({ id, kind, address }));
  }
}

export class Agents {
  readonly #parts: AgentsParts;
  readonly #places = new Map<string, AgentPlace>();
  #telling = new Set<AgentPlace>();
  #closed = false;

  constructor(parts: AgentsParts) {
    this.#parts = parts;
  }

  /** Opens a device by its kind. */
  open(
    kind: HostedKind,
    remote: Remote,
  ): Printer | Strip | Keypad | RatingPad | IdReader | Scanner {
    switch (kind) {
      case 'printer':
        return this.printer(remote);
      case 'strip':
        return this.strip(remote);
      case 'keypad':
        return this.keypad(remote);
      case 'pad':
        return this.pad(remote);
      case 'reader':
        return this.reader(remote);
      case 'scanner':
        return this.scanner(remote);
    }
  }

  /** Opens a printer that hangs at an agent; what the address says is the agent's to judge. */
  printer({ id, agent, address }: Remote): Printer {
    const { clock, newId } = this.#parts;
    const place = this.#place(agent);
    const closed = () => this.#unhang(place, id);
    const device = new RemotePrinter(id, place, clock, closed, () => `asked:${newId()}`);
    this.#hang(place, id, { kind: 'printer', address, device: device as never });
    return device;
  }

  strip(remote: Remote): Strip {
    return this.#open(remote, 'strip', RemoteStrip);
  }

  keypad(remote: Remote): Keypad {
    return this.#open(remote, 'keypad', RemoteKeypad);
  }

  pad({ id, agent, address }: Remote): RatingPad {
    const { clock, newId } = this.#parts;
    const place = this.#place(agent);
    const device = new RemotePad(id, place, clock, () => this.#unhang(place, id), newId);
    this.#hang(place, id, { kind: 'pad', address, device: device as never });
    return device;
  }

  reader(remote: Remote): IdReader {
    return this.#open(remote, 'reader', RemoteReader);
  }

  scanner(remote: Remote): Scanner {
    return this.#open(remote, 'scanner', RemoteScanner);
  }

  /** The agents that the configuration names or that ever came, and whether they are connected here. */
  list(): { readonly agent: string; readonly here: boolean; readonly devices: number }[] {
    return [...this.#places].map(([agent, { now, hung }]) => ({
      ...{ agent, here: now !== null },
      devices: hung.size,
    }));
  }

  /** Gone for longer than a moment, as far as this process can tell. */
  isAway(agent: string): boolean {
    return this.#places.get(agent)?.away ?? false;
  }

  /** Whether another hub process holds this agent: then its papers and its health are that one's. */
  elsewhere(agent: string): boolean {
    const place = this.#places.get(agent);
    return place?.now == null && this.#parts.presence.elsewhere(agent);
  }

  /**
   * Whether papers for this agent are not this process's to print now: another hub holds it, or nobody
   * knows yet whether one does. Fails: `HouseFailure`.
   */
  async printsElsewhere(agent: string): Promise<boolean> {
    const { presence } = this.#parts;
    const place = this.#places.get(agent);
    if (presence.alone || place === undefined || place.now !== null) return false;
    return !place.away || (await presence.isElsewhere(agent));
  }

  /**
   * An agent has come, or says hello once more on the same connection; what it is to host. An earlier
   * connection of the same place is put out.
   */
  join(agent: string, line: AgentLine): HostedDevice[] {
    const place = this.#place(agent);
    const earlier = place.now;
    this.#parts.clock.clearTimeout(place.timer);
    place.now = line;
    place.away = false;
    if (earlier && earlier !== line) {
      earlier.tell('replaced', {});
      earlier.end();
    }
    this.#parts.presence.here(agent);
    return place.hosted();
  }

  /** The agent has heard what it hosts: it is told what is wished of each. */
  joined(agent: string, line: AgentLine): void {
    const place = this.#place(agent);
    if (place.now !== line) return;
    for (const { device } of [...place.hung.values()]) device.arrived(line);
  }

  /** A connection is over. */
  left(agent: string, line: AgentLine): void {
    const place = this.#places.get(agent);
    if (!place || place.now !== line) return;
    place.now = null;
    this.#waitFor(agent, place);
  }

  /** The agent says how a device is, or what happened at it. */
  said<Name extends Exclude<keyof Sayings, 'ended'>>(
    agent: string,
    name: Name,
    said: Sayings[Name],
  ): void {
    const device = this.#places.get(agent)?.hung.get(said.device)?.device;
    if (!device) return;
    if (name === 'health') device.heardHealth(said as Sayings['health']);
    else device.heard({ name, said } as unknown as Said);
  }

  /** The agent says how a job ended; answered when it is kept. */
  async ended(agent: string, { job, outcome }: Sayings['ended']): Promise<EndedReply> {
    try {
      await this.#parts.settle(job, outcome);
    } catch (error) {
      this.#parts.complain(`how a job ended at the agent ${agent} could not be kept`, error);
      return { failed: 'unavailable' };
    }
    for (const { device } of this.#places.get(agent)?.hung.values() ?? []) {
      if (device instanceof RemotePrinter) device.ended(job, outcome);
    }
    return { ok: true };
  }

  /** Ends all connections. */
  close(): void {
    this.#closed = true;
    for (const place of this.#places.values()) {
      this.#parts.clock.clearTimeout(place.timer);
      place.now?.end();
      place.now = null;
    }
    this.#parts.presence.close();
  }

  #open<D extends RemoteDevice>(
    { id, agent, address }: Remote,
    kind: HostedKind,
    Kind: new (id: string, place: Place, clock: Clock, closed: () => void) => D,
  ): D {
    const place = this.#place(agent);
    const device = new Kind(id, place, this.#parts.clock, () => this.#unhang(place, id));
    this.#hang(place, id, { kind, address, device: device as never });
    return device;
  }

  #hang(place: AgentPlace, id: string, hung: Hung): void {
    place.hung.set(id, hung);
    this.#tellSoon(place);
  }

  #unhang(place: AgentPlace, id: string): void {
    if (place.hung.delete(id)) this.#tellSoon(place);
  }

  /** Tells the agent what it hosts now; a change of many devices is told once. */
  #tellSoon(place: AgentPlace): void {
    if (this.#closed || this.#telling.has(place)) return;
    this.#telling.add(place);
    queueMicrotask(() => {
      this.#telling.delete(place);
      const line = place.now;
      if (this.#closed || !line) return;
      line.tell('hosted', { devices: place.hosted() });
      for (const { device } of [...place.hung.values()]) device.joined(line);
    });
  }

  #place(agent: string): AgentPlace {
    const known = this.#places.get(agent);
    if (known) return known;
    const place = new AgentPlace();
    this.#places.set(agent, place);
    this.#waitFor(agent, place);
    return place;
  }

  /**
   * Says that the agent is away when it has not come by then, to this process or to another; looks on
   * for as long as it is not here.
   */
  #waitFor(agent: string, place: AgentPlace): void {
    const { clock, presence, complain } = this.#parts;
    clock.clearTimeout(place.timer);
    if (this.#closed) return;
    place.timer = clock.setTimeout(() => {
      presence.isElsewhere(agent).then(
        (elsewhere) => {
          if (this.#closed || place.now) return;
          const wasAway = place.away;
          place.away = !elsewhere;
          this.#waitFor(agent, place);
          if (elsewhere || wasAway) return;
          presence.away(agent);
          for (const { device } of [...place.hung.values()]) device.gone();
        },
        (error: unknown) => {
          complain(`where the agent ${agent} is could not be read`, error);
          if (!place.now) this.#waitFor(agent, place);
        },
      );
    }, agentAwayMs);
  }
}
