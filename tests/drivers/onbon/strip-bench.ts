/**
 * Strips' drivers on one pretend line, with pretend strips at its end and a clock stepped by hand:
 * what tests of the machine stand on.
 */
import { expect } from 'vitest';
import type { Face, Strip } from '../../../drivers/driver.ts';
import { type StripProfile, usualStrip } from '../../../drivers/onbon/profile.ts';
import { openOnbonStrip } from '../../../drivers/onbon/strip.ts';
import { Bus } from '../../../drivers/ports/bus.ts';
import { StripEngine } from '../../../fixtures/machines/strip-engine.ts';
import { type PretendWire, passing, type WireBench, wireBench } from '../ports/wire-bench.ts';

export interface StripBench extends WireBench {
  readonly engine: StripEngine;
  readonly strips: readonly Strip[];
  /** The first of them. */
  readonly strip: Strip;
  /** The cable is in: the wire opens and carries bytes both ways. */
  plug(): void;
  pull(): void;
  pass(ms: number): Promise<void>;
  /** Frames written since the start, on all connections. */
  written(): number;
}

export const face = (text: string, more: Partial<Face> = {}): Face => ({
  text,
  colour: 'red',
  brightness: 16,
  ...more,
});

/** Strips 1 to `count`, plugged in and ready. */
export async function stripBench(
  change: Partial<StripProfile> = {},
  count = 1,
): Promise<StripBench> {
  let plugged = true;
  const connect = ({ events }: PretendWire) => {
    if (!plugged) return;
    engine.connect((bytes) => events.bytes(Uint8Array.from(bytes)));
    events.opened();
  };
  const bench = wireBench({ opening: connect, bytes: (bytes) => engine.receive(bytes) });
  const stations = Array.from({ length: count }, (_, at) => at + 1);
  const engine = new StripEngine(stations, bench.clock);
  const bus = new Bus(bench.port, bench.clock);
  const strips = stations.map((station) =>
    openOnbonStrip({
      station: bus.station(async () => {}),
      profile: { ...usualStrip, ...change, station },
      clock: bench.clock,
      byteMs: 0,
    }),
  );
  const [strip] = strips;
  if (!strip) throw new RangeError('no strip');
  const made: StripBench = {
    ...bench,
    engine,
    strips,
    strip,
    plug: () => {
      plugged = true;
      connect(bench.wire());
    },
    pull: () => {
      plugged = false;
      bench.wire().events.ended('closed', 'pulled');
    },
    pass: (ms) => passing(bench.clock, ms),
    written: () => bench.wires.reduce((sum, { written }) => sum + written.length, 0),
  };
  await made.pass(100 * count);
  if (change.reply !== 'none') {
    expect(strips.map((one) => one.health().state)).toEqual(strips.map(() => 'ready'));
  }
  return made;
}
