/**
 * A list of things: one line each, which opens; they are added, moved and taken out by buttons. What is
 * wrong in a thing is counted on its line, so that nothing wrong hides.
 */
import { useId, useState } from 'preact/hooks';
import { Field, type FieldProps, thingName, When, Wrong, wrongIn } from './Field.tsx';
import { freshOf, idsIn, listIn, type Plain, type Schema } from './form.ts';
import { Fields } from './Group.tsx';
import { bySign, summaryOf } from './summary.ts';
import { fieldName } from './texts/index.ts';

export function List({ form, schema, path, value }: FieldProps) {
  const [open, setOpen] = useState<number | null>(null);
  const id = useId();
  const { texts, language } = form;
  const name = fieldName(path, language);
  const list = listIn(value);
  const of: Schema = schema.items ?? {};
  const sorted = path.length === 1 && path[0] === 'counters' ? bySign(list) : null;
  const put = (changed: readonly Plain[]) => form.change(path, changed);
  const move = (from: number, to: number) => {
    const moved = [...list];
    const [one] = moved.splice(from, 1);
    if (one === undefined) return;
    moved.splice(to, 0, one);
    put(moved);
    setOpen(open === from ? to : open);
  };
  const add = () => {
    put([...list, freshOf(of, idsIn(list))]);
    setOpen(list.length);
  };
  return (
    <section class="settings-list" aria-label={name}>
      <h3>
        {name} <small class="figures">{list.length}</small>
        <When form={form} schema={schema} />
      </h3>
      <Wrong form={form} path={path} />
      <ol>
        {list.map((one, at) => {
          const wrong = wrongIn(form, [...path, at]);
          const summary = summaryOf(path, one, form);
          // What has no name of its own is called by what it is.
          const called = thingName(one, language, '');
          const said = called || summary || `${at + 1}`;
          return (
            <li key={at} class={open === at ? 'settings-open' : undefined}>
              <div class="settings-line">
                <button
                  type="button"
                  class="settings-thing"
                  aria-expanded={open === at}
                  aria-labelledby={`${id}-${at} ${id}-${at}-wrong`}
                  aria-describedby={`${id}-${at}-about`}
                  onClick={() => setOpen(open === at ? null : at)}
                >
                  <span id={`${id}-${at}`}>{said}</span>
                  {called && summary && (
                    <span class="settings-about" id={`${id}-${at}-about`}>
                      {summary}
                    </span>
                  )}
                  {wrong > 0 && (
                    <em class="settings-wrong" id={`${id}-${at}-wrong`}>
                      {texts.wrongCount(wrong)}
                    </em>
                  )}
                </button>
                <Small
                  name={texts.up(said)}
                  sign="↑"
                  off={at === 0}
                  onPress={() => move(at, at - 1)}
                />
                <Small
                  name={texts.down(said)}
                  sign="↓"
                  off={at === list.length - 1}
                  onPress={() => move(at, at + 1)}
                />
              </div>
              {open === at && (
                <div class="settings-inside">
                  {of.properties ? (
                    <Fields form={form} schema={of} path={[...path, at]} value={one} required />
                  ) : (
                    <Field form={form} schema={of} path={[...path, at]} value={one} required />
                  )}
                  <button
                    type="button"
                    class="button button-quiet settings-remove"
                    onClick={() => {
                      put(list.filter((_, other) => other !== at));
                      setOpen(null);
                    }}
                  >
                    {texts.remove(said)}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <button type="button" class="button" onClick={add}>
        {texts.add(name)}
      </button>
      {sorted && (
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            put(sorted);
            setOpen(null);
          }}
        >
          {texts.bySign}
        </button>
      )}
    </section>
  );
}

interface SmallProps {
  readonly name: string;
  readonly sign: string;
  readonly off: boolean;
  readonly onPress: () => void;
}

function Small({ name, sign, off, onPress }: SmallProps) {
  return (
    <button type="button" class="settings-move" aria-label={name} disabled={off} onClick={onPress}>
      {sign}
    </button>
  );
}
