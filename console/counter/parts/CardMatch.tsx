/**
 * Beside the ticket in hand: whether the card that lies on the counter's reader goes with it. Shown
 * are a masked name and the answer; both are gone with the ticket. While a form is open the reader is
 * that form's.
 */
import { useState } from 'preact/hooks';
import type { CardTold } from '../../../core/wire/card.ts';
import type { CardMatchReply } from '../../../core/wire/card-match.ts';
import type { Unanswered } from '../../../ui/following.ts';
import type { At } from '../at.ts';
import { openSheet } from '../press.ts';
import { useCards } from './reading.ts';

type Answered = CardMatchReply | Unanswered;

interface Matched {
  readonly card: CardTold;
  readonly answer: Answered;
}

/** `ticket`: in hand; each has a part of its own (`key`), so that no answer is shown beside the next. */
export function CardMatch({ at, ticket }: { at: At; ticket: string }) {
  const [matched, setMatched] = useState<Matched | null>(null);
  const said = useCards(at, openSheet.value === null, (card) => {
    setMatched(null);
    const asked = { ticket, card: { kind: 'card', handle: card.handle } } as const;
    void at.matchCard(asked).then((answer) => setMatched({ card, answer }));
  });
  const words = at.texts.match;
  const fresh = said === 'none' || said === 'lay';
  if (matched !== null && fresh) {
    const { tone, text } = told(matched, at);
    return (
      <p class={`hand-card hand-card-${tone}`} role="status">
        {text}
      </p>
    );
  }
  if (said === 'none') return null;
  return (
    <p class={fresh ? 'hand-card' : 'hand-card hand-card-no'} role="status">
      {words.said[said]}
    </p>
  );
}

/** `is`: it goes with the number; `not`: it does not; `no`: that cannot be told. */
function told({ card, answer }: Matched, { texts }: At) {
  const words = texts.match;
  const { name: holder } = card;
  if (!('ok' in answer)) return { tone: 'no', text: words.failed } as const;
  switch (answer.match) {
    case 'this-number':
      return { tone: 'is', text: words.is(holder) } as const;
    case 'another-number': {
      const labels = answer.labels.join(words.between);
      return { tone: 'not', text: labels === '' ? words.not(holder) : words.other(holder, labels) };
    }
    case 'bound-to-nobody':
      return { tone: 'no', text: words.nobody } as const;
    case 'before-today':
      return { tone: 'no', text: words.beforeToday } as const;
  }
}
