/**
 * The upper part of the finding pages: where one is, what to do, and of which version the guides are.
 */
import { Mark } from '../../../../ui/guide/Mark.tsx';
import { emWidth } from '../../../../ui/widths.ts';
import type { Listed } from './known.ts';

export interface HeadProps extends Pick<Listed, 'list' | 'language'> {
  readonly title: string;
  readonly hint?: string;
}

/** A heading wider than each of these, in em, is set a size smaller. */
const titleEm = [12, 24];

export function Head({ list, language, title, hint }: HeadProps) {
  const size = titleEm.filter((most) => emWidth(title) > most).length;
  return (
    <>
      <h1 class={`where-title where-${size}`} tabIndex={-1}>
        {title}
      </h1>
      {hint && <p class="where-hint">{hint}</p>}
      <Mark mark={list} language={language} />
    </>
  );
}
