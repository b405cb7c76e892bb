/**
 * The page of a kiosk that the hall does not know yet: a code, typed on keys of its own letters.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { codeLength, codeLetters, codeText, type Enrolled } from './enrol.ts';
import type { EnrolWords } from './texts/enrol/texts.ts';
import type { KioskWords } from './texts/texts.ts';
import './enrol.css';

export interface EnrolProps {
  /** The letters so far, without the dash. */
  readonly letters: string;
  readonly asking: boolean;
  readonly trouble: Exclude<Enrolled, 'ok'> | null;
  readonly words: KioskWords;
  readonly own: EnrolWords;
  readonly onLetters: (letters: string) => void;
  readonly onEnrol: () => void;
}

export function Enrol({ letters, asking, trouble, words, own, onLetters, onEnrol }: EnrolProps) {
  const full = letters.length === codeLength;
  return (
    <div class="enrol">
      <div class="code">
        <span class="unseen" role="status">
          {own.codeSoFar(codeText(letters))}
        </span>
        {Array.from({ length: codeLength }, (_, index) => (
          <span
            key={index}
            class={index === 4 ? 'code-box code-half' : 'code-box'}
            aria-hidden="true"
          >
            {letters[index] ?? ''}
          </span>
        ))}
      </div>
      {trouble && <Notice kind="danger">{own.enrolTrouble[trouble]}</Notice>}
      <div class="keys">
        {[...codeLetters].map((letter) => (
          <Button
            key={letter}
            disabled={full || asking}
            onPress={() => onLetters(letters + letter)}
          >
            {letter}
          </Button>
        ))}
        <Button disabled={letters === '' || asking} onPress={() => onLetters(letters.slice(0, -1))}>
          <Icon name="delete" />
          <span class="unseen">{words.deleteLetter}</span>
        </Button>
      </div>
      <Button kind="main" disabled={!full || asking} onPress={onEnrol}>
        {asking ? own.enrolling : own.enrol}
      </Button>
    </div>
  );
}
