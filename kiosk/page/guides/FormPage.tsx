/**
 * A blank form or a filled-in sample at the kiosk: shown large without leaving the page, and taken
 * along by a QR code. What a kiosk cannot show it says, and gives the code at once.
 */
import { useState } from 'preact/hooks';
import type { ShownFile } from '../../../core/guides/files.ts';
import type { GuideText } from '../../../core/guides/guide.ts';
import { Button } from '../../../ui/components/button/Button.tsx';
import { Mark } from '../../../ui/guide/Mark.tsx';
import { Qr } from '../../../ui/guide/Qr.tsx';
import { type GuideMark, tell } from '../../../ui/guide/told.ts';
import type { Language } from '../../../ui/texts.ts';
import { emWidth } from '../../../ui/widths.ts';
import { Frame, type FrameProps } from '../Frame.tsx';
import { Sheet } from './Sheet.tsx';
import { guidePageTexts } from './texts/texts.ts';
import './form-page.css';

export interface FormPageProps {
  /** The material's name, and the guide's. */
  readonly name: GuideText;
  readonly guide: GuideText;
  readonly sample: boolean;
  readonly mark: GuideMark;
  readonly language: Language;
  /** Null: a kiosk cannot show it. */
  readonly shown: ShownFile | null;
  /** Where a phone opens it; null: phones cannot reach it. */
  readonly address: string | null;
  readonly frame: Pick<FrameProps, 'hall' | 'notice' | 'leaving' | 'foot'>;
}

/** A heading wider than each of these, in em, is set a size smaller. */
const titleEm = [14, 30];

export function FormPage(props: FormPageProps) {
  const { name, guide, sample, mark, language, shown, address, frame } = props;
  const [along, setAlong] = useState(shown === null);
  const words = guidePageTexts[language];
  const told = tell(name, language);
  const title = sample ? words.sampleOf(told.text) : words.blankOf(told.text);
  const size = titleEm.filter((most) => emWidth(title) > most).length;
  const errand = tell(guide, language);
  return (
    <Frame
      {...frame}
      at="form"
      title=""
      head={
        <>
          <h1 class={`where-title where-${size}`} tabIndex={-1}>
            {title}
          </h1>
          <p class="form-errand" lang={errand.lang}>
            {errand.text}
          </p>
          <Mark mark={mark} language={language} />
        </>
      }
    >
      <div class="form">
        {along || shown === null ? (
          <Along {...props} />
        ) : (
          <Sheet version={mark.version} shown={shown} name={title} words={words} />
        )}
        {shown !== null && address !== null && (
          <div class="form-acts">
            <Button onPress={() => setAlong(!along)}>{along ? words.formBack : words.along}</Button>
          </div>
        )}
      </div>
    </Frame>
  );
}

function Along({ language, shown, address }: FormPageProps) {
  const words = guidePageTexts[language];
  const [title, hint] =
    shown === null
      ? [words.formNotShown, address === null ? words.formAsk : words.formScan]
      : [words.formScan, words.alongHint];
  return (
    <div class="guide-along form-along">
      {address !== null && <Qr text={address} name={words.formScan} />}
      <div>
        <h2 class="guide-along-title">{title}</h2>
        <p>{hint}</p>
      </div>
    </div>
  );
}
