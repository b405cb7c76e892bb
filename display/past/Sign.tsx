/**
 * The sign over a counter of a past moment.
 */
import type { Language } from '../../ui/texts.ts';
import { CounterSign } from '../counter/CounterSign.tsx';
import '../counter/sign.css';
import { signState } from '../counter/state.ts';
import { litThen, type PastLine } from './line.ts';

interface SignProps {
  readonly line: PastLine;
  readonly counter: string;
  readonly language: Language;
}

export function Sign({ line, counter, language }: SignProps) {
  const shown = line.value;
  const state = shown && signState(shown.view, shown.names, counter, shown.posted);
  const lit = shown ? litThen(shown.view.calls, shown.now) : [];
  return (
    <CounterSign
      state={state}
      names={shown?.names ?? null}
      emergency={shown?.posted.emergency ?? null}
      counter={counter}
      lit={state?.is === 'called' && lit.includes(state.call.seq)}
      stale={false}
      heardAt={null}
      language={language}
    />
  );
}
