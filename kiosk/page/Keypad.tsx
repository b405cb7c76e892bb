/**
 * Keys for a number: a document, a telephone, or the code of a booking. What is right is covered at
 * once, so that nobody else reads it; what is wrong stays to be put right.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Language } from '../../ui/texts.ts';
import { askTexts } from './texts/ask/texts.ts';
import { kioskTexts } from './texts/texts.ts';
import {
  judge,
  kinds,
  nothingTyped,
  shownText,
  type Typed,
  type TypedKind,
  withKey,
} from './typed.ts';
import './keypad.css';

export interface KeypadProps {
  /** What may be typed here; one alone needs no choice. */
  readonly kinds: readonly TypedKind[];
  readonly typed: Typed;
  readonly asking: boolean;
  /** Why it did not work, as a sentence. */
  readonly trouble: string | null;
  /** What is told of the card reader, where there is one. */
  readonly card: string | null;
  /** What the large button does, and while it does. */
  readonly act: string;
  readonly acting: string;
  readonly language: Language;
  readonly onType: (typed: Typed) => void;
  readonly onAct: () => void;
}

export function Keypad(props: KeypadProps) {
  const { typed, asking, trouble, act, acting, language, onType, onAct } = props;
  const words = askTexts[language];
  const judged = judge(typed);
  const { text, kind, card } = typed;
  const wrong = judged === 'wrong' && kind === 'id-card' ? words.typedWrong : null;
  return (
    <div class="keypad">
      {props.kinds.length > 1 && <Kinds {...props} />}
      <p class={`typed typed-${kind} figures`} aria-hidden="true">
        {text === '' && !card ? (
          <span class="typed-none">{words.typedShort[kind]}</span>
        ) : (
          shownText(typed)
        )}
      </p>
      <p class="unseen" role="status">
        {card ? words.cardRead(card.name) : words.typedSoFar(text.length)}
      </p>
      <div class="typed-said">
        {(trouble ?? wrong) && <Notice kind="danger">{trouble ?? wrong}</Notice>}
        {!trouble && !wrong && !card && props.card && <Notice kind="tell">{props.card}</Notice>}
      </div>
      <div class={`pad pad-${kind}`}>
        {[...kinds[kind].keys].map((key) => (
          <Button
            key={key}
            disabled={asking || withKey(typed, key) === typed}
            onPress={() => onType(withKey(typed, key))}
          >
            {key}
          </Button>
        ))}
        <Button
          disabled={asking || (text === '' && !card)}
          onPress={() => onType({ kind, text: text.slice(0, -1) })}
        >
          <Icon name="delete" />
          <span class="unseen">{kioskTexts[language].deleteLetter}</span>
        </Button>
      </div>
      <Button kind="main" disabled={asking || judged !== 'right'} onPress={onAct}>
        {asking ? acting : act}
      </Button>
    </div>
  );
}

/** A change of kind begins anew: a telephone is no start of a document. */
function Kinds({ kinds: shown, typed, asking, language, onType }: KeypadProps) {
  return (
    <div class="kinds">
      {shown.map((kind) => (
        <Button
          key={kind}
          pressed={kind === typed.kind}
          disabled={asking}
          onPress={() => kind !== typed.kind && onType(nothingTyped(kind))}
        >
          {askTexts[language].kinds[kind]}
        </Button>
      ))}
    </div>
  );
}
