/** A port on a wire that only pretends, and a clock that is stepped: what tests of lines stand on. */
import { createPort, type Port, type WireEvents } from '../../../drivers/ports/port.ts';
import { SteppedClock } from '../stepped-clock.ts';

export interface PretendWire {
  readonly events: WireEvents;
  readonly written: string[];
  /** Set: writes are not taken until the test calls them done. */
  holds: boolean;
  readonly held: ((error: Error | null) => void)[];
}

export interface WireBench {
  readonly clock: SteppedClock;
  readonly port: Port;
  readonly wires: PretendWire[];
  wire(): PretendWire;
}

/** What stands at the far end, where a test wants more there than notes. */
export interface WireFar {
  /** A wire begins to open. */
  opening(wire: PretendWire): void;
  bytes(bytes: Uint8Array): void;
}

export function wireBench(far: WireFar | null = null): WireBench {
  const clock = new SteppedClock();
  const wires: PretendWire[] = [];
  const port = createPort(
    'pretend',
    (events) => {
      const wire: PretendWire = { events, written: [], holds: false, held: [] };
      wires.push(wire);
      if (far) clock.setTimeout(() => far.opening(wire), 1);
      return {
        write: (bytes, done) => {
          wire.written.push(Buffer.from(bytes).toString('latin1'));
          far?.bytes(bytes);
          if (wire.holds) wire.held.push(done);
          else done(null);
        },
        end: async () => {},
      };
    },
    clock,
  );
  const wire = () => {
    const last = wires.at(-1);
    if (!last) throw new Error('no wire yet');
    return last;
  };
  return { clock, port, wires, wire };
}

/** Lets promises that are already settled be heard. */
export const heard = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Passes time timer by timer, so that what a promise starts in between is in its place. */
export async function passing(clock: SteppedClock, ms: number): Promise<void> {
  const end = clock.now() + ms;
  await heard();
  for (;;) {
    const next = clock.nextIn();
    if (next === null || clock.now() + next > end) break;
    clock.pass(next);
    await heard();
  }
  clock.pass(end - clock.now());
  await heard();
}
