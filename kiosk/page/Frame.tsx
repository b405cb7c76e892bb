/**
 * What every page of the kiosk has: above where one is and what happens next, below it what there is
 * to touch, and the foot that is always the same and always there.
 */
import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { type Language, languages } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import type { Mode, Modes } from './modes.ts';
import type { KioskWords } from './texts/texts.ts';

export interface FootProps {
  readonly words: KioskWords;
  readonly language: Language;
  readonly modes: Modes;
  /** Only a standing screen has controls that are too high for somebody. */
  readonly standing: boolean;
  /** Null: there is nowhere to go from here. */
  readonly onBack: (() => void) | null;
  readonly onStart: (() => void) | null;
  /** Null: somebody was called already, or nobody would hear it. */
  readonly onHelp: (() => void) | null;
  readonly onLanguage: (language: Language) => void;
  readonly onMode: (mode: Mode, on: boolean) => void;
}

export interface FrameProps {
  /** The page's name, for its looks. */
  readonly at: string;
  readonly hall: string;
  readonly title: string;
  readonly hint?: string;
  /** A sentence that nobody should miss: the paper, a lost line. */
  readonly notice?: string | null;
  /** Takes the place of title and hint. */
  readonly head?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** The countdown to the start page, as a sentence. */
  readonly leaving?: string | null;
  readonly foot: FootProps;
}

/** A heading wider than each of these, in em, is set a size smaller. */
const titleEm = { normal: [24, 45], large: [18, 30] };
const titleSize = (title: string, large: boolean) =>
  titleEm[large ? 'large' : 'normal'].filter((most) => emWidth(title) > most).length;

export function Frame(props: FrameProps) {
  const { at, hall, title, hint, notice, head, children, leaving, foot } = props;
  return (
    <div class={`kiosk kiosk-${at} ${notice ? 'kiosk-noticed' : ''}`}>
      <header class="where">
        <p class="where-hall">{hall}</p>
        <div class="where-body">
          {head ?? (
            <>
              <h1 class={`where-title where-${titleSize(title, foot.modes.care)}`} tabIndex={-1}>
                {title}
              </h1>
              {hint && <p class="where-hint">{hint}</p>}
            </>
          )}
        </div>
        {notice && <Notice kind="tell">{notice}</Notice>}
      </header>
      <main class="body">{children}</main>
      {leaving && <Leaving text={leaving} words={foot.words} />}
      <Foot {...foot} />
    </div>
  );
}

/**
 * The count that warns: over the hall's name, for the whole width of the page, and over no control. Any
 * touch and any key gives the whole time again; the button is for who looks for one.
 */
function Leaving({ text, words }: { text: string; words: KioskWords }) {
  return (
    <button type="button" class="leaving figures" onClick={ignore}>
      <span>{text}</span>
      <strong class="leaving-stay">{words.stay}</strong>
    </button>
  );
}

/** How the languages stand on their buttons. */
const shortNames: Record<Language, string> = {
  'zh-Hans': '简体',
  'zh-Hant': '繁體',
  en: 'English',
};

function Foot(props: FootProps) {
  const { words, language, modes, standing, onBack, onStart, onHelp, onLanguage, onMode } = props;
  const mode = (one: Mode, name: string) => (
    <Button onPress={() => onMode(one, !modes[one])} pressed={modes[one]}>
      {name}
    </Button>
  );
  return (
    <footer class="foot">
      <Button onPress={onBack ?? ignore} disabled={onBack === null}>
        <Icon name="back" />
        {words.back}
      </Button>
      <Button onPress={onStart ?? ignore} disabled={onStart === null}>
        <Icon name="start" />
        {words.start}
      </Button>
      {mode('care', words.care)}
      {mode('contrast', words.contrast)}
      {standing && mode('low', words.low)}
      <fieldset class="foot-languages">
        <legend class="unseen">{words.language}</legend>
        {languages.map((one) => (
          <Button key={one} lang={one} pressed={one === language} onPress={() => onLanguage(one)}>
            {shortNames[one]}
          </Button>
        ))}
      </fieldset>
      <div class="foot-help">
        <Button onPress={onHelp ?? ignore} disabled={onHelp === null}>
          <Icon name="help" />
          {words.help}
        </Button>
      </div>
    </footer>
  );
}

const ignore = () => {};
