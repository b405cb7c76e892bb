/**
 * One person, by whatever they know: what is held of them, as a file for them too, and the wish to have it
 * erased. What was typed stays in the form alone.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { dateAlone } from '../dates.ts';
import type { PrivacyTexts } from './texts/index.ts';
import { ask, type FoundTold, find, type HeldTold } from './told.ts';

const kinds = ['id-card', 'phone', 'other', 'booking', 'ticket', 'case', 'account'] as const;
type Kind = (typeof kinds)[number];

/** As the hub wants it. */
function personTyped(kind: Kind, typed: string, day: string): object {
  const text = typed.trim();
  switch (kind) {
    case 'booking':
      return { kind, code: text };
    case 'ticket':
      return { kind, label: text, day: day.trim() };
    case 'account':
      return { kind, account: text };
    default:
      return { kind, number: text };
  }
}

interface OnePersonProps {
  readonly texts: PrivacyTexts;
  readonly hall: string;
  /** What the kinds are called. */
  readonly rows: readonly HeldTold[];
  readonly asked: () => void;
}

export function OnePerson({ texts, hall, rows, asked }: OnePersonProps) {
  const [kind, setKind] = useState<Kind>('id-card');
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState('');
  const [found, setFound] = useState<FoundTold | string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const person = personTyped(kind, typed, day);
  const change = (fill: () => void) => {
    fill();
    setFound(null);
    setTold(null);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTold(null);
    setFound(await find(hall, person));
  };
  const wish = async (): Promise<void> => {
    const result = await ask(hall, person);
    setTold(result.done ? texts.askedFor : texts.refused(result.rule));
    if (result.done) asked();
  };
  return (
    <section class="privacy-part" aria-labelledby="one-title">
      <h2 id="one-title">{texts.one}</h2>
      <p class="manager-quiet">{texts.oneHint}</p>
      <form class="manager-form privacy-ask" onSubmit={(event) => void submit(event)} noValidate>
        <label>
          {texts.by}
          <select
            value={kind}
            onChange={(event) => {
              const chosen = event.currentTarget.value as Kind;
              change(() => setKind(chosen));
            }}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {texts.kinds[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {texts.kinds[kind]}
          <input
            type="text"
            autocomplete="off"
            maxLength={64}
            value={typed}
            onInput={(event) => {
              const text = event.currentTarget.value;
              change(() => setTyped(text));
            }}
          />
        </label>
        {kind === 'ticket' && (
          <label>
            {texts.day}
            <input
              type="text"
              autocomplete="off"
              placeholder="2026-11-22"
              value={day}
              onInput={(event) => {
                const text = event.currentTarget.value;
                change(() => setDay(text));
              }}
            />
          </label>
        )}
        <button type="submit" class="button">
          {texts.find}
        </button>
      </form>
      {typeof found === 'string' && <Notice kind="danger">{texts.wrong(found)}</Notice>}
      {found !== null && typeof found === 'object' && (
        <Found texts={texts} found={found} rows={rows} wish={() => void wish()} />
      )}
      {told && <Notice kind="tell">{told}</Notice>}
    </section>
  );
}

interface FoundProps {
  readonly texts: PrivacyTexts;
  readonly found: FoundTold;
  readonly rows: readonly HeldTold[];
  readonly wish: () => void;
}

function Found({ texts, found, rows, wish }: FoundProps) {
  if (found.held.length === 0) return <p class="manager-none">{texts.nothing}</p>;
  const nameOf = (kind: string) => rows.find((one) => one.kind === kind)?.what ?? kind;
  const keptOf = (kind: string) => found.kept.filter((one) => one.kind === kind);
  const ends = (until: number | string | null) =>
    until === null ? '' : ` ${typeof until === 'number' ? dateAlone(until) : until}`;
  return (
    <div class="privacy-found">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="manager-room" tabIndex={0} aria-label={texts.found}>
        <table class="manager-table">
          <thead>
            <tr>
              <th scope="col">{texts.what}</th>
              <th scope="col">{texts.rows}</th>
              <th scope="col">{texts.onErasure}</th>
            </tr>
          </thead>
          <tbody>
            {found.held.map(({ kind, rows: held }) => (
              <tr key={kind}>
                <td>{nameOf(kind)}</td>
                <td class="figures">{held.length}</td>
                <td>
                  {keptOf(kind).map(({ why, until }) => (
                    <span key={why}>
                      {texts.kept[why] ?? why}
                      <span class="figures">{ends(until)}</span>
                    </span>
                  ))}
                  {keptOf(kind).length === 0 && texts.erased}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="privacy-acts">
        <Button onPress={() => save(found)}>{texts.save}</Button>
        <Button onPress={wish}>{texts.askErasure}</Button>
      </p>
    </div>
  );
}

/** As a file on this computer: for the person, and to be taken from here. */
function save(found: FoundTold): void {
  const file = new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'person.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
