/**
 * From what somebody says of a number they want to the command that the rules know: the hub makes the
 * link, and of a person only the hash of the day goes on, of a phone nothing. Kiosks, consoles and the API take numbers
 * by this one way.
 */
import type { CommandOf } from '../../core/hall/commands.ts';
import type { Language } from '../../core/hall/configuration.ts';
import type { Range } from '../../core/hall/events.ts';
import type { ClassId, ServiceId, TicketId } from '../../core/hall/ids.ts';
import type { Person } from '../../core/wire/person.ts';
import type { Links } from '../hall/links.ts';
import type { Visitors } from './visitors.ts';

export interface TakingParts {
  readonly links: Links;
  readonly visitors: Pick<Visitors, 'today' | 'took'>;
  /** What is told of the wait; left out, nothing is. */
  readonly forecast?: Promising;
  /** Keeps the phones of those who want texts; left out or null, phones are dropped. */
  readonly texts?: Texting | null;
}

export interface Texting {
  keep(ticket: TicketId, phone: string, language: Language): Promise<void>;
  forget(ticket: TicketId): Promise<void>;
}

export interface Promising {
  promisedFor(service: ServiceId, ticketClass: ClassId | undefined): Range | null;
}

type Said = Omit<
  CommandOf<'issue-ticket'>,
  'type' | 'linkHash' | 'visitor' | 'visitorOfDay' | 'promised'
> & {
  readonly person?: Person | undefined;
  readonly phone?: string | undefined;
};

/** The command, for a ticket that will have this id. Fails: `LogFailure`, `HouseFailure`. */
export async function takingOf(
  { links, visitors, forecast, texts }: TakingParts,
  { person, phone, ...said }: Said,
  id: TicketId,
): Promise<CommandOf<'issue-ticket'>> {
  const linkHash = links.hashOf(links.secretOf(id));
  const visitor = await visitors.today(person, said.service);
  const promised = forecast?.promisedFor(said.service, said.class) ?? null;
  // Before the number is given: who follows the log must find it.
  if (phone !== undefined) await texts?.keep(id, phone, said.language);
  return { ...said, type: 'issue-ticket', linkHash, ...visitor, promised };
}

/** A phone was said, and this id is not the one that the number got: nobody is texted by it. */
export async function notTaken(
  { texts }: Pick<TakingParts, 'texts'>,
  { phone }: Pick<Said, 'phone'>,
  id: TicketId,
): Promise<void> {
  if (phone !== undefined) await texts?.forget(id);
}
