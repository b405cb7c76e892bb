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
  const { duty } = props.view;
  return (
    <Frame
      {...framed(props, 'info')}
      title={words.dutyTitle}
      hint={duty ? words.dutyHint : words.dutyNone}
    >
      {duty && (
        <div class="duty">
          <p class="duty-name" lang="zh-Hans">
            {duty.name}
          </p>
          <p class="duty-post" lang="zh-Hans">
            {duty.post}
          </p>
          {duty.phone && (
            <p class="duty-phone figures">
              {words.dutyPhone} {duty.phone}
            </p>
          )}
        </div>
      )}
    </Frame>
  );
}
