/**
 * Top: where one is and as whom, and what is seldom needed: the mini window, the language, leaving.
 */
import { Button } from '../../../ui/components/button/Button.tsx';
import { say } from '../../../ui/texts.ts';
import { minePath } from '../../account.ts';
import { LanguageChoice } from '../../LanguageChoice.tsx';
import type { At } from '../at.ts';
import { isOpen, openMenu, toggleMenu } from '../press.ts';
import { keepFocus } from './ActButton.tsx';
import { MenuOf } from './Menu.tsx';
import './header.css';

export interface Leaving {
  /** The counter is signed out and another one chosen. */
  readonly changeCounter: () => void;
  /** The counter is signed out, and the account too. */
  readonly signOut: () => void;
}

export interface HeaderProps {
  readonly at: At;
  readonly leaving: Leaving;
  readonly onMini: () => void;
  readonly miniBlocked: boolean;
}

export function Header({ at, leaving, onMini, miniBlocked }: HeaderProps) {
  const { names, view, texts, me, language } = at;
  const place = names.counters.find(({ id }) => id === view.counter.id);
  const sentence = at.sentence('header') ?? (miniBlocked ? texts.miniBlocked : null);
  return (
    <header class="header">
      <span class="header-sign figures" aria-hidden="true">
        {place?.sign}
      </span>
      <div class="header-where">
        <h1>{at.counter(view.counter.id)}</h1>
        <p>
          {me.name} · {say(names.hall.name, language)}
        </p>
      </div>
      <p class="header-saying">{sentence}</p>
      <div class="header-acts">
        <Button kind="quiet" onPress={onMini}>
          {texts.mini}
        </Button>
        <LanguageChoice name={texts.language} />
        <button
          type="button"
          id="leave"
          class="button button-quiet"
          aria-haspopup="menu"
          aria-expanded={isOpen({ kind: 'leave' })}
          onMouseDown={keepFocus}
          onClick={() => toggleMenu({ kind: 'leave' })}
        >
          {texts.leave}
        </button>
      </div>
      <LeaveMenu at={at} leaving={leaving} />
    </header>
  );
}

function LeaveMenu({ at, leaving }: { at: At; leaving: Leaving }) {
  if (openMenu.value?.kind !== 'leave') return null;
  const { texts } = at;
  return (
    <MenuOf
      anchor="leave"
      title={texts.leave}
      items={[
        { name: texts.changeCounter, choose: leaving.changeCounter },
        { name: texts.signOut, choose: leaving.signOut },
        // Beside the console: whoever is served at the moment stays in hand.
        { name: texts.mySignIns, choose: () => void window.open(minePath, '_blank', 'noopener') },
      ]}
    />
  );
}
