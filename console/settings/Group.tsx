/**
 * Fields that belong together. A part that may be left out altogether is added and taken away as one; a
 * text stands in its three languages side by side; a table by name has a part for each name.
 */
import { useState } from 'preact/hooks';
import { Field, type FieldProps, When, Wrong } from './Field.tsx';
import { freshOf, isGroup, kindOf, type Plain, type Schema } from './form.ts';
import { fieldName } from './texts/index.ts';

export function Group(props: FieldProps) {
  const { form, schema, path, value, required } = props;
  const name = fieldName(path, form.language);
  const texts = kindOf(schema, path) === 'texts';
  const optional = !required && schema.default === undefined;
  if (optional && value === undefined) {
    return (
      <p class="settings-field settings-absent">
        <span>
          {name}
          <When form={form} schema={schema} />
        </span>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => form.change(path, freshOf(schema))}
        >
          {form.texts.add(name)}
        </button>
      </p>
    );
  }
  return (
    <fieldset class={classesOf(texts, value)}>
      <legend>
        {name}
        <When form={form} schema={schema} />
      </legend>
      <Wrong form={form} path={path} />
      {kindOf(schema, path) === 'record' ? <Record {...props} /> : <Fields {...props} />}
      {optional && (
        <button
          type="button"
          class="button button-quiet settings-remove"
          onClick={() => form.change(path, undefined)}
        >
          {form.texts.remove(name)}
        </button>
      )}
    </fieldset>
  );
}

/** Narrow characters that fit into a third of the form. */
const thirdMax = 24;
const widthOf = (said: Plain): number =>
  [...`${said}`].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);

/** One text in its languages stands side by side, or one below the other where it is long. */
function classesOf(texts: boolean, value: Plain | undefined): string {
  if (!texts) return 'settings-group';
  const long = isGroup(value) && Object.values(value).some((said) => widthOf(said) > thirdMax);
  return `settings-group settings-texts${long ? ' settings-texts-long' : ''}`;
}

/** The fields of a group; those in `without` are drawn elsewhere. */
export function Fields({
  form,
  schema,
  path,
  value,
  without = [],
}: FieldProps & { without?: readonly string[] }) {
  const fields = Object.entries(schema.properties ?? {}).filter(([key]) => !without.includes(key));
  const known = isGroup(value) ? value : {};
  return (
    <>
      {fields.map(([key, of]) => (
        <Field
          key={key}
          form={form}
          schema={of}
          path={[...path, key]}
          value={known[key]}
          required={schema.required?.includes(key) ?? false}
        />
      ))}
    </>
  );
}

/** By name: those of the schema where it knows them, else any. */
function Record({ form, schema, path, value }: FieldProps) {
  const [typed, setTyped] = useState('');
  const known: { readonly [name: string]: Plain } = isGroup(value) ? value : {};
  const of = schema.additionalProperties as Schema;
  const names = schema.propertyNames?.enum;
  const free = names?.filter((name) => !(name in known)) ?? [];
  const add = (name: string): void => {
    if (name !== '' && !(name in known)) form.change([...path, name], freshOf(of));
    setTyped('');
  };
  return (
    <>
      {Object.entries(known).map(([name, one]) => (
        <div key={name} class="settings-named">
          <Field form={form} schema={of} path={[...path, name]} value={one} required={false} />
        </div>
      ))}
      {names ? (
        free.map((name) => (
          <button key={name} type="button" class="button button-quiet" onClick={() => add(name)}>
            {form.texts.add(fieldName([...path, name], form.language))}
          </button>
        ))
      ) : (
        <p class="settings-absent">
          <input
            aria-label={form.texts.newName}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value.trim())}
          />
          <button type="button" class="button button-quiet" onClick={() => add(typed)}>
            {form.texts.add(fieldName(path, form.language))}
          </button>
        </p>
      )}
    </>
  );
}
