/**
 * A few words in one's own, on the keyboard of the screen, which needs no network, or on a real one.
 * Keyboard and dictionary are fetched with this page, and what is written is forgotten with the visit.
 * The way back leads to the reasons that were chosen, not out of the rating.
 */
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../../ui/components/button/Button.tsx';
import { candidatesFor } from '../../../ui/keyboard/candidates.ts';
import type { Dictionary } from '../../../ui/keyboard/dictionary.ts';
import { Keyboard } from '../../../ui/keyboard/Keyboard.tsx';
import { loadDictionary } from '../../../ui/keyboard/load.ts';
import { keyboardTexts } from '../../../ui/keyboard/texts/texts.ts';
import {
  candidatePages,
  type Key,
  press,
  textAfter,
  typingBegins,
} from '../../../ui/keyboard/typing.ts';
import { Frame } from '../Frame.tsx';
import { isBack } from '../guides/finding/by-keys.ts';
import { useRealKeys } from '../guides/finding/real-keys.ts';
import { searchRoom } from '../guides/finding/rooms.ts';
import { kioskTexts } from '../texts/texts.ts';
import type { OfAdding } from './AddPage.tsx';
import { framed } from './MorePages.tsx';
import { moreTexts } from './texts/texts.ts';

/** What fits on the page; the hub takes more (core/wire/rating.ts). */
const wordsMax = 120;

interface WordsProps extends OfAdding {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onDone: () => void;
}

export function WordsPage(props: WordsProps) {
  const { language, screen, modes, text, onText, onDone } = props;
  const words = moreTexts[language];
  const [typing, setTyping] = useState(() =>
    typingBegins(language === 'en' ? 'english' : 'pinyin'),
  );
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  useEffect(() => {
    loadDictionary().then(setDictionary, () => {});
  }, []);
  const { layout, composed } = typing;
  const candidates = useMemo(
    () => (dictionary && layout === 'pinyin' ? candidatesFor(composed, dictionary) : []),
    [dictionary, composed, layout],
  );
  const low = modes.low && screen.standing;
  const room = searchRoom(screen, low);
  const pages = candidatePages(candidates, room.candidates);
  const onKey = (key: Key) => {
    const typed = press(typing, key, candidates);
    setTyping(typed.typing);
    const after = textAfter(text, typed, wordsMax);
    if (after !== text) onText(after);
  };
  useBackKey(onDone);
  useRealKeys(typing, pages, onKey);
  const frame = framed(props, 'words');
  const style = { '--key-height': room.key, '--candidate-rows': room.candidates.rows };
  return (
    <div class="writing" style={style}>
      <Frame
        {...frame}
        foot={{ ...frame.foot, onBack: onDone }}
        title={words.addWords}
        hint={words.wordsHint}
      >
        <div class="writing-text">
          <p class={text === '' && composed === '' ? 'writing-none' : ''}>
            {text === '' && composed === '' ? words.wordsNone : text}
            <span class="writing-letters">{composed}</span>
          </p>
          <Button kind="main" onPress={onDone}>
            {kioskTexts[language].chosenDone}
          </Button>
        </div>
        <Keyboard {...{ typing, candidates, pages, onKey }} words={keyboardTexts[language]} />
      </Frame>
    </div>
  );
}

function useBackKey(onBack: () => void): void {
  useLayoutEffect(() => {
    const pressed = (press: KeyboardEvent) => {
      if (press.defaultPrevented || !isBack(press)) return;
      press.preventDefault();
      onBack();
    };
    // Before the listener of the whole kiosk, which would end the rating.
    document.addEventListener('keydown', pressed, true);
    return () => document.removeEventListener('keydown', pressed, true);
  }, []);
}
