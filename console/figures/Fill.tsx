/**
 * What people add to a month's report before it is sent: causes, measures, who answers for it. It stands on
 * the printed page as it was written here, and is kept nowhere else.
 */
import { useId, useState } from 'preact/hooks';
import type { FigureTexts } from './texts/index.ts';

/** The last two are signed and dated by hand on paper. */
const byHand = 2;

export function Fill({ fields, texts }: { fields: readonly string[]; texts: FigureTexts }) {
  const written = fields.slice(0, -byHand);
  return (
    <section class="report-fill">
      <h3>{texts.fillTitle}</h3>
      <p class="manager-quiet report-fill-hint">{texts.fillHint}</p>
      {written.map((name) => (
        <Field key={name} name={name} />
      ))}
      <p class="report-sign">
        {fields.slice(-byHand).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </p>
    </section>
  );
}

/** Paper shows all of what was written, so it is printed as text. */
function Field({ name }: { name: string }) {
  const [words, setWords] = useState('');
  const id = useId();
  return (
    <>
      <label for={id}>{name}</label>
      <textarea
        id={id}
        rows={3}
        value={words}
        onInput={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <p class="report-written" aria-hidden="true">
        {words}
      </p>
    </>
  );
}
