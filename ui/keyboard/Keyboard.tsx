/**
 * A keyboard on the screen, for pinyin with candidates, English, digits and marks, without a network
 * and without an input method of the machine. It holds nothing: state comes in, keys go out. Real keys
 * do the same through `keyOf`; a touch does not move the focus away from who types on them.
 */
import type { ComponentChildren } from 'preact';
import { useHeld } from '../components/button/held.ts';
import { Icon } from '../components/icon/Icon.tsx';
import type { Candidate } from './candidates.ts';
import { rowsOf } from './keys.ts';
import type { KeyboardWords } from './texts/texts.ts';
import type { Key, Typing } from './typing.ts';
import './keyboard.css';

export interface KeyboardProps {
  readonly typing: Typing;
  readonly candidates: readonly Candidate[];
  /** Where each page of candidates begins (`candidatePages`). */
  readonly pages: readonly number[];
  readonly words: KeyboardWords;
  readonly onKey: (key: Key) => void;
}

export function Keyboard(props: KeyboardProps) {
  const { typing, words, onKey } = props;
  const rows = rowsOf(typing);
  const sign = (one: string) => (
    <KeyButton key={one} onPress={() => onKey({ key: 'sign', sign: one.toLowerCase() })}>
      {one}
    </KeyButton>
  );
  return (
    <section class="keyboard" aria-label={words.keyboard}>
      {typing.layout === 'pinyin' && <Candidates {...props} />}
      <div class="keyboard-row">{rows[0]?.map(sign)}</div>
      <div class="keyboard-row keyboard-row-2">{rows[1]?.map(sign)}</div>
      <div class="keyboard-row">
        <Beside {...props} />
        {rows[2]?.map(sign)}
        <KeyButton wide name={words.delete} onPress={() => onKey({ key: 'delete' })}>
          <Icon name="delete" />
        </KeyButton>
      </div>
      <Lowest {...props} />
    </section>
  );
}

/** Left of the last row of signs. */
function Beside({ typing, words, onKey }: KeyboardProps) {
  switch (typing.layout) {
    case 'pinyin':
      return (
        <KeyButton wide words onPress={() => onKey({ key: 'sign', sign: "'" })}>
          {words.part}
        </KeyButton>
      );
    case 'english':
      return (
        <KeyButton
          {...{ wide: true, words: true, pressed: typing.capital }}
          onPress={() => onKey({ key: 'capital' })}
        >
          {words.capital}
        </KeyButton>
      );
    case 'marks':
      return null;
  }
}

function Lowest({ typing, words, onKey }: KeyboardProps) {
  const { layout, letters, composed } = typing;
  const other = letters === 'pinyin' ? 'english' : 'pinyin';
  const marks = layout === 'marks' ? letters : 'marks';
  return (
    <div class="keyboard-row keyboard-row-words">
      <KeyButton words onPress={() => onKey({ key: 'layout', layout: marks })}>
        {layout === 'marks' ? words.toLetters : words.toMarks}
      </KeyButton>
      <KeyButton words onPress={() => onKey({ key: 'layout', layout: other })}>
        {other === 'english' ? words.toEnglish : words.toPinyin}
      </KeyButton>
      <KeyButton words space onPress={() => onKey({ key: 'space' })}>
        {composed === '' ? words.space : words.choose}
      </KeyButton>
      <KeyButton words onPress={() => onKey({ key: 'clear' })}>
        {words.clear}
      </KeyButton>
    </div>
  );
}

/** What the letters may mean, a page of it; the room stays where nothing is composed. */
function Candidates({ typing, candidates, pages, words, onKey }: KeyboardProps) {
  const { composed } = typing;
  const at = Math.min(typing.page, pages.length - 1);
  const begin = pages[at] ?? 0;
  const shown = candidates.slice(begin, pages[at + 1]);
  const [first] = candidates;
  return (
    <div class="candidates">
      <p class="unseen" role="status">
        {first ? words.composing(composed, first.text) : composed}
      </p>
      {shown.length === 0 ? (
        <p class="candidates-none">{composed === '' ? words.hint : words.nothing}</p>
      ) : (
        <>
          <ol class="candidates-list" aria-label={words.candidates} lang="zh-Hans">
            {shown.map(({ text }, index) => (
              <li key={text}>
                <KeyButton onPress={() => onKey({ key: 'choose', place: begin + index })}>
                  {text}
                </KeyButton>
              </li>
            ))}
          </ol>
          <Turn name={words.previous} to={at - 1} {...{ pages, onKey }} icon="back" />
          <Turn name={words.next} to={at + 1} {...{ pages, onKey }} icon="forward" />
        </>
      )}
    </div>
  );
}

interface TurnProps extends Pick<KeyboardProps, 'pages' | 'onKey'> {
  readonly name: string;
  readonly to: number;
  readonly icon: 'back' | 'forward';
}

function Turn({ name, to, pages, icon, onKey }: TurnProps) {
  const none = to < 0 || to >= pages.length;
  return (
    <KeyButton name={name} disabled={none} onPress={() => onKey({ key: 'page', page: to })}>
      <Icon name={icon} />
    </KeyButton>
  );
}

interface KeyButtonProps {
  readonly onPress: () => void;
  /** What it is called, where a picture stands on it. */
  readonly name?: string;
  readonly wide?: boolean;
  /** Words stand on it, and no sign. */
  readonly words?: boolean;
  readonly space?: boolean;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly children: ComponentChildren;
}

function KeyButton(props: KeyButtonProps) {
  const { onPress, name, wide, words, space, pressed, disabled = false, children } = props;
  const held = useHeld(disabled);
  const looks = [wide && 'key-wide', words && 'key-words', space && 'key-space'];
  return (
    <button
      type="button"
      class={['key', ...looks.filter((one) => one)].join(' ')}
      {...held}
      aria-label={name}
      aria-pressed={pressed}
      onMouseDown={keepFocus}
      onClick={disabled ? undefined : onPress}
    >
      {children}
    </button>
  );
}

const keepFocus = (press: MouseEvent) => press.preventDefault();
