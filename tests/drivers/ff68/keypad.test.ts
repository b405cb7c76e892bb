/**
 * The whole driver against pretend keypads and pads on one line, on a socket and on a real
 * pseudo-terminal: what a counter sees of each misfortune, and that no press is lost or doubled.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Device, DeviceState, Keypad } from '../../../drivers/driver.ts';
import { openKeypad } from '../../../drivers/open-keypad.ts';
import { openPad } from '../../../drivers/open-pad.ts';
import { Lines } from '../../../drivers/ports/lines.ts';
import { portTimes } from '../../../drivers/ports/port.ts';
import { PretendKeypad } from '../../../fixtures/machines/keypad.ts';
import { PretendLine } from '../../../fixtures/machines/keypad-line.ts';
import { PretendPad } from '../../../fixtures/machines/pad.ts';
import { until } from '../waiting.ts';
import { settled } from './settled.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
const times = { retryMs: 200, triesMax: 6 };

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Wire = 'tcp' | 'serial';

class Hall {
  readonly line: PretendLine;
  readonly lines = new Lines(clock, { ...portTimes, retryMsMin: 50, retryMsMax: 200 });
  readonly #base: string;
  readonly #looks = new Set<() => void>();

  constructor(line: PretendLine, base: string) {
    this.line = line;
    this.#base = base;
  }

  /** A keypad on the line, its driver, and the keys that were told. */
  keypad(station: number, settings = '') {
    const pretend = new PretendKeypad(station, this.line, times);
    const driver = openKeypad(`${this.#base}?station=${station}${settings}`, this.lines, clock);
    const keys: string[] = [];
    driver.onKey((key) => {
      keys.push(key);
      for (const look of [...this.#looks]) look();
    });
    ends.push(() => pretend.stop());
    ends.push(() => driver.close());
    return { pretend, driver, keys };
  }

  pad(station: number, settings = '') {
    const pretend = new PretendPad(station, this.line, times);
    const driver = openPad(`${this.#base}?station=${station}${settings}`, this.lines, clock);
    ends.push(() => pretend.stop());
    ends.push(() => driver.close());
    return { pretend, driver };
  }

  /** Waits for something on the line or among the keys. */
  on(what: string, isSo: () => boolean): Promise<void> {
    return until(what, isSo, (look) => {
      this.#looks.add(look);
      const end = this.line.onChange(look);
      return () => {
        end();
        this.#looks.delete(look);
      };
    });
  }
}

async function hall(wire: Wire): Promise<Hall> {
  const folder = mkdtempSync(join(tmpdir(), 'keypad-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const ptyLink = join(folder, 'line');
  const line = new PretendLine({ clock, ...(wire === 'tcp' ? { tcpPort: 0 } : { ptyLink }) });
  await line.plug();
  ends.push(() => line.unplug());
  return new Hall(line, line.address(ptyLink));
}

const isIn = (device: Device, state: DeviceState) =>
  until(
    `health ${state}`,
    () => device.health().state === state,
    (look) => device.onHealth(look),
  );

/** The line is there and believed: the display shows what it was told. */
async function shows(one: Hall, { driver, pretend }: Pick<Ends, 'driver' | 'pretend'>) {
  driver.showWaiting(7);
  await one.on('the display', () => pretend.display === '007   ');
  await settled(driver);
}
interface Ends {
  readonly driver: Keypad;
  readonly pretend: PretendKeypad;
}

describe.each<{ wire: Wire }>([{ wire: 'tcp' }, { wire: 'serial' }])('on $wire', ({ wire }) => {
  test('several keypads on one line: keys, displays and beeps go to the right one', async () => {
    const one = await hall(wire);
    const all = [1, 2, 3].map((station) => one.keypad(station));
    for (const each of all) await shows(one, each);
    expect(all.map(({ driver }) => driver.health().state)).toEqual(all.map(() => 'unknown'));
    for (const { pretend } of all) pretend.press('next');
    await one.on('three keys', () => all.every(({ pretend }) => pretend.heardWords === 1));
    expect(all.map(({ keys }) => keys)).toEqual(all.map(() => ['call-next']));
    expect(all.map(({ driver }) => driver.health().state)).toEqual(all.map(() => 'ready'));
    all[1]?.driver.showCalled('A1017');
    all[1]?.driver.beep();
    await one.on('a beep', () => all[1]?.pretend.beeps === 1);
    expect(all.map(({ pretend }) => pretend.display)).toEqual(['007   ', '   017', '007   ']);
    expect(all.map(({ pretend }) => pretend.beeps)).toEqual([0, 1, 0]);
  });

  test('half a frame, a wrong checksum and noise: said again, and one press', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    await shows(one, it);
    it.pretend.set({ halfFrames: 1, wrongChecksums: 1 });
    one.line.say(Uint8Array.of(0xff, 0x68, 0x03, 0xff, 0x00));
    it.pretend.press('ok', [6]);
    await one.on('heard', () => it.pretend.heardWords === 1);
    expect(it.keys).toEqual(['no-show']);
  });

  test('a slow line, byte by byte: all presses in their order', async () => {
    const one = await hall(wire);
    const it = one.keypad(3, '&repeat=2000');
    await shows(one, it);
    one.line.set({ pieces: { bytes: 1, everyMs: 4 } });
    it.pretend.press('next');
    it.pretend.press('recall');
    it.pretend.press('ok', [0], true);
    await one.on('heard', () => it.pretend.heardWords === 4);
    expect(it.keys).toEqual(['call-next', 'recall', 'park']);
  });

  test('a keypad that does not hear us says it again: one press, and an error', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    await shows(one, it);
    it.pretend.set({ deaf: true });
    it.pretend.press('next');
    await isIn(it.driver, 'error');
    await one.on('given up', () => it.pretend.lostWords === 1);
    expect(it.keys).toEqual(['call-next']);
    it.pretend.set({ deaf: false });
    it.pretend.press('recall');
    it.pretend.press('pause');
    await isIn(it.driver, 'ready');
    expect(it.keys).toEqual(['call-next', 'recall', 'pause']);
  });

  test('an adapter that hears itself: no press is doubled, nothing goes round', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    one.line.set({ echoes: true });
    await shows(one, it);
    it.pretend.press('next');
    await one.on('heard', () => it.pretend.heardWords === 1);
    it.pretend.press('recall');
    await one.on('heard', () => it.pretend.heardWords === 2);
    expect(it.keys).toEqual(['call-next', 'recall']);
    expect(it.driver.health().state).toBe('ready');
  });

  test('unplugged: named; plugged in again the newest number is shown, and nothing older', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    await shows(one, it);
    it.driver.showCalled('A017');
    await one.on('A017', () => it.pretend.display === '   017');
    await one.line.unplug();
    await isIn(it.driver, 'unplugged');
    it.pretend.cutPower();
    it.driver.beep();
    it.driver.showCalled('A018');
    it.driver.showCalled('A019');
    one.line.received.length = 0;
    await one.line.plug();
    await one.on('A019', () => it.pretend.display === '   019');
    await settled(it.driver);
    const said = Buffer.concat(one.line.received);
    expect(said.includes(Buffer.from([0x01, 0x08]))).toBe(false);
    expect(it.pretend.beeps).toBe(0);
    expect(it.driver.health().state).toBe('unknown');
    it.pretend.press('next');
    await isIn(it.driver, 'ready');
    expect(it.keys).toEqual(['call-next']);
  });

  test('a key pressed while nobody was connected, and poured out later, calls nobody', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    await shows(one, it);
    one.line.set({ keeps: true });
    await one.line.unplug();
    await isIn(it.driver, 'unplugged');
    it.pretend.press('next');
    await one.on('given up', () => it.pretend.lostWords === 1);
    await one.line.plug();
    await settled(it.driver);
    it.pretend.press('recall');
    await one.on('heard', () => it.pretend.heardWords === 1);
    expect(it.keys).toEqual(['recall']);
  });

  test('a display that lost its power is told again by itself', async () => {
    const one = await hall(wire);
    const it = one.keypad(3, '&refresh=1');
    await shows(one, it);
    it.pretend.cutPower();
    await one.on('again', () => it.pretend.display === '007   ');
  });

  test('set to send back what it is told: ready without a key, silent when it is off', async () => {
    const one = await hall(wire);
    const it = one.keypad(3, '&echo=yes&refresh=1');
    it.pretend.set({ echoes: true });
    it.driver.showWaiting(7);
    await isIn(it.driver, 'ready');
    it.pretend.set({ silent: true });
    await isIn(it.driver, 'silent');
  });

  test('a pad beside a keypad: asked, rated, and asked again', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    const pad = one.pad(9);
    await shows(one, it);
    const first = pad.driver.ask();
    await one.on('asking', () => pad.pretend.asking);
    pad.pretend.rate(2);
    expect(await first).toEqual({ key: 2 });
    await one.on('heard', () => pad.pretend.heardWords === 1);
    const second = pad.driver.ask();
    await one.on('asked twice', () => pad.pretend.asked === 2);
    pad.driver.takeBack();
    expect(await second).toBe('unrated');
    pad.pretend.rate(1);
    await one.on('heard', () => pad.pretend.heardWords === 2);
    expect(pad.driver.health().state).toBe('ready');
    expect(it.keys).toEqual([]);
  });

  test('a pad behind a keypad, at its station: a rating is no key, and a key no rating', async () => {
    const one = await hall(wire);
    const it = one.keypad(3);
    const pad = one.pad(3);
    await shows(one, it);
    const asked = pad.driver.ask();
    await one.on('asking', () => pad.pretend.asking);
    it.pretend.press('recall');
    await one.on('the key', () => it.keys.length === 1);
    pad.pretend.rate(3);
    expect(await asked).toEqual({ key: 3 });
    await one.on('heard', () => it.pretend.heardWords + pad.pretend.heardWords === 2);
    expect(it.keys).toEqual(['recall']);
    expect([it.pretend.lostWords, pad.pretend.lostWords]).toEqual([0, 0]);
  });

  test('a rating with a wrong checksum is said again and counts once', async () => {
    const one = await hall(wire);
    const pad = one.pad(9);
    const asked = pad.driver.ask();
    await one.on('asking', () => pad.pretend.asking);
    pad.pretend.set({ wrongChecksums: 1 });
    pad.pretend.rate(0);
    expect(await asked).toEqual({ key: 0 });
  });

  test('closed while it asks: unreachable, and the line is free for another', async () => {
    const one = await hall(wire);
    const pad = one.pad(9);
    const asked = pad.driver.ask();
    await one.on('asking', () => pad.pretend.asking);
    await pad.driver.close();
    expect(await asked).toBe('unreachable');
    expect(await pad.driver.ask()).toBe('unreachable');
  });
});
