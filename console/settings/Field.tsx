/**
 * A part of the settings as a field of a form, drawn by its schema: groups in groups, lists of things
 * that open one by one, and beside each field what breaks a rule.
 */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Language } from '../../ui/texts.ts';
import { ChooseIds, ChooseOne, Flags, Weekdays } from './Choices.tsx';
import { Dates } from './Dates.tsx';
import {
  isGroup,
  isIn,
  isUsuallyOn,
  kindOf,
  namesOf,
  numberIn,
  type Plain,
  type Schema,
  type Steps,
} from './form.ts';
import { Group } from './Group.tsx';
import { List } from './List.tsx';
import { ruleIn } from './rules.ts';
import { fieldHint, fieldName, type SettingsTexts } from './texts/index.ts';
import type { Complaint } from './told.ts';
import { Week } from './Week.tsx';

/** What every field of one form has in common. */
export interface Form {
  readonly value: Plain;
  readonly complaints: readonly Complaint[];
  readonly language: Language;
  readonly texts: SettingsTexts;
  readonly change: (path: Steps, value: Plain | undefined) => void;
}

export interface FieldProps {
  readonly form: Form;
  readonly schema: Schema;
  readonly path: Steps;
  readonly value: Plain | undefined;
  readonly required: boolean;
}

export function Field(props: FieldProps) {
  const { form, schema, path, value } = props;
  const name = fieldName(path, form.language);
  const change = (other: Plain | undefined) => form.change(path, other);
  switch (kindOf(schema, path)) {
    case 'group':
    case 'texts':
    case 'record':
      return <Group {...props} />;
    case 'list':
      return <List {...props} />;
    case 'dates':
      return <Dates {...props} />;
    case 'week':
      return <Week {...props} />;
    case 'ids':
      return (
        <Boxes {...props} name={name}>
          <ChooseIds form={form} of={namesOf(path) ?? []} value={value} onChoose={change} />
        </Boxes>
      );
    case 'flags':
      return (
        <Boxes {...props} name={name}>
          <Flags
            form={form}
            path={path}
            of={schema.items?.enum ?? []}
            value={value}
            onChoose={change}
          />
        </Boxes>
      );
    case 'weekdays':
      return (
        <Boxes {...props} name={name}>
          <Weekdays form={form} value={value} onChoose={change} />
        </Boxes>
      );
    case 'raw':
      return (
        <p class="settings-field manager-quiet">
          {name}：{form.texts.onlyRaw}
        </p>
      );
    default:
      return <Single {...props} name={name} change={change} />;
  }
}

/** When a change of it comes into force, where that is not at once. */
export function When({ form, schema }: Pick<FieldProps, 'form' | 'schema'>) {
  const { inForce } = schema;
  return inForce ? <small class="settings-when">{form.texts.tags[inForce]}</small> : null;
}

/** What breaks a rule at this very place. */
export function Wrong({ form, path, id }: { form: Form; path: Steps; id?: string }) {
  const found = form.complaints.filter(
    (one) => one.path.length === path.length && isIn(one.path, path),
  );
  if (found.length === 0) return null;
  return (
    <span class="settings-wrong" id={id}>
      {[...new Set(found.map((one) => ruleIn(one, form.language)))].join(' ')}
    </span>
  );
}

export const isWrong = ({ complaints }: Form, path: Steps): boolean =>
  complaints.some((one) => one.path.length === path.length && isIn(one.path, path));

/** How many rules are broken in a part. */
export const wrongIn = ({ complaints }: Form, path: Steps): number =>
  complaints.filter((one) => isIn(one.path, path)).length;

interface BoxesProps extends FieldProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

function Boxes({ form, path, name, children }: BoxesProps) {
  const hint = fieldHint(path, form.language);
  return (
    <fieldset class="settings-boxes">
      <legend>
        {name}
        {hint && <span class="settings-hint"> {hint}</span>}
      </legend>
      {children}
      <Wrong form={form} path={path} />
    </fieldset>
  );
}

interface SingleProps extends FieldProps {
  readonly name: string;
  readonly change: (value: Plain | undefined) => void;
}

function Single(props: SingleProps) {
  const { form, schema, path, name } = props;
  const id = useId();
  const wrong = isWrong(form, path);
  const hint = fieldHint(path, form.language);
  const told = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  const about = { id, 'aria-invalid': wrong, ...(told && { 'aria-describedby': told }) };
  const truth = kindOf(schema, path) === 'truth';
  return (
    <div class={truth ? 'settings-field settings-truth' : 'settings-field'}>
      <label for={id}>
        {name}
        {props.required && !truth && <i aria-hidden="true"> *</i>}
        <When form={form} schema={schema} />
      </label>
      <Input {...props} about={about} />
      {hint && (
        <span class="settings-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <Wrong form={form} path={path} id={`${id}-wrong`} />
    </div>
  );
}

type About = Readonly<Record<string, string | boolean>>;

function Input({
  form,
  schema,
  path,
  value,
  required,
  change,
  about,
}: SingleProps & { about: About }) {
  const { texts } = form;
  const usual = schema.default;
  const typed = (text: string): void => change(text === '' && !required ? undefined : text);
  const said = value === undefined || value === null || typeof value === 'object' ? '' : `${value}`;
  switch (kindOf(schema, path)) {
    case 'truth':
      return (
        <input
          {...about}
          type="checkbox"
          checked={value === undefined ? usual === true || isUsuallyOn(path) : value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <input
          {...about}
          class="figures settings-number"
          inputMode="decimal"
          autocomplete="off"
          value={said}
          placeholder={usual === undefined ? texts.none : texts.usualIs(`${usual}`)}
          onInput={(event) => change(numberIn(event.currentTarget.value))}
        />
      );
    case 'clock':
      return (
        <input
          {...about}
          class="figures settings-clock"
          autocomplete="off"
          maxLength={5}
          placeholder="HH:MM"
          value={said}
          onInput={(event) => change(event.currentTarget.value)}
        />
      );
    case 'choice':
    case 'id':
    case 'day-like':
      return <ChooseOne {...{ form, schema, path, value, required, about }} onChoose={change} />;
    default: {
      const long = (schema.maxLength ?? 0) > 200;
      const readOnly = schema.inForce === 'never';
      const shared = { ...about, value: said, autocomplete: 'off', readOnly };
      const placeholder = typeof usual === 'string' ? usual : '';
      return long ? (
        <textarea {...shared} rows={3} onInput={(event) => typed(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          placeholder={placeholder}
          onInput={(event) => typed(event.currentTarget.value)}
        />
      );
    }
  }
}

/** A thing as it is called: its name in the reader's language, else its id or its place. */
export function thingName(value: Plain | undefined, language: Language, else_: string): string {
  if (!isGroup(value)) return else_;
  const { name, id, sign, date, kiosk, counter } = value;
  const said = isGroup(name) ? (name[language] ?? name['zh-Hans']) : name;
  const found = [said, date, kiosk, counter, id, sign].find(
    (one) => typeof one === 'string' && one,
  );
  return typeof found === 'string' ? found : else_;
}
