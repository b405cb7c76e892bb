/**
 * A form of a guide that is open: which file it is, and where a phone has it.
 */
import { useEffect } from 'preact/hooks';
import { FormPage } from '../FormPage.tsx';
import { whole } from './fetched.ts';
import { formAt } from './form-at.ts';
import { framed, type Listed } from './known.ts';
import type { Place } from './looking.ts';
import { NotOpen } from './OpenGuide.tsx';

export function OpenForm(props: Listed & { readonly up: Extract<Place, { readonly at: 'form' }> }) {
  const { guides, list, language, up } = props;
  const fetched = guides.guide.value;
  // A version that came meanwhile has its own.
  useEffect(() => void guides.open(up.id), [up.id, list.version]);
  const guide = whole(fetched);
  const material = guide?.id === up.id && guide.materials.find(({ id }) => id === up.material);
  const written = material ? (up.sample ? material.sample : material.blank) : undefined;
  const form = written === undefined ? null : formAt(props, written);
  if (!guide || !material || form === null) {
    return <NotOpen {...props} id={up.id} fetched={fetched} />;
  }
  return (
    <FormPage
      {...form}
      name={material.name}
      guide={guide.name}
      sample={up.sample}
      mark={list}
      language={language}
      frame={framed(props)}
    />
  );
}
