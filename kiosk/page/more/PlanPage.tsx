/**
 * The floor as this kiosk's settings have it: a picture that shows where one stands, and the same in
 * words, which also stand where the picture cannot be had.
 */
import { useState } from 'preact/hooks';
import { say } from '../../../ui/texts.ts';
import { Frame } from '../Frame.tsx';
import { type Known, placeOf } from '../known.ts';
import { framed } from './MorePages.tsx';
import type { More } from './more.ts';
import { moreTexts } from './texts/texts.ts';

export function PlanPage(props: Known & { readonly visit: More }) {
  const { names, view, language } = props;
  const words = moreTexts[language];
  const [gone, setGone] = useState(false);
  const text = placeOf(names, view)?.planText;
  const inWords = text ? say(text, language) : '';
  return (
    <Frame
      {...framed(props, 'info')}
      title={words.planTitle}
      hint={gone ? words.planGone : words.planHere}
    >
      {!gone && (
        <img
          class="plan"
          src={`/kiosk-plan/${view.kiosk}`}
          alt={inWords}
          draggable={false}
          onError={() => setGone(true)}
        />
      )}
      <p class="plan-text">{inWords}</p>
    </Frame>
  );
}
