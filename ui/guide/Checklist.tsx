/**
 * What to bring, one thing after the other: its name, how many, whether everybody needs it, who
 * issues it, and where its form is.
 */
import type { Guide, Material } from '../../core/guides/guide.ts';
import { Button } from '../components/button/Button.tsx';
import type { Language } from '../texts.ts';
import { Say } from './Say.tsx';
import { guideWords } from './texts/texts.ts';
import { bringText, countText, inOrder } from './told.ts';
import './guide.css';

/** A form as a guide names it: of which material, and whether the sample or the blank. */
export interface FormNamed {
  readonly written: string;
  readonly material: string;
  readonly sample: boolean;
}

/** By an address, or on the page itself. */
export type FormOpened = { readonly href: string } | { readonly onOpen: () => void };

export interface ChecklistProps {
  readonly guide: Guide;
  readonly language: Language;
  /** How a form is opened, null where it cannot be; where none is, it says who has them. */
  readonly forms: ((form: FormNamed) => FormOpened | null) | null;
}

export function Checklist({ guide, language, forms }: ChecklistProps) {
  const materials = inOrder(guide.materials);
  return (
    <div class="guide-part">
      <p class="guide-lead">{bringText(materials, language)}</p>
      <ul class="guide-list">
        {materials.map((material) => (
          <li key={material.id} class={`guide-item ${material.shared ? 'guide-item-shared' : ''}`}>
            <span class="guide-box" aria-hidden="true" />
            <One material={material} language={language} forms={forms} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface OneProps {
  readonly material: Material;
  readonly language: Language;
  readonly forms: ChecklistProps['forms'];
}

function One({ material, language, forms }: OneProps) {
  const words = guideWords[language];
  const { name, condition, issuer, note, required, shared } = material;
  return (
    <div class="guide-words">
      <h3 class="guide-name">
        <Say text={name} language={language} />
      </h3>
      {shared ? (
        <p class="guide-need">{words.shared}</p>
      ) : (
        <p class="guide-need figures">
          <strong class={required ? 'guide-required' : 'guide-perhaps'}>
            {required ? words.required : words.perhaps}
          </strong>{' '}
          {countText(material, language)}
        </p>
      )}
      {condition && (
        <p class="guide-condition">
          {words.onlyIf('')}
          <Say text={condition} language={language} />
        </p>
      )}
      {note && (
        <p class="guide-note">
          <Say text={note} language={language} />
        </p>
      )}
      {issuer && (
        <p class="guide-note">
          <Issuer {...{ issuer, language }} />
        </p>
      )}
      <Form material={material} language={language} forms={forms} />
    </div>
  );
}

function Issuer({ issuer, language }: { issuer: Guide['agency']; language: Language }) {
  const [before = '', after = ''] = guideWords[language].issuer('|').split('|');
  return (
    <>
      {before}
      <Say text={issuer} language={language} />
      {after}
    </>
  );
}

/** The blank and its filled-in sample, or who has them. */
function Form({ material: { id, blank, sample }, language, forms }: OneProps) {
  const words = guideWords[language];
  if (blank === undefined && sample === undefined) return null;
  const known = [
    { name: words.blank, written: blank, sample: false },
    { name: words.sample, written: sample, sample: true },
  ].flatMap(({ name, written, sample }) => {
    const opened = forms && written !== undefined ? forms({ written, material: id, sample }) : null;
    return opened === null ? [] : [{ name, opened }];
  });
  if (known.length === 0) {
    const ask = sample === undefined ? words.blankAsk : words.blankAndSampleAsk;
    return <p class="guide-note">{ask}</p>;
  }
  return (
    <div class="guide-forms">
      {known.map(({ name, opened }) =>
        'href' in opened ? (
          <a key={name} class="guide-link" href={opened.href} rel="noreferrer">
            {name}
          </a>
        ) : (
          <Button key={name} onPress={opened.onOpen}>
            {name}
          </Button>
        ),
      )}
    </div>
  );
}
