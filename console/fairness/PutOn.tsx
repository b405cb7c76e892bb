/**
 * The wish to put somebody on the watch list. The number is sent, made a hash and forgotten.
 */
import { useState } from 'preact/hooks';
import type { FairnessParts } from './FairnessPage.tsx';
import { type Reason, reasons, type Wish } from './told.ts';

const fresh = { kind: 'id-card', number: '', reason: 'hoards-numbers', words: '', days: '30' };

export function PutOn({ texts, asking, run }: FairnessParts) {
  const [form, setForm] = useState(fresh);
  const fill = (key: keyof typeof fresh) => (event: { currentTarget: { value: string } }) =>
    setForm({ ...form, [key]: event.currentTarget.value });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const kind = form.kind === 'other' ? 'other' : 'id-card';
    const wish: Wish = {
      person: { kind, number: form.number },
      ...{ reason: form.reason as Reason, words: form.words.trim(), days: Number(form.days) },
    };
    if (await run(asking.putOn(wish))) setForm(fresh);
  };
  return (
    <section class="fairness-part" aria-labelledby="put-title">
      <h2 id="put-title">{texts.putOn}</h2>
      <form class="manager-form fairness-form" onSubmit={(event) => void submit(event)} noValidate>
        <label>
          {texts.document}
          <select value={form.kind} onChange={fill('kind')}>
            <option value="id-card">{texts.idCard}</option>
            <option value="other">{texts.otherDocument}</option>
          </select>
        </label>
        <label>
          {texts.number}
          <input
            type="text"
            autocomplete="off"
            maxLength={40}
            value={form.number}
            onInput={fill('number')}
          />
        </label>
        <label>
          {texts.reason}
          <select value={form.reason} onChange={fill('reason')}>
            {reasons.map((one) => (
              <option key={one} value={one}>
                {texts.reasons[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {texts.words}
          <input
            type="text"
            autocomplete="off"
            maxLength={200}
            value={form.words}
            onInput={fill('words')}
          />
        </label>
        <label>
          {texts.days}
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            maxLength={3}
            value={form.days}
            onInput={fill('days')}
          />
        </label>
        <button type="submit" class="button">
          {texts.ask}
        </button>
      </form>
    </section>
  );
}
