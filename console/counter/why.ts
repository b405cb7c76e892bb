/**
 * Why the ticket in hand came before others, in one sentence that a clerk can say to whoever asks.
 */
import type { Because } from '../../core/hall/events.ts';
import { ageText } from './ages.ts';
import type { At } from './at.ts';

/** `waitedMs` in it is the wait until the call: the sentence does not change while one serves. */
export function whyText(because: Because, at: Pick<At, 'texts' | 'names' | 'kind' | 'reasonIn'>) {
  const { texts, names } = at;
  if (because.rule === 'chosen') {
    return texts.because.chosen(at.reasonIn(names.reasons.callTicket, because.reason));
  }
  const waited = ageText(0, because.waitedMs, texts);
  const { rule, overflow } = because;
  const said =
    rule === 'priority'
      ? texts.because.priority(waited, at.kind(because.class))
      : texts.because[rule](waited);
  return overflow ? texts.because.overflow(said) : said;
}
