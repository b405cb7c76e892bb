/**
 * Clerks at their consoles: two on one counter, one at the wrong one, who press twice, press late, take
 * over, forget to sign out, and call, serve, finish, park, send on and give up tickets.
 */
import type { CounterId, StaffId, TicketId } from '../../../core/hall/ids.ts';
import type { CounterView } from '../../../core/views/counter.ts';
import type { ConsoleCommand } from '../../../core/wire/commands.ts';
import type { Chance } from './chance.ts';
import { classes, counters, items, reasons, staff } from './hall.ts';
import { Line } from './line.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

/** Who sits where; two consoles stand at the first counter. */
export const seats: readonly { readonly counter: CounterId; readonly staff: number }[] = [
  { counter: at(0), staff: 0 },
  { counter: at(0), staff: 1 },
  { counter: at(1), staff: 2 },
  { counter: at(2), staff: 3 },
  { counter: at(3), staff: 4 },
  { counter: at(2), staff: 0 },
];

function at(index: number): CounterId {
  const counter = counters[index];
  if (!counter) throw new Error(`the hall has no counter ${index}`);
  return counter;
}

export function sitAtConsole(
  world: World,
  people: People,
  seat: (typeof seats)[number],
): Line<'counter'> {
  const person = staff[seat.staff];
  if (!person) throw new Error('nobody sits there');
  const actor = `${person.role}:${person.id}`;
  const { counter } = seat;
  const line = new Line(world, {
    ...{ who: { peer: 'counter', counter }, name: `console ${counter} (${person.id})` },
    ...{ cookies: `staff=${person.id}`, actor },
  });
  void people.keepActing(
    () => world.chance.whole(300, 5_000),
    () => act(world, people, line, person.id, actor),
  );
  return line;
}

async function act(
  world: World,
  people: People,
  line: Line<'counter'>,
  me: StaffId,
  actor: string,
): Promise<void> {
  const { chance, time } = world;
  const { view } = line.shown();
  if (!view) return;
  const command = choose(world, view, me);
  if (!command) return;
  const press = (requestId: string) => line.following.command(command, requestId);
  const requestId = people.wish(actor, command.type);
  const first = press(requestId);
  if (chance.hit(0.15)) {
    await time.sleep(chance.whole(1, 300));
    await press(chance.hit(0.5) ? requestId : people.wish(actor, command.type));
  }
  const answer = await first;
  if ('failed' in answer && chance.hit(0.7)) {
    await time.sleep(chance.whole(100, 2_000));
    await press(requestId);
  }
}

type Deed = ConsoleCommand['type'];

function choose(world: World, view: CounterView, me: StaffId): ConsoleCommand | null {
  const { chance } = world;
  const { counter, inHand } = view;
  if (counter.status === 'closed' || (counter.clerk !== me && chance.hit(0.5))) {
    return { type: 'sign-in', takeOver: chance.hit(0.3), move: chance.hit(0.3) };
  }
  // Who is sent somebody is not always there any more.
  if (inHand === null && view.next.some(({ sentHere }) => sentHere) && chance.hit(0.15)) {
    return { type: 'sign-out' };
  }
  if (counter.status === 'paused' && chance.hit(0.7)) return { type: 'unpause' };
  const free = {
    'call-next': 9,
    'call-ticket': 1,
    resume: 1,
    rejoin: 1,
    cancel: 1,
    pause: 0.4,
    'sign-out': 0.3,
    'change-class': 0.8,
    'set-services': 0.4,
  };
  const called = {
    serve: 5,
    finish: 2,
    recall: 3,
    'no-show': 3,
    park: 1,
    transfer: 2,
    cancel: 0.3,
    'call-next': 0.5,
  };
  const serving = { finish: 5, 'call-next': 3, park: 1, transfer: 2, pause: 0.3 };
  const weights: Partial<Record<Deed, number>> =
    inHand === null ? free : inHand.status === 'called' ? called : serving;
  return say(world, view, chance.weighted(weights));
}

/** Items of the ticket in hand that end otherwise than the rest; now and then one that it has not. */
function itemsOf(chance: Chance, { inHand }: CounterView) {
  const here = inHand?.steps[inHand.step]?.items ?? [];
  const other = chance.hit(0.03) ? items : here.filter(() => chance.hit(0.4));
  if (other.length === 0) return {};
  return { items: other.map((item) => ({ item, outcome: 'to-supplement' as const })) };
}

/** The deed in words, with what the view offers for it; now and then with something that is not true. */
function say({ chance }: World, view: CounterView, type: Deed): ConsoleCommand | null {
  const held = view.inHand?.ticket;
  const named = held !== undefined && chance.hit(0.8) ? { ticket: held } : {};
  const offered = (list: readonly { ticket: TicketId }[]) =>
    list.length > 0 ? chance.pick(list).ticket : undefined;
  const wanted = (ticket: TicketId | undefined, command: (ticket: string) => ConsoleCommand) =>
    ticket === undefined ? null : command(ticket);
  switch (type) {
    case 'call-next':
      return chance.hit(0.1) ? { type } : { type, after: held ?? null };
    case 'call-ticket':
      return wanted(offered([...view.next, ...view.missed]), (ticket) => ({
        ...{ type, ticket, reason: reasons.callTicket },
      }));
    case 'resume':
      return wanted(offered(view.parked), (ticket) => ({ type, ticket }));
    case 'rejoin':
      return wanted(offered(view.missed), (ticket) => ({ type, ticket }));
    case 'cancel':
      return wanted(held ?? offered([...view.next, ...view.parked, ...view.missed]), (ticket) => ({
        ...{ type, ticket, reason: reasons.cancel },
      }));
    case 'finish':
      return {
        ...{ type, ...named, outcome: chance.pick(['done', 'done', 'accepted', 'could-not']) },
        ...itemsOf(chance, view),
      };
    case 'change-class':
      return wanted(offered([...view.next, ...view.parked, ...view.missed]), (ticket) => ({
        ...{ type, ticket, class: chance.pick(classes), reason: reasons.priority },
      }));
    case 'set-services': {
      const services = chance.hit(0.4) ? null : ['tax', 'permits'].filter(() => chance.hit(0.7));
      const some = services?.length === 0 ? null : services;
      return { type, services: some, reason: reasons.tide };
    }
    case 'park':
      return { type, ...named, reason: reasons.park };
    case 'pause':
      return { type, reason: reasons.pause };
    case 'transfer': {
      const toCounter = chance.hit(0.5) ? chance.pick(counters) : undefined;
      const toService =
        toCounter === undefined || chance.hit(0.3)
          ? chance.pick(['tax', 'housing', 'permits', 'advice'])
          : undefined;
      return {
        ...{ type, ...named },
        ...(toCounter ? { toCounter } : {}),
        ...(toService ? { toService } : {}),
      };
    }
    case 'recall':
    case 'serve':
    case 'no-show':
      return { type, ...named };
    default:
      return { type } as ConsoleCommand;
  }
}
