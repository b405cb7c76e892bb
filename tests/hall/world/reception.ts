/**
 * The reception: people who show who they are, some of them with a booking, early, in time, late, and
 * twice; somebody takes the number for them. What a check-in is answered is judged at once: who comes in
 * time is never sent away and never queues again.
 */
import type { Actor, Command, CommandOf } from '../../../core/hall/commands.ts';
import { bookingId, serviceId } from '../../../core/hall/ids.ts';
import type { Settled } from '../../../server/hall/keeper.ts';
import type { Entry } from './books.ts';
import { bookable, bookingMs, kiosks, needs } from './hall.ts';
import type { People } from './people.ts';
import { wishesOf } from './visitors.ts';
import type { World } from './world.ts';

/** So few that they come again, for the same service and for others. */
const persons = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'];
const clerk: Actor = { kind: 'clerk', id: 'staff-3' as never };
const manager: Actor = { kind: 'manager', id: 'staff-5' as never };
/** How long before and after its start somebody with a booking may come. */
const aroundMs = { before: 45_000, after: 30_000 };
/** Hubs' clocks differ by no more. */
const skewMs = 1_000;

export function openReception(world: World, people: People): void {
  const { chance } = world;
  void people.keepActing(
    () => chance.whole(1_000, 9_000),
    () => takes(world, people),
  );
  for (let desk = 0; desk < 2; desk += 1) {
    void people.keepActing(
      () => chance.whole(1_000, 12_000),
      () => checksIn(world, people),
    );
  }
}

/** Somebody shows a card, at a kiosk or to a person. */
async function takes(world: World, people: People): Promise<void> {
  const { chance } = world;
  const by = chance.pick<Actor>([{ kind: 'kiosk', id: chance.pick(kiosks) }, clerk, manager]);
  const service = chance.pick(['tax', 'licence', 'licence', 'advice', 'housing']);
  const staff = by.kind !== 'kiosk';
  const green = staff && chance.hit(0.3) ? { class: 'green', reason: 'frail' } : {};
  const command = {
    ...{ type: 'issue-ticket', service: serviceId(service), language: 'zh-Hans', linkHash: null },
    ...{ visitor: chance.pick(persons), assisted: staff },
    ...wishesOf(chance, service),
    ...green,
  };
  await people.ask(command as Command, by);
}

async function checksIn(world: World, people: People): Promise<void> {
  const { chance, time } = world;
  const slotAt = Math.round(time.wall + chance.whole(-aroundMs.after, aroundMs.before));
  const command: CommandOf<'check-in'> = {
    ...{ type: 'check-in', booking: bookingId(`booking-${world.wishes.size}`), slotAt },
    ...{ service: chance.pick(bookable), language: 'zh-Hans', linkHash: null },
    visitor: chance.hit(0.5) ? chance.pick(persons) : null,
    needs: chance.hit(0.2) ? [chance.pick(needs)] : [],
  };
  const times = chance.whole(1, 3);
  for (let again = 0; again < times; again += 1) {
    const by: Actor = chance.hit(0.5) ? { kind: 'kiosk', id: chance.pick(kiosks) } : clerk;
    const before = {
      at: latest(world),
      from: earliest(world),
      ticket: ticketOf(world, command.booking),
    };
    const answer = await people.ask(command, by);
    if (answer) judge(world, command, before, answer);
    await time.sleep(chance.whole(10, 12_000));
  }
}

/** The latest time that any hub may have decided by. */
const latest = ({ hubs, hall }: World): number =>
  Math.max(hall.at, ...hubs.map(({ guard }) => guard.now()));

/** The earliest: while a clock that was set is not believed, one hub may be minutes behind another. */
const earliest = ({ hubs, hall }: World): number =>
  Math.max(hall.at, Math.min(...hubs.map(({ guard }) => guard.now())));

const ticketOf = ({ ledger }: World, booking: string): [string, Entry] | undefined =>
  [...ledger.tickets].find(([, entry]) => entry.booking === booking);

function judge(
  world: World,
  { booking, slotAt }: CommandOf<'check-in'>,
  before: Readonly<Record<'at' | 'from', number>> & {
    readonly ticket: [string, Entry] | undefined;
  },
  answer: Settled,
): void {
  const wrong = (what: string) => {
    const said = JSON.stringify(answer);
    world.fail('booked-never-queues-again', `${booking} ${what}, but is answered ${said}`);
  };
  if ('failed' in answer) return;
  const named = 'ticket' in answer ? answer.ticket : undefined;
  const [kept] = ticketOf(world, booking) ?? [];
  const had = before.ticket?.[0];
  if (had !== undefined && had === kept && named !== undefined && named !== kept) {
    wrong(`has ${kept}`);
  }
  if ('ok' in answer || answer.refused === 'already-checked-in') return;
  if (answer.refused === 'hall-closed') return;
  const inTime = Math.max(before.at, latest(world)) <= slotAt + bookingMs.late;
  const early = answer.refused === 'too-early' && before.from - skewMs < slotAt - bookingMs.early;
  if (had !== undefined && had === kept) wrong(`has ${kept}`);
  else if (inTime && !early) wrong('is in time');
}
