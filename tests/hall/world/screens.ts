/**
 * What hubs send to screens, judged in the moment of sending: never ahead of the log, and exactly what
 * the log says, where the hub knows all of it.
 */
import type { Hall } from '../../../core/hall/state.ts';
import { counterView } from '../../../core/views/counter.ts';
import { displayView } from '../../../core/views/display.ts';
import type { HouseFacts } from '../../../core/views/facts.ts';
import { kioskView } from '../../../core/views/kiosk.ts';
import { phoneView } from '../../../core/views/phone.ts';
import type { State } from '../../../core/wire/messages.ts';
import type { Hub } from './hub.ts';
import type { World } from './world.ts';

export class Screens {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Judges a state, and gives it as it goes over the line: as text and back. */
  sent(hub: Hub, state: State, room?: string): State {
    const { ledger, hall } = this.#world;
    if (state.seq > ledger.rows) {
      this.#world.fail(
        'shown-is-durable',
        `${hub.name} shows ${state.seq}, the log ends at ${ledger.rows}`,
      );
    }
    if (room !== undefined && state.seq === ledger.rows) {
      const view = viewOf(room, hall, hub.facts.now);
      if (JSON.stringify(view) !== JSON.stringify(state.view)) {
        this.#world.fail('shown-is-durable', `${hub.name} shows ${room} what the log does not say`);
      }
    }
    return JSON.parse(JSON.stringify(state)) as State;
  }
}

/** The view of a room (server/sockets/rooms.ts), null when there is nothing to see. */
export function viewOf(room: string, hall: Hall, facts: HouseFacts): object | null {
  const colon = room.indexOf(':');
  const peer = colon < 0 ? room : room.slice(0, colon);
  const id = room.slice(colon + 1);
  switch (peer) {
    case 'display':
      return displayView(hall, facts);
    case 'kiosk':
      return kioskView(hall, facts, id as never);
    case 'counter':
      return counterView(hall, facts, id as never);
    case 'phone': {
      const ticket = hall.links.get(id);
      return ticket === undefined ? null : phoneView(hall, facts, ticket);
    }
    default:
      throw new Error(`no such room: ${room}`);
  }
}
