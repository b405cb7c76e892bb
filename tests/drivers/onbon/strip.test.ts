/**
 * Strips on real lines: several on one socket and on one pseudo-terminal, with pretend strips at the
 * other end that misbehave, lose their power and their cable.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Strip } from '../../../drivers/driver.ts';
import { openStrip } from '../../../drivers/open-strip.ts';
import { Lines } from '../../../drivers/ports/lines.ts';
import { type PretendStrips, startPretendStrips } from '../../../fixtures/machines/strip.ts';
import { until } from '../waiting.ts';
import { face } from './strip-bench.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function setUp(wire: 'tcp' | 'serial') {
  const folder = mkdtempSync(join(tmpdir(), 'strips-'));
  const path = join(folder, 'line');
  const machine = await startPretendStrips({
    clock,
    stations: [1, 2, 3],
    ...(wire === 'tcp' ? { tcpPort: 0 } : { ptyLink: path }),
  });
  const line = wire === 'tcp' ? `tcp://127.0.0.1:${machine.tcp?.port}` : `serial:${path}`;
  const lines = new Lines(clock);
  const open = (station: number) => openStrip(`${line}?station=${station}`, lines, clock);
  const strips = [open(1), open(2), open(3)];
  ends.push(
    async () => rmSync(folder, { recursive: true }),
    () => machine.close(),
    () => Promise.all(strips.map((strip) => strip.close())),
  );
  for (const strip of strips) await stateIs(strip, 'ready');
  const [first, second] = strips;
  if (!first || !second) throw new RangeError('no strips');
  return { machine, strips, first, second };
}

const stateIs = (strip: Strip, state: string, withinMs = 50_000) =>
  until(
    `the strip is ${state}`,
    () => strip.health().state === state,
    (look) => strip.onHealth(look),
    withinMs,
  );

const shows = (
  { engine }: PretendStrips,
  station: number,
  text: string | null,
  withinMs = 50_000,
) =>
  until(
    `strip ${station} shows ${text}`,
    () => engine.face(station).text === text,
    (look) => engine.onChange(look),
    withinMs,
  );

describe.each(['tcp', 'serial'] as const)('strips on a %s line', (wire) => {
  test('show each its own', async () => {
    const { machine, strips } = await setUp(wire);
    for (const [at, strip] of strips.entries()) strip.show(face(`请A01${at}号到${at + 1}号窗口`));
    for (const at of strips.keys()) await shows(machine, at + 1, `请A01${at}号到${at + 1}号窗口`);
    strips[1]?.show(null);
    await shows(machine, 2, null);
    expect(machine.engine.face(1).text).toBe('请A010号到1号窗口');
    expect(machine.engine.faults).toEqual([]);
  });

  test.each([
    ['without power', { powered: false }, 'silent'],
    ['silent', { silent: true }, 'silent'],
    ['answering with noise', { answers: 'noise' as const }, 'error'],
    ['answering by halves', { answers: 'half' as const }, 'error'],
    ['answering with wrong sums', { answers: 'wrong-sum' as const }, 'error'],
    ['too slow', { slowMs: 2_000 }, 'silent'],
    ['refusing', { refuses: 4 }, 'error'],
  ])('one that is %s is named within 5 s, and the others go on', async (_, fault, state) => {
    const { machine, first, second } = await setUp(wire);
    machine.engine.set(fault, 1);
    first.show(face('A012'));
    await stateIs(first, state);
    second.show(face('B001'));
    await shows(machine, 2, 'B001');
    expect(second.health().state).toBe('ready');
    machine.engine.set({ powered: true, silent: false, answers: 'well', slowMs: 0, refuses: 0 }, 1);
    await shows(machine, 1, 'A012');
    await stateIs(first, 'ready');
  });

  test('answers out of order are nobody else’s', async () => {
    const { machine, first, second } = await setUp(wire);
    machine.engine.set({ answers: 'late' }, 1);
    machine.engine.set({ powered: false }, 2);
    first.show(face('A012'));
    second.show(face('B001'));
    await until(
      'the dead strip is found out',
      () => second.health().state !== 'ready',
      (look) => second.onHealth(look),
    );
    machine.engine.set({ answers: 'well', powered: true });
    await shows(machine, 1, 'A012');
    await shows(machine, 2, 'B001');
  });

  test('a pulled cable is named within 5 s; back, the latest faces are sent', async () => {
    const { machine, strips, first } = await setUp(wire);
    first.show(face('A012'));
    await shows(machine, 1, 'A012');
    await machine.unplug();
    for (const strip of strips) await stateIs(strip, 'unplugged');
    const told = machine.engine.face(1).told;
    first.show(face('A013'));
    first.show(face('A014'));
    await machine.replug();
    await shows(machine, 1, 'A014');
    for (const strip of strips) await stateIs(strip, 'ready');
    expect(machine.engine.face(1).told).toBe(told + 1);
  });
});
