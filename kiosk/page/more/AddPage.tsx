/**
 * What may be said beside a level that stands: reasons of that level, several at a time, and words in
 * one's own. Nothing is chosen beforehand, and all of it may be left out with one press.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../../ui/components/button/Button.tsx';
import { say } from '../../../ui/texts.ts';
import { Frame } from '../Frame.tsx';
import type { Known } from '../known.ts';
import { OptionButton } from '../Options.tsx';
import { kioskTexts } from '../texts/texts.ts';
import { framed } from './MorePages.tsx';
import type { Adding, Rating } from './more.ts';
import { moreTexts } from './texts/texts.ts';
import { WordsPage } from './WordsPage.tsx';

export type OfAdding = Known & { readonly visit: Rating; readonly adding: Adding };

export function AddPage(props: OfAdding) {
  const { language, visit, adding, onDeed, onAddToRating } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [writing, setWriting] = useState(false);
  const words = moreTexts[language];
  const { asking, trouble } = visit;
  if (writing) {
    return <WordsPage {...props} text={text} onText={setText} onDone={() => setWriting(false)} />;
  }
  const turn = (code: string) =>
    setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const nothing = chosen.length === 0 && text.trim() === '';
  return (
    <Frame
      {...framed(props, 'options')}
      title={words.ratedAs(words.levels[adding.level])}
      hint={trouble ? words.rateTrouble[trouble] : words.addHint}
    >
      <div class="options adding">
        <ul class="options-list">
          {adding.tags.map(({ code, text: name }) => (
            <li key={code}>
              <OptionButton
                name={say(name, language)}
                about=""
                chosen={chosen.includes(code)}
                onPress={() => turn(code)}
              />
            </li>
          ))}
        </ul>
        <div class="adding-words">
          <Button disabled={asking} onPress={() => setWriting(true)}>
            {text.trim() === '' ? words.addWords : words.addWordsAgain}
          </Button>
          {text.trim() !== '' && <p class="adding-text">{text}</p>}
        </div>
        <div class="adding-acts">
          <Button disabled={asking} onPress={() => onDeed({ do: 'leave-rating' })}>
            {words.addNothing}
          </Button>
          <Button
            kind="main"
            disabled={asking || nothing}
            onPress={() => onAddToRating(chosen, text.trim())}
          >
            {asking ? kioskTexts[language].asking : words.addSend}
          </Button>
        </div>
      </div>
    </Frame>
  );
}
