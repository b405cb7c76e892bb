/**
 * Whatever devices do on a shared line, and whenever it is lost: no two speak at once, every turn
 * ends by one name, whoever waits is passed by each other station once and once more for every turn that
 * runs late meanwhile, and what went out on a connection was asked for on that connection.
 */
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
  tuple,
} from 'fast-check';
import { expect, test } from 'vitest';
import { Bus, type Station, type Turn } from '../../../drivers/ports/bus.ts';
import { passing, type WireBench, wireBench } from './wire-bench.ts';

type Deed =
  | { readonly kind: 'turn'; readonly station: number; readonly takesMs: number; readonly end: End }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'pull' }
  | { readonly kind: 'open' }
  | { readonly kind: 'leave'; readonly station: number };
type End = 'result' | 'throw' | 'never';

const stations = 4;
const withinMs = 60;
const of = <T>(kind: T) => record({ kind: constantFrom(kind) });
const deed: Arbitrary<Deed> = oneof(
  {
    weight: 12,
    arbitrary: record({
      kind: constantFrom('turn' as const),
      station: nat(stations - 1),
      takesMs: integer({ min: 0, max: 90 }),
      end: constantFrom<End>('result', 'result', 'throw', 'never'),
    }),
  },
  {
    weight: 6,
    arbitrary: record({ kind: constantFrom('pass' as const), ms: integer({ min: 1, max: 80 }) }),
  },
  { weight: 1, arbitrary: of('pull' as const) },
  { weight: 3, arbitrary: of('open' as const) },
  {
    weight: 1,
    arbitrary: record({ kind: constantFrom('leave' as const), station: nat(stations - 1) }),
  },
);

interface Asked {
  readonly id: number;
  readonly station: number;
  readonly connection: number;
  /** Turns that other stations began while this one stood first in its station's row. */
  passedBy: number[];
  /** Those turns, and the one that was under way when it came to stand there. */
  during: Asked[];
  began: boolean;
  active: boolean;
  ended: unknown[];
}

class Watch {
  readonly asked: Asked[] = [];
  readonly wrong: string[] = [];
  readonly #bench: WireBench;

  constructor(bench: WireBench) {
    this.#bench = bench;
  }

  ask(station: Station, deed: Extract<Deed, { kind: 'turn' }>): void {
    const asked: Asked = {
      id: this.asked.length,
      station: deed.station,
      connection: this.#bench.wires.length,
      passedBy: [],
      during: this.asked.filter((other) => other.active),
      began: false,
      active: false,
      ended: [],
    };
    this.asked.push(asked);
    const end = (how: unknown) => {
      asked.active = false;
      asked.ended.push(how);
    };
    station.turn(withinMs, (turn) => this.#act(asked, turn, deed)).then(end, end);
  }

  async #act(asked: Asked, turn: Turn, { takesMs, end }: Extract<Deed, { kind: 'turn' }>) {
    // Ends of turns are heard a moment later than they happen: only a turn that nobody was told
    // the end of, and that has not run out, is still active.
    const others = this.asked.filter((other) => other.active && other.ended.length === 0);
    if (others.length > 0) this.wrong.push(`${asked.id} began while ${others[0]?.id} was active`);
    asked.began = true;
    asked.active = true;
    for (const other of this.asked) {
      const first = this.asked.find((one) => one.station === other.station && this.#waits(one));
      if (other !== first) continue;
      other.during.push(asked);
      if (other.station !== asked.station) other.passedBy.push(asked.station);
    }
    void turn.write(Buffer.from(`${asked.id}`));
    if (end === 'never') return await new Promise<never>(() => {});
    await new Promise<void>((resolve) => this.#bench.clock.setTimeout(resolve, takesMs));
    if (end === 'result' && this.#bench.port.state().is === 'open') {
      this.#bench.wire().events.bytes(Buffer.from('answer'));
    }
    void turn.write(Buffer.from(`${asked.id}`));
    if (end === 'throw') throw new Error('a bug');
    return 'result';
  }

  #waits(asked: Asked): boolean {
    return !asked.began && asked.ended.length === 0;
  }
}

async function play(bench: WireBench, watch: Watch, all: Station[], deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'turn': {
      const station = all[deed.station];
      if (station) watch.ask(station, deed);
      break;
    }
    case 'pass':
      await passing(bench.clock, deed.ms);
      break;
    case 'pull':
      bench.wire().events.ended('closed', 'pulled');
      break;
    case 'open':
      bench.wire().events.opened();
      break;
    case 'leave':
      await all[deed.station]?.leave();
      break;
  }
}

test('on a shared line each speaks alone, in fair turns, and never later', async () => {
  await assert(
    asyncProperty(tuple(array(deed, { maxLength: 60 })), async ([deeds]) => {
      const bench = wireBench();
      const bus = new Bus(bench.port, bench.clock);
      const all = Array.from({ length: stations }, () => bus.station(async () => {}));
      const watch = new Watch(bench);
      bench.wire().events.opened();
      for (const one of deeds) await play(bench, watch, all, one);
      await passing(bench.clock, 60_000);
      expect(watch.wrong).toEqual([]);
      for (const { ended, passedBy, during } of watch.asked) {
        expect(ended).toHaveLength(1);
        // Once in the order of turns, and to find out whether it is the line that is dead.
        const passesMax = 1 + during.filter((one) => one.ended[0] === 'late').length;
        for (let other = 0; other < stations; other++) {
          expect(passedBy.filter((one) => one === other).length).toBeLessThanOrEqual(passesMax);
        }
      }
      bench.wires.forEach(({ written }, at) => {
        for (const id of written) expect(watch.asked[Number(id)]?.connection).toBe(at + 1);
      });
      await bench.port.close();
    }),
    { numRuns: 150 },
  );
});
