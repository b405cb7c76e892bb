/**
 * How one was served, for each service that is over: five levels by their exact names (好差评), none
 * chosen beforehand, and nobody has to answer. A level stands for good once it is pressed; reasons and
 * words may be added to it, and later one more rating.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import type { Rateable } from '../../core/wire/phone.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import type { RatingMore } from '../../ui/rating/RatingMore.tsx';
import { type Language, say } from '../../ui/texts.ts';
import type { Deeds, Level } from './deeds.ts';
import type { PhoneWords } from './texts/texts.ts';

const levels: readonly Level[] = [5, 4, 3, 2, 1];

export interface RatingProps {
  readonly deeds: Deeds;
  readonly names: Names;
  readonly words: PhoneWords;
  readonly language: Language;
}

export function Rating({ deeds, names, words, language }: RatingProps) {
  const steps = deeds.rateable.value ?? [];
  return (
    <>
      {steps.map((one) => {
        const name = names.services.find(({ id }) => id === one.service)?.name;
        return (
          <section key={one.step} class="rating" aria-labelledby={`rate-${one.step}`}>
            <h2 id={`rate-${one.step}`} class="rating-title">
              {one.again ? words.again : words.rate}
              {steps.length > 1 && name && <span class="rating-of">{say(name, language)}</span>}
            </h2>
            <OfStep {...{ one, deeds, words, language }} />
          </section>
        );
      })}
    </>
  );
}

interface OfStepProps extends Omit<RatingProps, 'names'> {
  readonly one: Rateable;
}

function OfStep({ one, deeds, words, language }: OfStepProps) {
  const { step } = one;
  const [again, setAgain] = useState(false);
  const rated = deeds.rated.value.get(step);
  const busy = deeds.busy.value !== null;
  if (rated === undefined && one.again && !again) {
    return <Button onPress={() => setAgain(true)}>{words.rateAgain}</Button>;
  }
  if (rated === undefined) {
    const wish = { type: 'rate', step, ...(one.again && { again: one.again }) } as const;
    return (
      <>
        <p class="phone-hint rating-hint">{words.rateHint}</p>
        <div class="rating-levels">
          {levels.map((level) => (
            <Button key={level} disabled={busy} onPress={() => void deeds.wish({ ...wish, level })}>
              {words.levels[level]}
            </Button>
          ))}
        </div>
      </>
    );
  }
  const which = { step, ...(rated.again && { again: true as const }) };
  return (
    <>
      <p class="rating-thanks" role="status">
        {words.ratedAs(words.levels[rated.level])} {rated.added && words.added}
      </p>
      {rated.tags.length > 0 && (
        <Reasons
          {...{ words, language, busy }}
          tags={rated.tags}
          onSend={(tags, text) =>
            void deeds.wish({ type: 'add-to-rating', ...which, tags: [...tags], words: text })
          }
          onLeave={() => deeds.leave(step)}
        />
      )}
    </>
  );
}

/** The part for reasons and words comes when somebody has rated; without it the level stands all the same. */
function Reasons(props: Parameters<typeof RatingMore>[0]) {
  const [More, setMore] = useState<typeof RatingMore | null>(null);
  useEffect(() => {
    import('../../ui/rating/RatingMore.tsx').then(
      (loaded) => setMore(() => loaded.RatingMore),
      () => {},
    );
  }, []);
  return More && <More {...props} />;
}
