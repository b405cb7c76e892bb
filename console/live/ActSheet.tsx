/**
 * A form over the live page for an act that needs a choice and a reason. It stands in the same
 * sheet as the forms of the counter's console.
 */
import type { ComponentChildren } from 'preact';
import type { Reason } from '../../core/hall/configuration.ts';
import { say } from '../../ui/texts.ts';
import { Pick, Sheet } from '../counter/parts/Sheet.tsx';
import { language } from '../language.ts';
import type { LiveTexts } from './texts/index.ts';

interface ActSheetProps {
  readonly title: string;
  /** What the main button says. */
  readonly go: string;
  /** What there is to say; null: nothing. */
  readonly saying: string | null;
  readonly busy: boolean;
  readonly texts: LiveTexts;
  readonly onGo: () => void;
  readonly onClose: () => void;
  /** More buttons, before the main one. */
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function ActSheet(props: ActSheetProps) {
  const { title, go, saying, busy, texts, onGo, onClose, more, children } = props;
  return (
    <Sheet title={title} onSubmit={() => busy || onGo()} onClose={onClose}>
      {children}
      <p class="sheet-saying" role="alert">
        {saying}
      </p>
      <div class="sheet-foot">
        <button type="button" class="button button-plain" onClick={onClose}>
          {texts.close}
        </button>
        {more}
        <button type="submit" class="button button-main" aria-busy={busy}>
          {go}
        </button>
      </div>
    </Sheet>
  );
}

interface WhyProps {
  readonly reasons: readonly Reason[];
  readonly value: string;
  readonly texts: LiveTexts;
  readonly onPick: (id: string) => void;
}

/** The reason that the rules ask for. */
export function PickReason({ reasons, value, texts, onPick }: WhyProps) {
  const choices = reasons.map(({ id, name }) => ({ id, name: say(name, language.value) }));
  return (
    <Pick
      name={texts.reason}
      value={value}
      none={texts.choose}
      groups={[{ title: texts.reason, choices }]}
      onPick={onPick}
    />
  );
}
