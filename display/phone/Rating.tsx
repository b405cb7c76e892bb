/**
 * How one was served, for each service that is over: five levels by their exact names (好差评), none
 * chosen beforehand, and nobody has to answer. An answer stands for good.
 */
import type { Names } from '../../core/views/names.ts';
import { Button } from '../../ui/components/button/Button.tsx';
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
  if (steps.length === 0) return null;
  return (
    <>
      {steps.map(({ step, service }) => {
        const level = deeds.rated.value.get(step);
        const name = names.services.find(({ id }) => id === service)?.name;
        return (
          <section key={step} class="rating" aria-labelledby={`rate-${step}`}>
            <h2 id={`rate-${step}`} class="rating-title">
              {words.rate}
              {steps.length > 1 && name && <span class="rating-of">{say(name, language)}</span>}
            </h2>
            {level === undefined ? (
              <>
                <p class="phone-hint rating-hint">{words.rateHint}</p>
                <div class="rating-levels">
                  {levels.map((one) => (
                    <Button
                      key={one}
                      disabled={deeds.busy.value !== null}
                      onPress={() => void deeds.wish({ type: 'rate', step, level: one })}
                    >
                      {words.levels[one]}
                    </Button>
                  ))}
                </div>
              </>
            ) : (
              <p class="rating-thanks" role="status">
                {words.ratedAs(words.levels[level])}
              </p>
            )}
          </section>
        );
      })}
    </>
  );
}
