/**
 * Rating the last visit: found by the slip's code, by a number of today or by the card; then five levels
 * by their official names, in their official order, all alike to the eye; then reasons and words for
 * who has any. Nobody has to answer, and nobody is asked twice.
 */
import type { RatingLevel } from '../../../core/wire/rating.ts';
import { Button } from '../../../ui/components/button/Button.tsx';
import { Frame } from '../Frame.tsx';
import { Keypad } from '../Keypad.tsx';
import { cardOf, type Known, serviceName } from '../known.ts';
import { kioskTexts } from '../texts/texts.ts';
import { AddPage } from './AddPage.tsx';
import { framed } from './MorePages.tsx';
import { isFinding, type Rating } from './more.ts';
import { moreTexts } from './texts/texts.ts';

const levels: readonly RatingLevel[] = [5, 4, 3, 2, 1];

type OfRating = Known & { readonly visit: Rating };

export function RatePage(props: OfRating) {
  const { language, visit, onDeed, onRate } = props;
  const words = moreTexts[language];
  const { asking, steps, thanks, trouble } = visit;
  const [step] = steps;
  if (isFinding(visit)) return <FindPage {...props} />;
  if (visit.adding) return <AddPage {...props} visit={visit} adding={visit.adding} />;
  if (step === undefined || thanks) {
    const title = thanks ? words.rateThanks : kioskTexts[language].asking;
    return (
      <Frame {...framed(props, 'rate')} title={title} hint={thanks ? words.rateThanksHint : ''}>
        <div class="info">
          {thanks && (
            <Button kind="main" onPress={() => onDeed({ do: 'start' })}>
              {kioskTexts[language].done}
            </Button>
          )}
        </div>
      </Frame>
    );
  }
  const hint = trouble ? words.rateTrouble[trouble] : serviceName(props, step.service);
  return (
    <Frame {...framed(props, 'rate')} title={words.rateQuestion} hint={hint}>
      <ul class="levels">
        {levels.map((level) => (
          <li key={level}>
            <Button disabled={asking} onPress={() => onRate(level)}>
              {words.levels[level]}
            </Button>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

/** Whose visit it was: the scanner and the card reader are heard, and a number of today will do. */
function FindPage(props: OfRating) {
  const { language, visit, newRequestId, onDeed, onSend } = props;
  const words = moreTexts[language];
  const { typed, asking, trouble } = visit;
  const card = cardOf(props);
  return (
    <Frame
      {...framed(props, 'keys')}
      title={words.rateTitle}
      hint={card ? words.rateScanOrCard : words.rateScan}
    >
      <Keypad
        kinds={['label']}
        {...{ typed, asking, card: null }}
        trouble={trouble === null ? null : words.rateTrouble[trouble]}
        act={words.rateFind}
        acting={kioskTexts[language].asking}
        language={language}
        onType={(after) => onDeed({ do: 'type', typed: after, requestId: newRequestId() })}
        onAct={onSend}
      />
    </Frame>
  );
}
