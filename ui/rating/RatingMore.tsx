/**
 * What may be said beside a level that stands already: tags of that level, several at a time, and words.
 * All of it may be left out, so nothing is chosen beforehand and sending nothing is one press.
 */
import { useState } from 'preact/hooks';
import type { RatingTag } from '../../core/wire/rating.ts';
import { Button } from '../components/button/Button.tsx';
import { type Language, say } from '../texts.ts';
import './rating-more.css';

/** As many as the hub takes (core/wire/rating.ts). */
const wordsMax = 500;

export interface RatingMoreWords {
  readonly moreTags: string;
  readonly moreWords: string;
  readonly moreHint: string;
  readonly moreSend: string;
  readonly moreLeave: string;
}

export interface RatingMoreProps {
  readonly tags: readonly RatingTag[];
  readonly words: RatingMoreWords;
  readonly language: Language;
  readonly busy: boolean;
  /** Tags are codes; `text` may be empty. */
  readonly onSend: (tags: readonly string[], text: string) => void;
  readonly onLeave: () => void;
}

export function RatingMore({ tags, words, language, busy, onSend, onLeave }: RatingMoreProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const turn = (code: string) =>
    setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  return (
    <div class="rating-more">
      <fieldset class="rating-tags">
        <legend>{words.moreTags}</legend>
        {tags.map(({ code, text: name }) => (
          <Button key={code} pressed={chosen.includes(code)} onPress={() => turn(code)}>
            {say(name, language)}
          </Button>
        ))}
      </fieldset>
      <label class="rating-words">
        <span>{words.moreWords}</span>
        <textarea
          rows={3}
          maxLength={wordsMax}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <p class="rating-words-hint">{words.moreHint}</p>
      <div class="rating-more-acts">
        <Button
          kind="main"
          disabled={busy || (chosen.length === 0 && text.trim() === '')}
          onPress={() => onSend(chosen, text.trim())}
        >
          {words.moreSend}
        </Button>
        <Button kind="quiet" onPress={onLeave}>
          {words.moreLeave}
        </Button>
      </div>
    </div>
  );
}
