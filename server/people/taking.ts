/**
 * From what somebody says of a number they want to the command that the rules know: the hub makes the
 * link, and of a person only the hash of the day goes on. Kiosks, consoles and the API take numbers
 * by this one way.
 */
import type { CommandOf } from '../../core/hall/commands.ts';
import type { TicketId } from '../../core/hall/ids.ts';
import type { Person } from '../../core/wire/person.ts';
import type { Links } from '../hall/links.ts';
import type { Visitors } from './visitors.ts';

export interface TakingParts {
  readonly links: Links;
  readonly visitors: Pick<Visitors, 'today' | 'took'>;
}

type Said = Omit<CommandOf<'issue-ticket'>, 'type' | 'linkHash' | 'visitor' | 'promised'> & {
  readonly person?: Person | undefined;
};

/** The command, for a ticket that will have this id. Fails: `LogFailure`, `HouseFailure`. */
export async function takingOf(
  { links, visitors }: TakingParts,
  { person, ...said }: Said,
  id: TicketId,
): Promise<CommandOf<'issue-ticket'>> {
  const linkHash = links.hashOf(links.secretOf(id));
  const visitor = await visitors.today(person, said.service);
  return { ...said, type: 'issue-ticket', linkHash, visitor };
}
