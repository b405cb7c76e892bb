/**
 * Whose number it is: typed, or by an ID card where the counter has a reader. Of a card the page shows
 * the masked name and the end of the number, and sends a handle; it never has the number.
 */
import type { CardTold } from '../../../core/wire/card.ts';
import type { At } from '../at.ts';
import { useCards } from './reading.ts';
import { Field } from './Sheet.tsx';

/** A card takes the place of what is typed, and what is typed of a card. */
export interface Person {
  readonly text: string;
  readonly card: CardTold | null;
}

export const nobody: Person = { text: '', card: null };

const residentId = /^\d{17}[\dXx]$/;

/** As the hub is told; undefined while nobody is named. */
export function personIn({ text, card }: Person) {
  const number = text.trim();
  if (card !== null) return { kind: 'card', handle: card.handle } as const;
  if (number === '') return undefined;
  return { kind: residentId.test(number) ? 'id-card' : 'other', number } as const;
}

interface PersonFieldProps {
  readonly at: At;
  readonly person: Person;
  readonly onPerson: (person: Person) => void;
}

export function PersonField({ at, person, onPerson }: PersonFieldProps) {
  const { texts } = at;
  const { text, card } = person;
  const waits = card === null;
  const said = useCards(at, waits, (read) => onPerson({ text: '', card: read }));
  const hint = said === 'none' || !waits ? texts.takePersonHint : texts.cardSaid[said];
  return (
    <Field name={texts.takePerson} hint={hint}>
      <input
        type="text"
        autocomplete="off"
        maxLength={40}
        value={card === null ? text : `${card.name} ${card.hint}`}
        onInput={(event) => {
          // Whoever types into what a card said begins anew.
          onPerson({ text: card === null ? event.currentTarget.value : '', card: null });
        }}
      />
    </Field>
  );
}
