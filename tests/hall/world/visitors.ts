/**
 * Visitors at the kiosks: they tap, tap twice, lose patience and tap again, some hold their phone to
 * the slip, some want the slip once more. One wish is one request id, however often it is tapped.
 */
import { type KioskId, ticketId } from '../../../core/hall/ids.ts';
import type { KioskCommand } from '../../../core/wire/commands.ts';
import type { Reply } from '../../../core/wire/messages.ts';
import type { Answered } from '../../../ui/following.ts';
import { type AwayKiosk, awayKiosk } from './away.ts';
import type { Chance } from './chance.ts';
import { classes, items, needs } from './hall.ts';
import { Line } from './line.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

/** Phones that follow at once; a page more costs time and shows nothing new. */
const phonesMax = 4;
const triesMax = 4;

export function standAtKiosk(world: World, people: People, kiosk: KioskId): Line<'kiosk'> {
  const name = `kiosk ${kiosk}`;
  const actor = `kiosk:${kiosk}`;
  const away = kiosk === awayKiosk ? world.away : null;
  const line: Line<'kiosk'> = new Line(
    world,
    {
      ...{ who: { peer: 'kiosk' as const }, name, cookies: `kiosk=${kiosk}`, actor },
      ...(away ? { isCut: away.isCut } : {}),
    },
    () => away?.heard(line?.state ?? null),
  );
  void people.keepActing(
    () => world.chance.whole(500, 9_000),
    () => visit(world, people, line, actor, away),
  );
  // Those who come while there is no hub; without them the stand-in would have little to do.
  if (away) {
    void people.keepActing(
      () => world.apart.whole(200, 2_000),
      async () => {
        if (away.standsIn) await visit(world, people, line, actor, away);
      },
    );
  }
  return line;
}

/** What somebody says beside the service; most say nothing. */
export function wishesOf(chance: Chance, service: string): Partial<KioskCommand> {
  return {
    ...(chance.hit(0.35) ? { class: chance.pick(classes) } : {}),
    ...(chance.hit(0.25) ? { needs: needs.filter(() => chance.hit(0.4)) } : {}),
    ...(service === 'tax' && chance.hit(0.4) ? { items: items.filter(() => chance.hit(0.6)) } : {}),
  };
}

async function visit(
  world: World,
  people: People,
  line: Line<'kiosk'>,
  actor: string,
  away: AwayKiosk | null,
): Promise<void> {
  const { chance, time } = world;
  const { view } = (away?.standsIn ? away.state : line.shown()) ?? {};
  // A stand-in whose day is over offers nothing.
  if (!view || view.services.length === 0) return;
  const { service } = chance.pick(view.services);
  const requestId = people.wish(actor, 'issue-ticket');
  const phone = away ? {} : world.texts?.wish();
  const said = { ...wishesOf(chance, service), ...phone };
  const wish: KioskCommand = { type: 'issue-ticket', service, ...said };
  let told: Reply | null = null;
  const tap = async (): Promise<Answered> => {
    // A page that has its number asks no more.
    if (told) return told;
    if (!away) return line.following.command(wish, requestId);
    if (!away.standsIn) {
      const asked = line.following.command(wish, requestId);
      return Promise.race([asked, away.goes.then(() => ({ failed: 'no-answer' as const }))]);
    }
    const reply = await away.tap(requestId, wish);
    if ('ok' in reply) told = reply;
    return reply;
  };
  const answers: Answered[] = [];
  for (let tries = 0; tries < triesMax; tries += 1) {
    const taps = [tap()];
    if (chance.hit(0.3)) {
      await time.sleep(chance.whole(1, 400));
      taps.push(tap());
    }
    answers.push(...(await Promise.all(taps)));
    if (!answers.every((answer) => 'failed' in answer)) break;
    await time.sleep(chance.whole(300, 3_000));
  }
  const tickets = new Set(
    answers.flatMap((one) => ('ok' in one && one.ticket ? [one.ticket] : [])),
  );
  if (tickets.size > 1) {
    world.fail('one-request-one-deed', `${requestId} became ${[...tickets].join(' and ')}`);
  }
  const [ticket] = tickets;
  // What the stand-in gave bears a secret that only its own slip has.
  if (ticket === undefined || told) return;
  if (people.phones.length < phonesMax && chance.hit(0.2)) {
    const link = world.links.secretOf(ticketId(ticket));
    const linkHash = world.links.hashOf(link);
    const actor = `visitor:${ticket}`;
    const identity = { who: { peer: 'phone' as const, link }, name: `phone ${ticket}`, actor };
    const phone = new Line(world, identity);
    people.phones.push({ linkHash, line: phone });
    void people.keepActing(
      () => world.phones.whole(2_000, 20_000),
      () => actByPhone(world, people, phone, link),
    );
  }
  if (chance.hit(0.2)) {
    await time.sleep(chance.whole(500, 4_000));
    const again = `again-${world.reprints.size}`;
    world.reprints.add(`${ticket}:${again}`);
    await line.following.reprint(ticket, again);
  }
}

/** Some more minutes, back after a missed call, or given up; now and then what cannot be done. */
async function actByPhone(
  { phones: chance }: World,
  people: People,
  { following, identity }: Line<'phone'>,
  link: string,
): Promise<void> {
  const { view } = following.shown();
  if (!view) return;
  const fitting = view.status === 'missed' ? 'rejoin' : 'postpone';
  const type = chance.hit(0.1) ? chance.pick(['cancel', 'rejoin', 'postpone'] as const) : fitting;
  const requestId = people.wish(identity.actor ?? '', type);
  const asked = { requestId, command: { type, link } };
  const [first] = await Promise.all([
    following.ask('command', asked),
    ...(chance.hit(0.2) ? [following.ask('command', asked)] : []),
  ]);
  if ('failed' in (first as object)) await following.ask('command', asked);
}
