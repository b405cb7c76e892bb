/**
 * Devices of every kind that are as the test says, and remember what they were told.
 */
import { counterId, kioskId } from '../../../core/hall/ids.ts';
import type {
  CardRead,
  Face,
  Health,
  IdReader,
  Keypad,
  KeypadKey,
  PadAnswer,
  Printer,
  PrinterState,
  PrintOutcome,
  RatingPad,
  Scanner,
  Strip,
} from '../../../drivers/driver.ts';
import type { Paper } from '../../../drivers/paper.ts';
import { Registry } from '../../../server/devices/registry.ts';
import {
  type DeviceKind,
  type DeviceSettings,
  deviceId,
} from '../../../server/devices/settings.ts';

class Pretend<State extends PrinterState> {
  #state: State;
  closed = false;
  readonly #tells = new Set<(health: Health<State>) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  health(): Health<State> {
    return { state: this.#state, heardAt: null, detail: `it is ${this.#state}` };
  }

  onHealth(tell: (health: Health<State>) => void): () => void {
    this.#tells.add(tell);
    return () => this.#tells.delete(tell);
  }

  become(state: State): void {
    this.#state = state;
    for (const tell of this.#tells) tell(this.health());
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

type Plain = Health['state'];

/** Printer, strip, keypad, pad, reader and scanner in one. */
export class PretendDevice extends Pretend<Plain> {
  readonly papers: Paper[] = [];
  outcome: PrintOutcome = { outcome: 'printed' };
  readonly faces: (Face | null)[] = [];
  readonly called: (string | null)[] = [];
  readonly waiting: number[] = [];
  beeps = 0;
  /** Answers to questions that are open, in their order. */
  readonly asked: ((answer: PadAnswer) => void)[] = [];
  takenBack = 0;
  readonly #keys = new Set<(key: KeypadKey) => void>();
  readonly #cards = new Set<(card: CardRead) => void>();
  readonly #codes = new Set<(text: string) => void>();
  readonly #beeped = new Set<() => void>();

  constructor() {
    super('ready');
  }

  async print(paper: Paper): Promise<PrintOutcome> {
    this.papers.push(paper);
    return this.outcome;
  }

  show(face: Face | null): void {
    this.faces.push(face);
  }

  onKey(tell: (key: KeypadKey) => void): () => void {
    this.#keys.add(tell);
    return () => this.#keys.delete(tell);
  }

  press(key: KeypadKey): void {
    for (const tell of this.#keys) tell(key);
  }

  showCalled(label: string | null): void {
    this.called.push(label);
  }

  showWaiting(people: number): void {
    this.waiting.push(people);
  }

  beep(): void {
    this.beeps += 1;
    for (const tell of this.#beeped) tell();
  }

  /** Resolves at the next beep. */
  beeped(): Promise<void> {
    return new Promise((resolve) => {
      const tell = () => {
        this.#beeped.delete(tell);
        resolve();
      };
      this.#beeped.add(tell);
    });
  }

  ask(): Promise<PadAnswer> {
    return new Promise((resolve) => this.asked.push(resolve));
  }

  takeBack(): void {
    this.takenBack += 1;
    for (const answer of this.asked.splice(0)) answer('unrated');
  }

  onCard(tell: (card: CardRead) => void): () => void {
    this.#cards.add(tell);
    return () => this.#cards.delete(tell);
  }

  lay(card: CardRead): void {
    for (const tell of [...this.#cards]) tell(card);
  }

  get looking(): boolean {
    return this.#cards.size > 0;
  }

  onScan(tell: (text: string) => void): () => void {
    this.#codes.add(tell);
    return () => this.#codes.delete(tell);
  }
}

/** Settings of a device at a counter, or at a kiosk for a printer. */
export function settingsOf(
  kind: DeviceKind,
  at: string,
  more: Partial<DeviceSettings> = {},
): DeviceSettings {
  const place =
    kind === 'printer'
      ? ({ kind: 'kiosk', id: kioskId(at) } as const)
      : ({ kind: 'counter', id: counterId(at) } as const);
  return {
    ...{ id: deviceId(kind, place), kind, place, address: `tcp://10.0.0.1:${9000 + at.length}` },
    ...{ agent: null, responsible: null, serviceEveryDays: null, levels: [5, 4, 3, 2] },
    ...{ columns: null, line: null },
    ...more,
  };
}

/** A registry of pretend devices, and each by its id. */
export function pretendRegistry(settings: readonly DeviceSettings[]) {
  const devices = new Map(settings.map(({ id }) => [id, new PretendDevice()]));
  const open = ({ id }: DeviceSettings) => devices.get(id) as PretendDevice & Everything;
  const clock = { now: () => 0, setTimeout: () => 0, clearTimeout: () => {} };
  const registry = new Registry(settings, { clock, open, remote: open });
  return { registry, device: (id: string) => devices.get(id) as PretendDevice };
}

type Everything = Printer & Strip & Keypad & RatingPad & IdReader & Scanner;
