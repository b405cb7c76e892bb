/**
 * The forms, or the text, with what is wrong, what is changed and how it will look; and the one act of
 * this page: to save it all as a new version.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { language } from '../language.ts';
import type { Known } from '../ManagerPage.tsx';
import { ChangeTable } from './Changes.tsx';
import { Field, type Form, thingName, wrongIn } from './Field.tsx';
import { ForVisitors } from './ForVisitors.tsx';
import { isGroup, type Schema, valueAt } from './form.ts';
import { rightsIn } from './guarded.ts';
import { Preview } from './Preview.tsx';
import { ruleIn } from './rules.ts';
import { placeName, type SettingsTexts } from './texts/index.ts';
import { type ChangeTold, merge, type Refused, save } from './told.ts';
import type { Drafted } from './use-draft.ts';

/** Which parts stand on which page of the form; those that are named nowhere stand on the last. */
const sections = {
  hall: [
    'name',
    'hours',
    'timeZone',
    'neverCloses',
    'publicUrl',
    'contacts',
    'look',
    'disclosure',
    'hall',
  ],
  services: ['services', 'groups'],
  counters: ['counters', 'needs', 'tideRules'],
  rules: ['rules', 'classes', 'booking', 'reasons'],
  opening: ['opening'],
  screens: ['kiosks', 'areas'],
  devices: ['devices'],
  texts: ['texts'],
  more: [] as string[],
} as const;
type Section = keyof typeof sections;
const named = Object.keys(sections) as Section[];
const placed: ReadonlySet<string> = new Set(Object.values(sections).flat());

interface EditingProps {
  readonly known: Known;
  readonly schema: Schema;
  readonly texts: SettingsTexts;
  readonly draft: Drafted;
  readonly may: boolean;
  /** As YAML instead of forms. */
  readonly raw: boolean;
  readonly onSaved: () => void;
}

export function Editing(props: EditingProps) {
  const { known, schema, texts, draft, raw } = props;
  const [section, setSection] = useState<Section>('hall');
  const [looking, setLooking] = useState(false);
  if (draft.from === null) return <p class="manager-quiet">{texts.loading}</p>;
  const value = draft.text === null ? draft.value : (draft.checked?.value ?? draft.value);
  const complaints = draft.checked?.complaints ?? [];
  const form: Form = { value, complaints, language: language.value, texts, change: draft.change };
  const keysOf = (one: Section): readonly string[] =>
    one === 'more'
      ? Object.keys(schema.properties ?? {}).filter((key) => !placed.has(key))
      : sections[one];
  return (
    <>
      <State {...props} onLook={() => setLooking(!looking)} looking={looking} />
      {looking && draft.checked && <Preview {...{ known, texts, draft }} />}
      {raw ? (
        <Raw {...props} />
      ) : (
        <div class="settings-form">
          <nav aria-label={texts.editing}>
            {named.map((one) => {
              const wrong = keysOf(one).reduce((sum, key) => sum + wrongIn(form, [key]), 0);
              return (
                <button
                  key={one}
                  type="button"
                  aria-current={section === one ? 'page' : undefined}
                  onClick={() => setSection(one)}
                >
                  {texts.sections[one]}
                  {wrong > 0 && <em class="settings-wrong">{wrong}</em>}
                </button>
              );
            })}
          </nav>
          <div class="settings-fields" key={section}>
            <h2>{texts.sections[section]}</h2>
            {keysOf(section).flatMap((key) => {
              const of = schema.properties?.[key];
              const required = schema.required?.includes(key) ?? false;
              const now = isGroup(value) ? value[key] : undefined;
              return of
                ? [
                    <Field
                      key={key}
                      form={form}
                      schema={of}
                      path={[key]}
                      value={now}
                      required={required}
                    />,
                  ]
                : [];
            })}
          </div>
        </div>
      )}
      {draft.changed && <Finish {...props} />}
    </>
  );
}

interface StateProps extends EditingProps {
  readonly looking: boolean;
  readonly onLook: () => void;
}

function State({ texts, draft, looking, onLook }: StateProps) {
  const { checked, from } = draft;
  const wrong = checked?.complaints ?? [];
  const shown = wrong.slice(0, 5);
  const place = (path: (typeof wrong)[number]['path']) =>
    placeName(path, language.value, (at) =>
      thingName(valueAt(checked?.value, at), language.value, `${Number(at.at(-1)) + 1}`),
    );
  return (
    <div class="settings-state">
      <p role="status">
        {texts.state(from?.number ?? 0, checked?.changes.length ?? 0)}
        {' · '}
        {checked === null
          ? texts.checking
          : wrong.length === 0
            ? texts.sound
            : texts.wrongCount(wrong.length)}
      </p>
      {/* Pressed while the last key is still being checked it counts: it is shown when that is done. */}
      <Button onPress={onLook} pressed={looking} disabled={wrong.length > 0}>
        {texts.preview}
      </Button>
      {draft.unreachable && <Notice kind="danger">{texts.unreachable}</Notice>}
      {checked?.oddName && <Notice kind="tell">{texts.oddName(checked.oddName)}</Notice>}
      {shown.length > 0 && (
        <ul class="settings-wrongs">
          {shown.map((one) => (
            <li key={one.path.join('/') + one.rule}>
              {one.path.length > 0 && <b>{place(one.path)}</b>} {ruleIn(one, language.value)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Raw({ texts, draft, may }: EditingProps) {
  const told = draft.text ?? draft.checked?.text ?? draft.from?.text ?? '';
  return (
    <label class="settings-raw manager-field">
      {texts.raw}
      <span class="manager-quiet">{texts.fileKept}</span>
      <textarea
        rows={30}
        spellcheck={false}
        readOnly={!may}
        value={told}
        onInput={(event) => draft.takeText(event.currentTarget.value, draft.imported)}
      />
    </label>
  );
}

function Finish({ known, texts, draft, may, onSaved }: EditingProps) {
  const [why, setWhy] = useState('');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Refused | 'unreachable' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [clashes, setClashes] = useState<readonly Omit<ChangeTold, 'when'>[]>([]);
  const { checked, from } = draft;
  const ready = may && checked !== null && checked.complaints.length === 0 && why.trim() !== '';
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!ready || asking || from === null) return;
    setAsking(true);
    const settings =
      draft.text === null ? { value: draft.value, of: from.number } : { text: draft.text };
    const wish = { settings, base: from.number, why: why.trim(), imported: draft.imported };
    const done = await save(known.me.hall, wish);
    setAsking(false);
    if (typeof done === 'string') return setRefused('unreachable');
    if ('refused' in done) return setRefused(done);
    draft.goOnFrom(done.version);
    onSaved();
  };
  const putOnTop = async (): Promise<void> => {
    if (from === null) return;
    const mine = draft.text === null ? draft.value : (checked?.value ?? draft.value);
    const merged = await merge(known.me.hall, from.number, mine);
    if (typeof merged === 'string') return setRefused('unreachable');
    draft.goOnFrom(merged.onto, merged.value);
    setRefused(null);
    setClashes(merged.clashes);
    setSaid(texts.onTop(merged.onto));
  };
  return (
    <form
      class="manager-form manager-panel settings-finish"
      onSubmit={(event) => void submit(event)}
    >
      <h2>{texts.changes}</h2>
      {draft.imported && <Notice kind="tell">{texts.imported}</Notice>}
      {said && <Notice kind="tell">{said}</Notice>}
      {clashes.length > 0 && (
        <>
          <p>{texts.clash}</p>
          <ChangeTable
            {...{
              changes: clashes,
              value: draft.value,
              texts,
              columns: [texts.mine, texts.theirs],
              name: texts.clash,
            }}
          />
        </>
      )}
      {checked && (
        <>
          <ForVisitors changes={checked.changes} value={checked.value} texts={texts} />
          <ChangeTable {...{ changes: checked.changes, value: draft.value, texts }} />
        </>
      )}
      <p class="manager-quiet">{texts.whenHint}</p>
      {checked && rightsIn(checked.changes) !== 'none' && (
        <Notice kind="tell">{texts.rightsNeed}</Notice>
      )}
      {refused === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {refused !== null && refused !== 'unreachable' && (
        <Notice kind="danger">
          {refused.refused === 'settings-conflict'
            ? texts.conflict(texts.someone, refused.version ?? 0)
            : texts.failed}
        </Notice>
      )}
      {typeof refused === 'object' && refused?.refused === 'settings-conflict' && (
        <Button onPress={() => void putOnTop()}>{texts.putOnTop}</Button>
      )}
      <label>
        {texts.why}
        <input
          maxLength={200}
          autocomplete="off"
          value={why}
          onInput={(event) => setWhy(event.currentTarget.value)}
        />
      </label>
      <div class="settings-acts">
        <button type="submit" class="button button-main" aria-disabled={!ready} aria-busy={asking}>
          {texts.save}
        </button>
        <Button kind="quiet" onPress={() => draft.goOnFrom(from?.number ?? 1)}>
          {texts.discard}
        </Button>
      </div>
    </form>
  );
}
