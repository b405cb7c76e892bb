/**
 * Who leads the hall today (领导带班, 办法 art. 31), as the hall has posted it.
 */
import { Frame } from '../Frame.tsx';
import type { Known } from '../known.ts';
import { framed } from './MorePages.tsx';
import type { More } from './more.ts';
import { moreTexts } from './texts/texts.ts';

export function DutyPage(props: Known & { readonly visit: More }) {
  const words = moreTexts[props.language];
  return <Frame {...framed(props, 'info')} title={words.dutyTitle} hint={words.dutyNone} />;
}
