/**
 * One guide at the kiosk: what it is above, its parts as tabs, a few words a page, and under them
 * what can be done with it. It knows no line to the hub: whoever opens it does the acts.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { guideAddress } from '../../../core/guides/address.ts';
import type { Guide } from '../../../core/guides/guide.ts';
import type { GuidePart } from '../../../core/guides/paper.ts';
import { Button } from '../../../ui/components/button/Button.tsx';
import { Icon } from '../../../ui/components/icon/Icon.tsx';
import { Notice } from '../../../ui/components/notice/Notice.tsx';
import { Checklist, type ChecklistProps } from '../../../ui/guide/Checklist.tsx';
import { TimeAndCost, Where } from '../../../ui/guide/Facts.tsx';
import { Flow } from '../../../ui/guide/Flow.tsx';
import { Mark } from '../../../ui/guide/Mark.tsx';
import { Bases, Questions, Rules } from '../../../ui/guide/More.tsx';
import { Qr } from '../../../ui/guide/Qr.tsx';
import { guideWords } from '../../../ui/guide/texts/texts.ts';
import { type GuideMark, isPartlyChinese, shortText, tell } from '../../../ui/guide/told.ts';
import type { Language } from '../../../ui/texts.ts';
import { emWidth } from '../../../ui/widths.ts';
import { Frame, type FrameProps } from '../Frame.tsx';
import { kioskTexts } from '../texts/texts.ts';
import { Pages } from './Pages.tsx';
import type { PrintSaid } from './printing.ts';
import { type GuidePageWords, guidePageTexts } from './texts/texts.ts';
import './guide-page.css';

export interface GuidePageProps {
  readonly guide: Guide;
  /** Version, date and origin of the list that it was found in. */
  readonly mark: GuideMark;
  readonly language: Language;
  /** Where visitors' phones reach the hub; null: then there is no QR code. */
  readonly publicUrl: string | null;
  /** The name of what one queues for, in the page's language; null: no number is given for it here. */
  readonly service: string | null;
  /** Why no number is given at this hour; null: it is. */
  readonly notNow: string | null;
  /** Whether paper comes out of this kiosk now. */
  readonly prints: boolean;
  /** How the paper stands that was asked for last; null: none was. */
  readonly printing: PrintSaid | null;
  /** Into the page where a number of `guide.service` is taken, or that says why not now. */
  readonly onTake: () => void;
  readonly onPrint: (what: GuidePart) => void;
  /** What became of the paper was read. */
  readonly onPrintSeen: () => void;
  /** How its forms are opened on this kiosk. */
  readonly forms: ChecklistProps['forms'];
  /** What every page of the kiosk has; `onBack` is in its foot. */
  readonly frame: Pick<FrameProps, 'hall' | 'notice' | 'leaving' | 'foot'>;
}

const parts = ['bring', 'steps', 'time', 'where', 'more'] as const;
type Part = (typeof parts)[number] | 'along';

export function GuidePage(props: GuidePageProps) {
  const { guide, mark, language, frame, service, notNow, onTake } = props;
  const [part, setPart] = useState<Part>('bring');
  const words = guidePageTexts[language];
  return (
    <Frame {...frame} at="guide" title="" head={<Head {...{ guide, mark, language }} />}>
      <div class="guide">
        <nav class="guide-tabs" aria-label={words.partsName}>
          {parts.map((one) => (
            <Button key={one} pressed={one === part} onPress={() => setPart(one)}>
              {words.parts[one]}
            </Button>
          ))}
        </nav>
        <h2 class="unseen">{words.parts[part]}</h2>
        <Pages key={`${part} ${language}`} words={kioskTexts[language]}>
          <PartOf {...props} part={part} words={words} />
        </Pages>
        <Elsewhere {...props} words={words} />
        <div class="guide-acts">
          {service !== null && notNow === null && (
            <div class="guide-take">
              <Button kind="main" onPress={onTake}>
                {words.take}
              </Button>
              <p class="guide-line">{words.takeFor(service)}</p>
            </div>
          )}
          <Copies {...props} part={part} onPart={setPart} words={words} />
        </div>
      </div>
    </Frame>
  );
}

/** A name wider than each of these, in em, is set a size smaller. */
const titleEm = [14, 30];

type HeadProps = Pick<GuidePageProps, 'guide' | 'mark' | 'language'>;

function Head({ guide, mark, language }: HeadProps) {
  const name = tell(guide.name, language);
  const long = titleEm.filter((most) => emWidth(name.text) > most).length;
  return (
    <>
      <h1 class={`where-title where-${long}`} lang={name.lang} tabIndex={-1}>
        {name.text}
      </h1>
      <p class="guide-short figures">{shortText(guide, language)}</p>
      {isPartlyChinese(guide, language) && (
        <p class="guide-chinese">{guideWords[language].onlyChinese}</p>
      )}
      <Mark mark={mark} language={language} />
    </>
  );
}

type PartProps = GuidePageProps & { readonly part: Part; readonly words: GuidePageWords };

function PartOf({ guide, language, publicUrl, part, words, forms }: PartProps): ComponentChildren {
  switch (part) {
    case 'bring':
      return <Checklist guide={guide} language={language} forms={forms} />;
    case 'steps':
      return <Flow guide={guide} language={language} />;
    case 'time':
      return <TimeAndCost guide={guide} language={language} />;
    case 'where':
      return <Where guide={guide} language={language} calls={false} />;
    case 'more':
      return (
        <>
          <Questions guide={guide} language={language} />
          <Rules guide={guide} language={language} />
          <Bases guide={guide} language={language} />
        </>
      );
    case 'along':
      return publicUrl === null ? (
        <p class="guide-along">{words.alongNot}</p>
      ) : (
        <div class="guide-along">
          <Qr text={guideAddress(publicUrl, guide)} name={words.alongTitle} />
          <div>
            <h3 class="guide-along-title">{words.alongTitle}</h3>
            <p>{words.alongHint}</p>
          </div>
        </div>
      );
  }
}

/**
 * Ways to have it in the hand. What becomes of a paper is told where it was asked for, so that the
 * words above stay where they are.
 */
function Copies(props: PartProps & { readonly onPart: (part: Part) => void }) {
  const { part, prints, printing, words, onPart, onPrint } = props;
  return (
    <div class="guide-copies">
      {printing !== null || !prints ? (
        <Paper {...props} said={printing ?? 'unable'} />
      ) : (
        <>
          <Button onPress={() => onPrint('materials')}>
            <Icon name="paper" />
            {words.printMaterials}
          </Button>
          <Button onPress={() => onPrint('whole')}>
            <Icon name="paper" />
            {words.print}
          </Button>
        </>
      )}
      <Button pressed={part === 'along'} onPress={() => onPart('along')}>
        {words.along}
      </Button>
    </div>
  );
}

function Paper({ said, printing, words, onPrintSeen }: PartProps & { readonly said: PrintSaid }) {
  return (
    <div class="guide-paper">
      <Notice kind={said === 'printed' ? 'done' : 'tell'}>{words[said]}</Notice>
      {printing !== null && printing !== 'printing' && (
        <Button onPress={onPrintSeen}>{words.seen}</Button>
      )}
    </div>
  );
}

/** Where one goes when no number is given for it here, or when one is given again. */
function Elsewhere({
  guide,
  service,
  notNow,
  language,
  words,
}: GuidePageProps & { words: GuidePageWords }) {
  if (notNow !== null) return <Notice kind="tell">{notNow}</Notice>;
  if (service !== null) return null;
  const [place] = guide.places;
  const said = place
    ? `${words.noNumber}${language === 'en' ? '. ' : '\u3002'}${words.noNumberAt(tell(place.name, language).text)}`
    : words.noNumber;
  return <Notice kind="tell">{said}</Notice>;
}
