/**
 * Says things on a shared line, each in a turn of its own and none after its time: what a pulled
 * cable or a long queue held up is not said to somebody who does not expect it any more.
 */
import type { Clock } from '../clock.ts';
import type { Station, Turn } from '../ports/bus.ts';
import { encode, type Frame, sameFrame } from './frame.ts';
import { readFrames } from './parser.ts';
import type { Told } from './talk.ts';

/** Until a frame has left us: the longest takes 16 ms at 9600 baud, 125 at 1200. */
const writeMs = 1_000;
/** Until a device that sends back what it is told has done so (unverified). */
const echoMs = 400;

export class Speaker {
  readonly #station: Station;
  readonly #clock: Clock;

  constructor(station: Station, clock: Clock) {
    this.#station = station;
    this.#clock = clock;
  }

  /** Says what `bytes` gives when the turn comes; null says nothing. Never rejects. */
  async say(bytes: () => Uint8Array | null): Promise<Told> {
    const outcome = await this.#station.turn(writeMs, async (turn) => {
      const now = bytes();
      return now ? turn.write(now) : 'not-open';
    });
    return outcome === 'written' ? 'written' : 'failed';
  }

  /** The same with something that has its moment, until `until` (epoch ms). */
  sayBy(bytes: Uint8Array, until: number): Promise<Told> {
    return this.say(() => (this.#clock.now() <= until ? bytes : null));
  }

  /** Says a frame and hears it back; nobody else speaks until then. Never rejects. */
  async sayAndHear(frame: () => Frame | null): Promise<Told> {
    let wrote = false;
    const outcome = await this.#station.turn(echoMs, async (turn) => {
      const now = frame();
      if (!now) return 'failed';
      const back = heardBack(turn, now);
      wrote = (await turn.write(encode(now))) === 'written';
      if (!wrote) return 'failed';
      await back;
      return 'answered';
    });
    if (outcome === 'answered') return 'answered';
    return outcome === 'late' && wrote ? 'unanswered' : 'failed';
  }
}

function heardBack(turn: Turn, frame: Frame): Promise<void> {
  return new Promise((resolve) => {
    let rest: readonly number[] = [];
    turn.hear((bytes) => {
      const read = readFrames(rest, bytes);
      rest = read.rest;
      if (read.frames.some((one) => sameFrame(one, frame))) resolve();
    });
  });
}
