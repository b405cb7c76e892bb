/**
 * From what somebody says of a number they want to the command that the rules know: the hub makes the
 * link, and of a person only the hash of the day goes on. Kiosks, consoles and the API take numbers
 * by this one way.
 */
import type { CommandOf } from '../../core/hall/commands.ts';
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
}

export interface Promising {
  promisedFor(service: ServiceId, ticketClass: ClassId | undefined): Range | null;
}

type Said = Omit<
  CommandOf<'issue-ticket'>,
  'type' | 'linkHash' | 'visitor' | 'visitorOfDay' | 'promised'
> & {
  readonly person?: Person | undefined;
};

/** The command, for a ticket that will have this id. Fails: `LogFailure`, `HouseFailure`. */
export async function takingOf(
  { links, visitors, forecast }: TakingParts,
  { person, ...said }: Said,
  id: TicketId,
): Promise<CommandOf<'issue-ticket'>> {
  const linkHash = links.hashOf(links.secretOf(id));
  const visitor = await visitors.today(person, said.service);
  const promised = forecast?.promisedFor(said.service, said.class) ?? null;
  return { ...said, type: 'issue-ticket', linkHash, ...visitor, promised };
}
