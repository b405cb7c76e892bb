/**
 * The devices that this PC hosts: opened and closed as the hub's configuration says, and only what
 * changed. What happens at them is said to the hub; what the hub wishes of them is done.
 */
import type { HostedDevice, Sayings, Wishes } from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Device, Health, Printer, PrinterState } from '../../drivers/driver.ts';
import type { ByKind, Openers } from './openers.ts';

/** How often healths are said although nothing changed: the hub shows when each was last heard. */
const sayAgainMs = 30_000;
/** Strips that were told nothing for so long show nothing: an old call must not stand there calmly. */
const staleMs = 10_000;
const detailCharsMax = 600;

export interface HostedParts {
  readonly open: Openers;
  readonly say: <Name extends Exclude<keyof Sayings, 'ended'>>(
    name: Name,
    said: Sayings[Name],
  ) => void;
  /** A slip broke off at this PC before: which printer's, nobody knows. */
  readonly torn?: () => boolean;
  readonly clock: Clock;
  readonly log: { info(facts: object, text: string): void };
}

type AnyHealth = Health<PrinterState>;

interface Open {
  readonly spec: HostedDevice;
  /** Null: it could not even be opened; `trouble` says why. */
  readonly device: ByKind[keyof ByKind] | null;
  readonly trouble: string;
  readonly ends: (() => void)[];
  /** Ends the wait for a card. */
  endCards: (() => void) | null;
  /** The question that is put at a pad. */
  asked: string | null;
}

export class HostedDevices {
  readonly #parts: HostedParts;
  readonly #open = new Map<string, Open>();
  /** What is closing, by its line: the same address is opened again only when it is free. */
  readonly #closing = new Map<string, Promise<void>>();
  /** Wishes for devices whose line is not free yet, the latest of each kind. */
  readonly #pending = new Map<string, () => void>();
  #wanted: readonly HostedDevice[] = [];
  #setting: Promise<void> = Promise.resolve();
  #sayTimer: unknown = null;
  #staleTimer: unknown = null;
  #closed = false;

  constructor(parts: HostedParts) {
    this.#parts = parts;
    this.#sayNowAndThen();
  }

  /** Hosts these from now on. What stays as it was is left alone. */
  set(devices: readonly HostedDevice[]): void {
    if (this.#closed) return;
    this.#wanted = devices;
    this.#pending.clear();
    for (const [id, { spec }] of this.#open) {
      const still = devices.some((one) => one.id === id && same(one, spec));
      if (!still) this.#end(id);
    }
    const ended = [...this.#closing.values()];
    if (ended.length === 0) this.#openMissing();
    else this.#setting = Promise.all(ended).then(() => this.#openMissing());
  }

  /** Null: no printer has this id. */
  printer(id: string): Printer | null {
    const open = this.#open.get(id);
    return open?.spec.kind === 'printer' ? (open.device as Printer | null) : null;
  }

  /** This PC's own printer; null: none hangs here. */
  ownPrinter(): Printer | null {
    const first = [...this.#open.values()].find(({ spec }) => spec.kind === 'printer');
    return (first?.device as Printer | null | undefined) ?? null;
  }

  /** Says how every device is: the hub has come back, and knows nothing. */
  sayAll(): void {
    for (const open of this.#open.values()) this.#sayHealth(open);
  }

  /** The hub is gone or back. */
  hubGone(gone: boolean): void {
    const { clock } = this.#parts;
    clock.clearTimeout(this.#staleTimer);
    if (!gone || this.#closed) return;
    this.#staleTimer = clock.setTimeout(() => this.#blankStrips(), staleMs);
  }

  /** Does what the hub wishes of a device; one that is not here, or of another kind, does nothing. */
  wish<Name extends Exclude<keyof Wishes, 'hosted' | 'replaced'>>(
    name: Name,
    wish: Wishes[Name],
  ): void {
    const open = this.#open.get(wish.device);
    const comes = !open && this.#wanted.some(({ id }) => id === wish.device);
    if (comes && name !== 'beep') {
      this.#pending.set(`${wish.device} ${name}`, () => this.wish(name, wish));
    }
    if (!open?.device) return;
    const { kind } = open.spec;
    if (name === 'show' && kind === 'strip') {
      (open.device as ByKind['strip']).show((wish as Wishes['show']).face);
    } else if (name === 'keypad' && kind === 'keypad') {
      const { called, waiting } = wish as Wishes['keypad'];
      (open.device as ByKind['keypad']).showCalled(called);
      (open.device as ByKind['keypad']).showWaiting(waiting);
    } else if (name === 'beep' && kind === 'keypad') {
      (open.device as ByKind['keypad']).beep();
    } else if (name === 'pad' && kind === 'pad') {
      this.#ask(open, open.device as ByKind['pad'], (wish as Wishes['pad']).ask);
    } else if (name === 'await-card' && kind === 'reader') {
      const { wanted } = wish as Wishes['await-card'];
      this.#awaitCard(open, open.device as ByKind['reader'], wanted);
    }
  }

  /** Closes all; resolves when the lines are free. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#parts.clock.clearTimeout(this.#sayTimer);
    this.#parts.clock.clearTimeout(this.#staleTimer);
    for (const id of [...this.#open.keys()]) this.#end(id);
    await this.#setting;
    await Promise.all(this.#closing.values());
  }

  #openMissing(): void {
    if (this.#closed) return;
    for (const spec of this.#wanted) {
      if (this.#open.has(spec.id) || this.#closing.has(spec.id)) continue;
      const open = this.#opened(spec);
      this.#open.set(spec.id, open);
      this.#parts.log.info({ device: spec.id, kind: spec.kind }, 'hosts the device');
      this.#listen(open);
      this.#sayHealth(open);
    }
    const wishes = [...this.#pending.values()];
    this.#pending.clear();
    for (const again of wishes) again();
  }

  #opened(spec: HostedDevice): Open {
    const begun = { spec, ends: [], endCards: null, asked: null };
    const open = this.#parts.open[spec.kind];
    if (!open) {
      return { ...begun, device: null, trouble: `this agent knows no device of kind ${spec.kind}` };
    }
    try {
      return { ...begun, device: open(spec.address), trouble: '' };
    } catch (error) {
      return { ...begun, device: null, trouble: (error as Error).message };
    }
  }

  #listen(open: Open): void {
    const { spec, device, ends } = open;
    if (!device) return;
    const { say } = this.#parts;
    const id = spec.id;
    if (spec.kind === 'printer' && this.#parts.torn?.()) (device as Printer).beginTorn?.();
    ends.push((device as Device<PrinterState>).onHealth(() => this.#sayHealth(open)));
    if (spec.kind === 'keypad') {
      ends.push((device as ByKind['keypad']).onKey((key) => say('key', { device: id, key })));
    } else if (spec.kind === 'scanner') {
      ends.push((device as ByKind['scanner']).onScan((text) => say('scan', { device: id, text })));
    }
  }

  #ask(open: Open, pad: ByKind['pad'], ask: string | null): void {
    if (ask === open.asked) return;
    open.asked = ask;
    if (ask === null) return pad.takeBack();
    void pad.ask().then((answer) => {
      if (open.asked !== ask) return;
      open.asked = null;
      this.#parts.say('pad-answer', { device: open.spec.id, ask, answer });
    });
  }

  #awaitCard(open: Open, reader: ByKind['reader'], wanted: boolean): void {
    if (wanted === (open.endCards !== null)) return;
    open.endCards?.();
    const device = open.spec.id;
    open.endCards = wanted
      ? reader.onCard((card) => this.#parts.say('card', { device, card }))
      : null;
  }

  #blankStrips(): void {
    for (const { spec, device } of this.#open.values()) {
      if (spec.kind === 'strip') (device as ByKind['strip'] | null)?.show(null);
    }
  }

  #end(id: string): void {
    const open = this.#open.get(id);
    this.#open.delete(id);
    for (const end of open?.ends ?? []) end();
    open?.endCards?.();
    if (!open?.device) return;
    this.#parts.log.info({ device: id }, 'hosts the device no more');
    const closing = open.device.close().finally(() => this.#closing.delete(id));
    this.#closing.set(id, closing);
  }

  #sayHealth({ spec, device, trouble }: Open): void {
    const health: AnyHealth = device
      ? (device as Device<PrinterState>).health()
      : { state: 'error', heardAt: null, detail: trouble };
    const { state, heardAt, detail } = health;
    const ago = heardAt === null ? null : Math.max(0, this.#parts.clock.now() - heardAt);
    this.#parts.say('health', {
      ...{ device: spec.id, state, detail: detail.slice(0, detailCharsMax) },
      heardMsAgo: ago === null ? null : Math.round(ago),
    });
  }

  #sayNowAndThen(): void {
    this.#sayTimer = this.#parts.clock.setTimeout(() => {
      this.sayAll();
      this.#sayNowAndThen();
    }, sayAgainMs);
  }
}

const same = (one: HostedDevice, other: HostedDevice): boolean =>
  one.kind === other.kind && one.address === other.address;
