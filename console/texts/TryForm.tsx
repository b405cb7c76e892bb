/**
 * A text to try the way, to a number that is typed once. The hub counts trials and writes down who asked.
 */
import { useState } from 'preact/hooks';
import { mobileIn, typedMobileMax } from '../../core/wire/mobile.ts';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { clockTime } from '../../ui/times.ts';
import { language } from '../language.ts';
import type { TextsTexts } from './texts/index.ts';
import { type Tried, tryText } from './told.ts';

interface TryFormProps {
  readonly hall: string;
  readonly texts: TextsTexts;
  readonly onSent: () => void;
  /** The form begins anew. */
  readonly onAnother: () => void;
}

export function TryForm({ hall, texts, onSent, onAnother }: TryFormProps) {
  const [phone, setPhone] = useState('');
  const [trouble, setTrouble] = useState<Exclude<Tried, 'sent'> | null>(null);
  const [state, setState] = useState<'typing' | 'asking' | 'sent'>('typing');
  const number = mobileIn(phone);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (state !== 'typing') return;
    if (number === null) return setTrouble('refused');
    setState('asking');
    const tried = await tryText(hall, number, language.value);
    setState(tried === 'sent' ? 'sent' : 'typing');
    setTrouble(tried === 'sent' ? null : tried);
    // Who asked knows the number; nobody else is to read it here.
    if (tried === 'sent') {
      setPhone('');
      onSent();
    }
  };
  return (
    <form class="manager-form manager-panel" onSubmit={(event) => void submit(event)} noValidate>
      <h2>{texts.tryTitle}</h2>
      {state === 'sent' ? (
        <>
          <Notice kind="done">{texts.trySent}</Notice>
          <button type="button" class="button" onClick={onAnother}>
            {texts.tryAnother}
          </button>
        </>
      ) : (
        <>
          <label>
            {texts.tryPhone}
            <input
              type="tel"
              autocomplete="off"
              maxLength={typedMobileMax}
              value={phone}
              aria-invalid={trouble === 'refused'}
              onInput={(event) => setPhone(event.currentTarget.value)}
            />
          </label>
          <p class="manager-quiet">{texts.tryHint}</p>
          {trouble !== null && <Notice kind="danger">{said(trouble, texts)}</Notice>}
          <button type="submit" class="button" aria-busy={state === 'asking'}>
            {texts.tryGo}
          </button>
        </>
      )}
    </form>
  );
}

function said(trouble: Exclude<Tried, 'sent'>, texts: TextsTexts): string {
  if (typeof trouble === 'object') return texts.tryLater(clockTime(trouble.retryAt));
  switch (trouble) {
    case 'refused':
      return texts.tryWrong;
    case 'not-allowed':
      return texts.notAllowed;
    case 'unreachable':
      return texts.unreachable;
  }
}
