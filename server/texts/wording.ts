/**
 * A text of the outbox in the words of its visitor's language, made as it is handed over: what has
 * meanwhile become untrue is not told. The link stands in no table.
 */
import type { Configuration, Language, Texts } from '../../core/hall/configuration.ts';
import { ticketId } from '../../core/hall/ids.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { Ratings } from '../house/ratings.ts';
import type { TextRow } from '../house/text-rows.ts';
import { stillTrue } from './policy.ts';
import type { Wording } from './sender.ts';
import type { TextSettings } from './settings.ts';
import { rendered, type VisitorKind, variables } from './templates.ts';

export interface WordingParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look' | 'catchUp'>;
  readonly ratings: Pick<Ratings, 'of'>;
  readonly links: Links;
  readonly settings: TextSettings;
}

/** What the text says; a reason: it is not to go. Fails: `LogFailure`, `HouseFailure`. */
export async function wordingOf(
  { keeper, ratings, links, settings }: WordingParts,
  text: TextRow,
  { language }: { readonly language: Language },
): Promise<Wording | { readonly not: string }> {
  const { ticket, step } = text;
  const kind = text.kind as VisitorKind;
  if (kind === 'rate') {
    const said = await ratings.of(keeper.hall, ticket);
    if (said.some((one) => one.step === step && one.level !== null)) return { not: 'rated' };
  }
  // Another hub may have called the next one while an append of this one hung.
  await keeper.catchUp();
  const known = await keeper.look(({ configuration, tickets }) => {
    const found = tickets.get(ticketId(ticket));
    const holds = stillTrue(kind, text, found);
    const service = found?.steps[step]?.service ?? null;
    return holds ? { configuration: configuration as Configuration | null, service } : null;
  });
  if (known === null) return { not: 'no-longer-true' };
  const { configuration, service } = known;
  const say = (texts: Texts | undefined) => texts?.[language] ?? texts?.['zh-Hans'] ?? '';
  const all: Readonly<Record<string, string>> = {
    label: text.label,
    ahead: `${text.ahead ?? 0}`,
    service: say(configuration?.services.find(({ id }) => id === service)?.name),
    counter: say(configuration?.counters.find(({ id }) => id === text.counter)?.name),
    minutes: `${configuration?.rules.rejoinWithinMinutes ?? 0}`,
    link: `${configuration?.publicUrl ?? ''}/t/${links.secretOf(ticketId(ticket))}?via=text`,
  };
  const filled = Object.fromEntries(variables[kind].map((name) => [name, all[name] ?? '']));
  const body = rendered(settings.signature, settings.templates[kind][language], filled);
  return { body, variables: filled };
}
