/**
 * Who comes in by socket: a peer says hello, shows what it has (a device's key, a clerk's session, a
 * slip's link, or nothing for public screens), and gets its seat. Everything that a peer says passes
 * here first.
 */
import { type CounterId, counterId, type KioskId, type StaffId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { type Hello, type HelloReply, helloSchema } from '../../core/wire/messages.ts';
import { protocol } from '../../core/wire/protocol.ts';
import type { Links } from '../hall/links.ts';
import type { Seat } from './rooms.ts';

export interface Clerk {
  readonly id: StaffId;
  readonly role: 'clerk' | 'manager';
}

/** Who stands behind a request's cookies; null: nobody that we know. Keys that were revoked are nobody's. */
export interface Doors {
  kioskOf(cookies: string | undefined): Promise<KioskId | null>;
  clerkOf(cookies: string | undefined): Promise<Clerk | null>;
  /** Whether whoever it is may see the whole hall live. */
  mayWatch(cookies: string | undefined): Promise<boolean>;
}

export type Refused = Extract<HelloReply, { refused: string }>;

export interface Greeted {
  readonly hello: Hello;
  readonly seat: Seat;
}

/** The peer's seat, or why it gets none. */
export async function greet(
  message: unknown,
  cookies: string | undefined,
  hall: Hall,
  doors: Doors,
  links: Links,
): Promise<Greeted | Refused> {
  const parsed = helloSchema.safeParse(message);
  if (!parsed.success) return { refused: 'bad-hello' };
  const hello = parsed.data;
  if (hello.protocol !== protocol) return { refused: 'reload' };
  const seat = await seatOf(hello, cookies, hall, doors, links);
  return 'refused' in seat ? seat : { hello, seat };
}

async function seatOf(
  hello: Hello,
  cookies: string | undefined,
  hall: Hall,
  doors: Doors,
  links: Links,
): Promise<Seat | Refused> {
  switch (hello.peer) {
    case 'display':
      return { peer: 'display' };
    case 'phone': {
      const linkHash = links.hashOf(hello.link ?? '');
      if (!hall.links.has(linkHash)) return { refused: 'unknown-link' };
      return { peer: 'phone', linkHash };
    }
    case 'kiosk': {
      const kiosk = await doors.kioskOf(cookies);
      if (kiosk === null) return { refused: 'not-enrolled' };
      const known = hall.configuration?.kiosks.some(({ id }) => id === kiosk);
      return known ? { peer: 'kiosk', kiosk } : { refused: 'unknown-kiosk' };
    }
    case 'manager':
      return (await doors.mayWatch(cookies)) ? { peer: 'manager' } : { refused: 'not-signed-in' };
    case 'counter': {
      const clerk = await doors.clerkOf(cookies);
      if (clerk === null) return { refused: 'not-signed-in' };
      const counter: CounterId = counterId(hello.counter ?? '');
      return hall.places.has(counter)
        ? { peer: 'counter', counter }
        : { refused: 'unknown-counter' };
    }
  }
}
