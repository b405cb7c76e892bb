/**
 * From the order of a slip to its last byte at the printer, over a real pseudo-terminal whose far
 * end takes bytes at the pace of a line of 19,200 and 115,200 baud. One floor is what the slip's own
 * bytes need on that line; the other the same bytes written to the same line and nothing else, which
 * feels the machine's load as well. (From the tap to the order: `take-number`.)
 */
import { resolve } from 'node:path';
import { label, ticketId } from '../../core/hall/ids.ts';
import type { Printer } from '../../drivers/driver.ts';
import { compose } from '../../drivers/escpos/compose.ts';
import { paper80 } from '../../drivers/escpos/profile.ts';
import { openPrinter } from '../../drivers/open-printer.ts';
import type { Paper } from '../../drivers/paper.ts';
import { openPort } from '../../drivers/ports/open.ts';
import { type PretendPrinter, startPretendPrinter } from '../../fixtures/machines/printer.ts';
import { slipPaper } from '../../server/printing/slip.ts';
import { type Bench, percentile, type Sample, valuesOf } from '../rig/figures.ts';
import { withFolder } from '../rig/folders.ts';
import { inTurns } from '../rig/rounds.ts';

const slips = 15;
const bauds = [19_200, 115_200] as const;
const withinMs = 30_000;
const clock = { now: Date.now, setTimeout, clearTimeout };
const labelOf = (slip: number): string => `A${100 + slip}`;

/** An ordinary ticket with all that it bears. */
const slipOf = (slip: number): Paper =>
  slipPaper(
    {
      ...{ ticket: ticketId(`t${slip}`), label: label(labelOf(slip)), language: 'zh-Hans' },
      hall: { 'zh-Hans': '东城区政务服务中心', en: 'Dongcheng' },
      service: { 'zh-Hans': '内资企业设立登记', en: 'Registration' },
      ...{ ahead: slip, counters: ['1', '2', '12'], issuedAt: Date.UTC(2026, 10, 20, 1, 42) },
      ...{ class: null, slotAt: null, promised: { low: 12, high: 18 }, assisted: false },
    },
    {
      ...{ reprint: false, timeZone: 'Asia/Shanghai' },
      link: `https://hall.example.gov.cn/t/4f1c9a0be7d2${labelOf(slip)}`,
    },
  );

export const printer: Bench = {
  name: 'printer',
  run: async (context) => {
    const samples = await inTurns(context, {
      slow: () => withFolder((folder) => driven(folder, bauds[0])),
      slowBare: () => withFolder((folder) => bare(folder, bauds[0])),
      fast: () => withFolder((folder) => driven(folder, bauds[1])),
      fastBare: () => withFolder((folder) => bare(folder, bauds[1])),
    });
    const sides = [
      { baud: bauds[0], ours: samples.slow, line: samples.slowBare },
      { baud: bauds[1], ours: samples.fast, line: samples.fastBare },
    ];
    return sides.flatMap(({ baud, ours, line }) =>
      ['p50', 'p99'].flatMap((name) => [
        {
          name: `slip ordered -> last byte, ${baud} baud, ${name}`,
          unit: 'ms',
          runs: valuesOf(ours, name),
          floor: valuesOf(ours, 'lineMs'),
          note: "floor: the bytes' own time on the line",
        },
        {
          name: `slip ordered -> last byte, ${baud} baud, against bare bytes, ${name}`,
          unit: 'ms',
          runs: valuesOf(ours, name),
          floor: valuesOf(line, name),
        },
      ]),
    );
  },
};

async function driven(folder: string, baud: number): Promise<Sample> {
  const path = resolve(folder, 'line');
  const machine = await startPretendPrinter({ clock, ptyLink: path });
  machine.engine.set({ baud });
  const driver = openPrinter(`serial:${path}?baud=${baud}`, clock);
  try {
    await until('the printer is ready', driver.health().state === 'ready', (look) =>
      driver.onHealth(({ state }) => look(state === 'ready')),
    );
    return await sampleOf(machine, baud, (slip) => ordered(driver, slip));
  } finally {
    await driver.close();
    await machine.close();
  }
}

async function ordered(driver: Printer, slip: number): Promise<void> {
  const { outcome, detail } = await driver.print(slipOf(slip));
  if (outcome !== 'printed') throw new Error(`a slip ended ${outcome}: ${detail ?? ''}`);
}

async function bare(folder: string, baud: number): Promise<Sample> {
  const path = resolve(folder, 'line');
  const machine = await startPretendPrinter({ clock, ptyLink: path });
  machine.engine.set({ baud });
  const port = openPort({ wire: 'serial', path, baud, flow: 'none' }, clock);
  try {
    await until('the line is open', port.state().is === 'open', (look) =>
      port.listen({ changed: ({ is }) => look(is === 'open'), bytes: () => {} }),
    );
    const composed = await Promise.all(
      Array.from({ length: slips }, (_, slip) => compose(slipOf(slip), paper80)),
    );
    return await sampleOf(machine, baud, async (slip) => {
      await port.write(composed[slip]?.bytes ?? new Uint8Array(), withinMs);
    });
  } finally {
    await port.close();
    await machine.close();
  }
}

/** Slips one after the other, each timed until its cut has come in at the printer. */
async function sampleOf(
  { engine }: PretendPrinter,
  baud: number,
  print: (slip: number) => Promise<void>,
): Promise<Sample> {
  const took: number[] = [];
  const line: number[] = [];
  for (let slip = 0; slip < slips; slip += 1) {
    const { bytes } = await compose(slipOf(slip), paper80);
    line.push((bytes.length * 10_000) / baud);
    const startedAt = performance.now();
    const isOut = () =>
      engine.papers().some(({ cut, lines }) => cut !== null && lines.includes(labelOf(slip)));
    const out = until(`slip ${slip} is out`, false, (look) =>
      engine.onChange(() => look(isOut())),
    ).then(() => took.push(performance.now() - startedAt));
    await Promise.all([out, print(slip)]);
  }
  if (engine.fault !== null) throw new Error(`the printer stopped: ${engine.fault}`);
  return {
    ...{ p50: percentile(took, 0.5), p99: percentile(took, 0.99) },
    lineMs: percentile(line, 0.5),
  };
}

async function until(
  what: string,
  already: boolean,
  onEvent: (look: (isSo: boolean) => void) => () => void,
): Promise<void> {
  if (already) return;
  await new Promise<void>((done, failed) => {
    const timer = setTimeout(() => {
      end();
      failed(new Error(`not within ${withinMs} ms: ${what}`));
    }, withinMs);
    const end = onEvent((isSo) => {
      if (!isSo) return;
      clearTimeout(timer);
      end();
      done();
    });
  });
}
