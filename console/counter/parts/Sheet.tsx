/**
 * A form over the page for what is seldom done and needs more than one choice. It keeps the focus in
 * itself, Esc and its own button close it, and the page behind goes on living.
 */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { At } from '../at.ts';
import { openSheet } from '../press.ts';
import '../../fields.css';
import './sheet.css';

export interface SheetProps {
  readonly title: string;
  /** What a press of Enter or of the main button does. */
  readonly onSubmit: () => void;
  /** What Esc does; left out, the console's own form is closed. */
  readonly onClose?: () => void;
  readonly children: ComponentChildren;
}

export const closeSheet = (): void => {
  openSheet.value = null;
};

export function Sheet({ title, onSubmit, onClose = closeSheet, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('select, input')?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener !== document.body) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="sheet-title"
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form
        class="sheet-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <h2 id="sheet-title">{title}</h2>
        {children}
      </form>
    </dialog>
  );
}

interface FootProps {
  readonly at: At;
  /** What the main button says. */
  readonly go: string;
  /** Something that it needs is still missing. */
  readonly disabled: boolean;
  /** Absent: what the hub said to the form; null: nothing. */
  readonly saying?: string | null;
  /** More buttons, before the main one. */
  readonly children?: ComponentChildren;
}

/** What there is to say, and the ways out of a form. */
export function Foot({ at, go, disabled, saying = at.sentence('sheet'), children }: FootProps) {
  return (
    <>
      <p class="sheet-saying" role="alert">
        {saying}
      </p>
      <div class="sheet-foot">
        <button type="button" class="button button-plain" onClick={closeSheet}>
          {at.texts.close}
        </button>
        {children}
        <button
          type="submit"
          class="button button-main"
          aria-disabled={disabled}
          aria-busy={at.deeds.working.value !== null}
        >
          {go}
        </button>
      </div>
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

export function Field({ name, hint, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class="sheet-field">
      <span class="sheet-name">{name}</span>
      {children}
      {hint && <span class="sheet-hint">{hint}</span>}
    </label>
  );
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

interface PickProps {
  readonly name: string;
  readonly value: string;
  /** Under headings, where they are more than one. */
  readonly groups: readonly { readonly title: string; readonly choices: readonly Choice[] }[];
  /** What stands there while nothing is chosen; absent: something always is. */
  readonly none?: string;
  readonly onPick: (id: string) => void;
}

/** One of many. */
export function Pick({ name, value, groups, none, onPick }: PickProps) {
  const options = (choices: readonly Choice[]) =>
    choices.map((choice) => (
      <option key={choice.id} value={choice.id}>
        {choice.name}
      </option>
    ));
  const filled = groups.filter(({ choices }) => choices.length > 0);
  return (
    <Field name={name}>
      <select value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {filled.length === 1
          ? options(filled[0]?.choices ?? [])
          : filled.map(({ title, choices }) => (
              <optgroup key={title} label={title}>
                {options(choices)}
              </optgroup>
            ))}
      </select>
    </Field>
  );
}

interface TicksProps {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly ticked: readonly string[];
  readonly onTick: (ticked: string[]) => void;
}

/** Any number of a few. */
export function Ticks({ name, choices, ticked, onTick }: TicksProps) {
  if (choices.length === 0) return null;
  const others = (id: string) => ticked.filter((one) => one !== id);
  return (
    <fieldset class="sheet-ticks">
      <legend class="sheet-name">{name}</legend>
      {choices.map(({ id, name: words }) => (
        <Tick
          key={id}
          name={words}
          ticked={ticked.includes(id)}
          onTick={(on) => onTick(on ? [...others(id), id] : others(id))}
        />
      ))}
    </fieldset>
  );
}

interface TickProps {
  readonly name: string;
  readonly ticked: boolean;
  readonly onTick: (on: boolean) => void;
}

export function Tick({ name, ticked, onTick }: TickProps) {
  return (
    <label class="sheet-tick">
      <input
        type="checkbox"
        checked={ticked}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <span>{name}</span>
    </label>
  );
}
