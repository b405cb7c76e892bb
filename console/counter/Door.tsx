/**
 * The page before work at a counter: sign in at it, take it over, or move here from another; each
 * beyond the first only after the sentence that says what it does.
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import type { At } from './at.ts';
import './door.css';
import { doorStep, doorText } from './door.ts';
import { Desk, OpenSheet } from './parts/Desk.tsx';

export interface DoorProps {
  readonly at: At;
  readonly onOtherCounter: () => void;
  readonly onSignOut: () => void;
}

export function Door({ at, onOtherCounter, onSignOut }: DoorProps) {
  const { view, names, texts, me, language } = at;
  const place = names.counters.find(({ id }) => id === view.counter.id);
  const sentence = at.sentence('door');
  return (
    <main class="door">
      <p class="door-sign figures" aria-hidden="true">
        {place?.sign}
      </p>
      <h1>{at.counter(view.counter.id)}</h1>
      <p class="door-hall">
        <span class="door-hall-name">{say(names.hall.name, language)}</span> · {me.name}
      </p>
      <p class="door-state">{doorText(at)}</p>
      <div class="door-saying">{sentence && <Notice kind="tell">{sentence}</Notice>}</div>
      <Enter at={at} />
      <Desk at={at} tide={true} />
      <div class="door-others">
        <Button kind="quiet" onPress={onOtherCounter}>
          {texts.otherCounter}
        </Button>
        <Button kind="quiet" onPress={onSignOut}>
          {texts.onlyAccount}
        </Button>
        <LanguageChoice name={texts.language} />
      </div>
      <OpenSheet at={at} />
    </main>
  );
}

/** The one button that goes on. It has the focus, so that Enter is enough on an ordinary morning. */
export function Enter({ at }: { at: At }) {
  const { texts, deeds } = at;
  const [moving, setMoving] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const step = doorStep(deeds.spoken.value, moving);
  useLayoutEffect(() => button.current?.focus(), []);
  return (
    <button
      ref={button}
      type="button"
      class="button button-main door-enter"
      aria-busy={deeds.working.value !== null}
      onClick={() => {
        if (deeds.isEcho('sign-in')) return;
        setMoving(step.command.move === true);
        void deeds.ask('door', step.command, null);
      }}
    >
      {texts[step.press]}
    </button>
  );
}
