/**
 * What can be done from the live page, by the deeds of a console: one at a time, each one deed however often
 * it is tried, and a no said beside the button that met it.
 */
import type { Names } from '../../core/views/names.ts';
import type { ManagerCommand } from '../../core/wire/commands.ts';
import type { HelpReply } from '../../core/wire/help.ts';
import { type Follow, newRequestId } from '../../ui/follow.ts';
import type { Answered, Unanswered } from '../../ui/following.ts';
import { type Deeds, deeds, type Place } from '../counter/deeds.ts';
import { sentenceFor } from '../counter/sentences/sentences.ts';
import { language } from '../language.ts';

type OnHelp = { readonly type: 'accept-help' | 'finish-help'; readonly call: string };
export type LiveAct = ManagerCommand | OnHelp;
export type Acts = Deeds<LiveAct>;

function sendOn(line: Follow<'manager'>, asked: LiveAct, requestId: string) {
  if (asked.type === 'accept-help' || asked.type === 'finish-help') {
    return line.ask<HelpReply>(asked.type, { call: asked.call });
  }
  return line.ask<Answered | Unanswered>('command', { requestId, command: asked });
}

export const actsOn = (line: Follow<'manager'>): Acts =>
  deeds<LiveAct>({
    send: (asked, requestId) => sendOn(line, asked, requestId),
    newRequestId,
    now: () => line.now.value ?? 0,
    clock: {
      now: () => performance.now(),
      setTimeout: (act, ms) => window.setTimeout(act, ms),
    },
  });

/** What was said at this place, as a sentence; null when nothing was. */
export function saidAt(acts: Acts, place: Place, names: Names): string | null {
  const spoken = acts.spoken.value;
  if (spoken?.place !== place) return null;
  const nameIn =
    (list: readonly { readonly id: string; readonly name: Names['hall']['name'] }[]) =>
    (id: string) => {
      const known = list.find((one) => one.id === id)?.name;
      return known?.[language.value] ?? known?.['zh-Hans'] ?? id;
    };
  const naming = {
    ...{ service: nameIn(names.services), counter: nameIn(names.counters), inHand: null },
  };
  return sentenceFor(spoken.said, language.value, naming);
}
