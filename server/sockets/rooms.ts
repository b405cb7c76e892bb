/**
 * All rooms of a hall: opened when the first peer comes, told of every change, closed when the last
 * has gone.
 */
import type { CounterId, KioskId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { allCounters, allLines, counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import type { HouseFacts } from '../../core/views/facts.ts';
import { allKiosks, kioskView } from '../../core/views/kiosk.ts';
import { liveView } from '../../core/views/live.ts';
import { phoneView } from '../../core/views/phone.ts';
import { postedView } from '../../core/views/posted.ts';
import type { State } from '../../core/wire/messages.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Facts } from '../house/facts.ts';
import { kept } from '../same.ts';
import { namesFor, type Render, Room, type View } from './room.ts';

export type Seat =
  | { readonly peer: 'display' }
  | { readonly peer: 'manager' }
  | { readonly peer: 'kiosk'; readonly kiosk: KioskId }
  | { readonly peer: 'counter'; readonly counter: CounterId }
  | { readonly peer: 'phone'; readonly linkHash: string };

/** What each view reads of the facts. */
export const factsShown: Readonly<Record<Seat['peer'], readonly (keyof HouseFacts)[]>> = {
  display: ['local', 'forecast', 'emergency', 'notices', 'duty', 'cards'],
  manager: [
    ...(['printers', 'forecast', 'helpCalls', 'cards'] as const),
    ...(['emergency', 'duty', 'clockAlarm', 'machine'] as const),
  ],
  kiosk: [
    ...(['printers', 'prints', 'local', 'forecast', 'helpCalls'] as const),
    ...(['emergency', 'notices', 'duty', 'guides', 'texts'] as const),
  ],
  counter: ['printers', 'helpCalls', 'texts'],
  phone: ['forecast', 'emergency', 'guided'],
};

export interface RoomsParts {
  readonly keeper: Pick<Keeper, 'look' | 'follow'>;
  readonly facts: Pick<Facts, 'now' | 'follow'>;
  readonly clock: Clock;
  readonly emit: (room: string, state: State) => void;
  /** Puts out everybody in a room that shows nothing any more: at their next hello they are told why. */
  readonly putOut?: (room: string) => void;
}

interface Open {
  readonly seat: Seat;
  readonly room: Room;
  peers: number;
}

export class Rooms {
  readonly #parts: RoomsParts;
  readonly #rooms = new Map<string, Open>();
  readonly #ends: (() => void)[];
  readonly #kiosks = madeOnce(allKiosks);
  // The lines stand in what each pool of counters sees: kept first, they are not looked into for each.
  readonly #lines = madeOnce(allLines);
  readonly #counters = madeOnce((hall, facts) =>
    allCounters(hall, facts, this.#lines(hall, facts)),
  );
  /** The facts as they were when rooms were last told of them. */
  #factsSeen: HouseFacts | null = null;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#ends = [
      parts.keeper.follow(({ hall }) => this.#changeAll(hall)),
      parts.facts.follow(() => {
        // While the log is away screens stand still and say so; its return changes them.
        parts.keeper.look((hall) => this.#changeFacts(hall)).catch(() => {});
      }),
    ];
  }

  /**
   * Takes a peer in and returns its first state; null when there is nothing for it to see. `take` gets
   * the state in the very moment in which it is true, so that no change falls between it and the
   * peer's joining. Rejects while the log is away.
   */
  async enter(
    seat: Seat,
    hasNames: string | null,
    take: (state: State) => void = () => {},
  ): Promise<State | null> {
    const name = roomName(seat);
    const open = this.#rooms.get(name) ?? this.#open(name, seat);
    open.peers += 1;
    try {
      const state = await this.#parts.keeper.look((hall) => {
        const first = open.room.stateFor(hall, hasNames);
        if (first !== null) take(first);
        return first;
      });
      if (state === null) this.leave(seat);
      return state;
    } catch (error) {
      this.leave(seat);
      throw error;
    }
  }

  /** The state of a view that changes no more, and so needs no room. Rejects while the log is away. */
  alone(view: View, hasNames: string | null): Promise<State> {
    const { keeper, facts, clock } = this.#parts;
    return keeper.look((hall) => {
      const names = namesFor(hall, hasNames);
      const head = { seq: hall.seq, rev: facts.now.rev, now: clock.now() };
      return { ...head, view, ...(names ? { names } : {}) };
    });
  }

  leave(seat: Seat): void {
    const name = roomName(seat);
    const open = this.#rooms.get(name);
    if (!open) return;
    open.peers -= 1;
    if (open.peers > 0) return;
    open.room.close();
    this.#rooms.delete(name);
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const { room } of this.#rooms.values()) room.close();
    this.#rooms.clear();
  }

  #open(name: string, seat: Seat): Open {
    const { keeper, facts, clock, emit, putOut } = this.#parts;
    const room = new Room({
      clock,
      render: this.#renderOf(seat),
      ...(seat.peer === 'display' ? { posted: postedView } : {}),
      facts: () => facts.now,
      look: (read) => keeper.look(read),
      emit: (state) => emit(name, state),
      gone: () => putOut?.(name),
    });
    const open = { seat, room, peers: 0 };
    this.#rooms.set(name, open);
    return open;
  }

  #renderOf(seat: Seat): Render {
    switch (seat.peer) {
      case 'display':
        return displayView;
      case 'manager':
        return liveView;
      case 'kiosk':
        return (hall, facts) => kioskView(hall, facts, seat.kiosk, this.#kiosks(hall, facts));
      case 'counter':
        return (hall, facts) => counterView(hall, facts, seat.counter, this.#counters(hall, facts));
      case 'phone':
        return (hall, facts) => {
          const ticket = hall.links.get(seat.linkHash);
          return ticket === undefined ? null : phoneView(hall, facts, ticket);
        };
    }
  }

  /** Only those rooms look again that show something of what has changed: facts change as often as the hall. */
  #changeFacts(hall: Hall): void {
    const [before, now] = [this.#factsSeen, this.#parts.facts.now];
    this.#factsSeen = now;
    this.#changeAll(hall, ({ peer }) =>
      factsShown[peer].some((fact) => before === null || before[fact] !== now[fact]),
    );
  }

  #changeAll(hall: Hall, which: (seat: Seat) => boolean = () => true): void {
    // Each room takes the thread for a moment, and a call is awaited on the screens.
    const screens = this.#rooms.get(roomName({ peer: 'display' }));
    screens?.room.change(hall);
    for (const open of this.#rooms.values()) {
      if (open !== screens && which(open.seat)) open.room.change(hall);
    }
  }
}

export function roomName(seat: Seat): string {
  switch (seat.peer) {
    case 'display':
    case 'manager':
      return seat.peer;
    case 'kiosk':
      return `kiosk:${seat.kiosk}`;
    case 'counter':
      return `counter:${seat.counter}`;
    case 'phone':
      return `phone:${seat.linkHash}`;
  }
}

/**
 * What stands in many rooms alike is made once for all of them: `seq` moves with every change of the hall,
 * and facts are replaced whole. What has not changed stays the same object, so that rooms need not look into it.
 */
function madeOnce<T>(make: (hall: Hall, facts: HouseFacts) => T): typeof make {
  let last: { readonly of: readonly unknown[]; readonly made: T } | null = null;
  return (hall, facts) => {
    const of = [hall, hall.seq, facts];
    if (last === null || last.of.some((one, at) => one !== of[at])) {
      last = { of, made: kept(last?.made, make(hall, facts)) };
    }
    return last.made;
  };
}
