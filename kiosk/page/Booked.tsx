/**
 * A booking that was made: its code as large as it goes, then what, when, and what to do if one
 * cannot come.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import type { KioskWords } from './texts/texts.ts';
import './booked.css';

/** In two halves, as it is read out and typed. */
export function BookedHead({ code, title }: { code: string; title: string }) {
  const half = Math.ceil(code.length / 2);
  return (
    <>
      <h1 class="number-title" tabIndex={-1}>
        {title}
      </h1>
      <p class="booked-code figures">
        <span class="unseen">{[...code].join(' ')}</span>
        <span aria-hidden="true">{code.slice(0, half)}</span>{' '}
        <span aria-hidden="true">{code.slice(half)}</span>
      </p>
    </>
  );
}

export interface BookedBodyProps {
  readonly what: string;
  readonly when: string;
  readonly lines: readonly string[];
  readonly words: KioskWords;
  readonly onDone: () => void;
}

export function BookedBody({ what, when, lines, words, onDone }: BookedBodyProps) {
  return (
    <div class="booked">
      <p class="number-service">{what}</p>
      <p class="booked-when figures">{when}</p>
      {lines.map((line) => (
        <p key={line} class="booked-come figures">
          {line}
        </p>
      ))}
      <Button kind="main" onPress={onDone}>
        {words.done}
      </Button>
    </div>
  );
}
