/**
 * Fifty strips on one RS-485 bus of 57,600 baud: how long from the wish until each shows it, when all
 * change at once, over a real pseudo-terminal whose far end takes and gives bytes at the line's speed.
 * One floor is what the bytes of questions and answers alone need on that line; the other a bare loop
 * of question and answer over the same line in the same run, which feels the machine's load as well.
 * And how fast the parser reads, beside a loop that only sums its check sum.
 */
import { resolve } from 'node:path';
import type { Strip } from '../../drivers/driver.ts';
import { bytesOf } from '../../drivers/onbon/commands.ts';
import { crc16 } from '../../drivers/onbon/frame.ts';
import { FrameParser } from '../../drivers/onbon/parser.ts';
import { usualStrip } from '../../drivers/onbon/profile.ts';
import { openStrip } from '../../drivers/open-strip.ts';
import { Lines } from '../../drivers/ports/lines.ts';
import { openPort } from '../../drivers/ports/open.ts';
import type { Port } from '../../drivers/ports/port.ts';
import { type PretendStrips, startPretendStrips } from '../../fixtures/machines/strip.ts';
import { answerOf } from '../../fixtures/machines/strip-frames.ts';
import { type Bench, percentile, type Sample, valuesOf } from '../rig/figures.ts';
import { withFolder } from '../rig/folders.ts';
import { inTurns } from '../rig/rounds.ts';

const count = 50;
const changes = 3;
const baud = 57_600;
const byteMs = 10_000 / baud;
const readyWithinMs = 20_000;
const clock = { now: Date.now, setTimeout, clearTimeout };
const stations = Array.from({ length: count }, (_, at) => at + 1);
const faceOf = (change: number, station: number) => ({
  text: `请A${100 + ((change * 7 + station) % 900)}号到${station}号窗口`,
  colour: 'red' as const,
  brightness: 16,
});

export const strips: Bench = {
  name: 'strips',
  run: async (context) => {
    const { bus, bare, parser } = await inTurns(context, {
      bus: () => withFolder(busRun),
      bare: () => withFolder(bareRun),
      parser: async () => parserRun(),
    });
    return [
      {
        name: `${count} strips on one bus: all show a change, p50 of strips`,
        unit: 'ms',
        runs: valuesOf(bus, 'p50'),
        floor: valuesOf(bus, 'floorP50'),
        note: `floor: the bytes' own time at ${baud} baud`,
      },
      {
        name: `${count} strips on one bus: all show a change, p99 of strips`,
        unit: 'ms',
        runs: valuesOf(bus, 'p99'),
        floor: valuesOf(bus, 'floorP99'),
        note: `floor: the bytes' own time at ${baud} baud`,
      },
      {
        name: `${count} strips on one bus, against a bare loop, p99 of strips`,
        unit: 'ms',
        runs: valuesOf(bus, 'p99'),
        floor: valuesOf(bare, 'p99'),
        gate: { rule: 'times-floor-at-most', limit: 1.5 },
      },
      {
        name: 'parser of strips',
        unit: 'MB/s',
        runs: valuesOf(parser, 'parser'),
        floor: valuesOf(parser, 'floor'),
        note: 'floor: the check sum alone',
      },
    ];
  },
};

/** The time of each strip's text and answer on the line, summed in the order of the turns. */
function floorOf(change: number): number[] {
  let passed = 0;
  return stations.map((station) => {
    const profile = { ...usualStrip, station };
    const question = bytesOf({ say: 'text', face: faceOf(change, station) }, profile);
    const shownAt = passed + question.length * byteMs;
    passed = shownAt + answerOf(station, 2, 0).length * byteMs;
    return shownAt;
  });
}

async function busRun(folder: string): Promise<Sample> {
  const path = resolve(folder, 'bus');
  const machine = await startPretendStrips({ clock, stations, ptyLink: path, baud });
  const lines = new Lines(clock);
  const drivers = stations.map((station) =>
    openStrip(`serial:${path}?baud=${baud}&station=${station}`, lines, clock),
  );
  try {
    await allReady(drivers);
    const took: number[] = [];
    const floor: number[] = [];
    for (let change = 0; change < changes; change += 1) {
      took.push(...(await showAll(machine, drivers, change)));
      floor.push(...floorOf(change));
    }
    if (machine.engine.faults.length > 0) throw new Error(`faults: ${machine.engine.faults[0]}`);
    return {
      p50: percentile(took, 0.5),
      p99: percentile(took, 0.99),
      floorP50: percentile(floor, 0.5),
      floorP99: percentile(floor, 0.99),
    };
  } finally {
    await Promise.all(drivers.map((driver) => driver.close()));
    await machine.close();
  }
}

/** The same texts, asked one after the other by a loop that knows nothing else. */
async function bareRun(folder: string): Promise<Sample> {
  const path = resolve(folder, 'bus');
  const machine = await startPretendStrips({ clock, stations, ptyLink: path, baud });
  const port = openPort({ wire: 'serial', path, baud, flow: 'none' }, clock);
  const took: number[] = [];
  try {
    await within('the line is open', (look) => {
      port.listen({ changed: look, bytes: () => {} });
      return () => port.state().is === 'open';
    });
    for (let change = 0; change < changes; change += 1) {
      const startedAt = performance.now();
      for (const station of stations) {
        await askBare(port, station, change);
        took.push(performance.now() - startedAt);
      }
    }
  } finally {
    await port.close();
    await machine.close();
  }
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99) };
}

async function askBare(port: Port, station: number, change: number): Promise<void> {
  const parser = new FrameParser();
  let answers = 0;
  let end = () => {};
  const answered = within(`strip ${station} answers`, (look) => {
    end = port.listen({
      changed: () => {},
      bytes: (bytes) => {
        answers += parser.push(bytes).length;
        look();
      },
    });
    return () => answers > 0;
  });
  const face = faceOf(change, station);
  void port.write(bytesOf({ say: 'text', face }, { ...usualStrip, station }), readyWithinMs);
  await answered;
  end();
}

function allReady(drivers: readonly Strip[]): Promise<void> {
  return within('all strips answer', (look) => {
    for (const driver of drivers) driver.onHealth(look);
    return () => drivers.every((driver) => driver.health().state === 'ready');
  });
}

/** How long each strip took to show this change, in ms. */
async function showAll(
  { engine }: PretendStrips,
  drivers: readonly Strip[],
  change: number,
): Promise<number[]> {
  const took = new Map<number, number>();
  const startedAt = performance.now();
  let end = () => {};
  const shown = within('all strips show the change', (look) => {
    end = engine.onChange(() => {
      const passed = performance.now() - startedAt;
      for (const { station, text } of engine.faces()) {
        if (took.has(station) || text !== faceOf(change, station).text) continue;
        took.set(station, passed);
      }
      look();
    });
    return () => took.size === count;
  });
  for (const [at, driver] of drivers.entries()) driver.show(faceOf(change, at + 1));
  await shown;
  end();
  return [...took.values()];
}

/** Waits for what `watch` says is so, looked at whenever it says something changed. */
function within(what: string, watch: (look: () => void) => () => boolean): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () => fail(new Error(`not within ${readyWithinMs} ms: ${what}`)),
      readyWithinMs,
    );
    const isSo = watch(() => {
      if (!isSo()) return;
      clearTimeout(timer);
      done();
    });
  });
}

function parserRun(): Sample {
  const frames = stations.map((station) =>
    bytesOf({ say: 'text', face: faceOf(0, station) }, { ...usualStrip, station }),
  );
  const bytes = Buffer.concat(Array.from({ length: 200 }, () => Buffer.concat(frames)));
  const megabytes = bytes.length / 1_000_000;
  const seconds = (work: () => void): number => {
    const startedAt = performance.now();
    work();
    return (performance.now() - startedAt) / 1_000;
  };
  const parse = () => {
    const found = new FrameParser().push(bytes).length;
    if (found !== 200 * count) throw new Error(`only ${found} frames found`);
  };
  // Once for the compiler, then measured.
  parse();
  crc16(bytes);
  return {
    parser: megabytes / seconds(parse),
    floor: megabytes / seconds(() => void crc16(bytes)),
  };
}
