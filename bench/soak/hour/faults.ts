/**
 * What a hall's hour has against it, by the minute: cables are pulled in turns, one printer is out of
 * paper for a minute, the carrier turns texts away and breaks its line, the strips' cable comes loose.
 * All of it comes round within four minutes, so that a short run meets most of it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Cable } from './crowd.ts';
import type { Scene } from './end.ts';

const cables: readonly Cable[] = ['screens', 'kiosks', 'counters'];
/** How long a cable is out, in turns, ms: broken and back at once, or longer than a page waits. */
const outMs = [0, 3_000, 8_000];
const startMs = 10_000;
const carrierMs = 15_000;
const stripsMs = 20_000;
const printerOut = 1;
/** CMPP: too many at once; such a text is tried again. */
const tooMany = 8;

/** Does what is due in the minute `nth` (from 1 on); resolves when it is over. */
export async function faultsOf(nth: number, { crowd, machines }: Scene): Promise<void> {
  const paper = nth % 4 === 1 ? 'out' : 'ok';
  await machines.ask('paper', { printer: printerOut, is: paper });
  await pause(startMs);
  const ms = outMs[Math.floor(nth / cables.length) % outMs.length] ?? 0;
  const pulled = [cables[nth % cables.length] ?? 'screens', cables[(nth + 1) % cables.length]];
  await Promise.all(
    pulled.map((cable, at) =>
      crowd.ask('cut', { cable: cable ?? 'kiosks', ms: at === 0 ? ms : 0 }),
    ),
  );
  if (nth % 2 === 0) {
    await machines.ask('carrier', { result: tooMany, cut: true });
    await pause(carrierMs);
    await machines.ask('carrier', { result: 0, cut: false });
  } else {
    await machines.ask('cable', { plugged: false });
    await pause(stripsMs);
    await machines.ask('cable', { plugged: true });
  }
}
