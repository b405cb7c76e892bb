/**
 * What every finding page is made from, and what they all say alike: where one is, the version and
 * date of the guides, and the foot, whose way back leads one place back.
 */
import type { GuideEntry, GuideList } from '../../../../core/guides/guide.ts';
import type { Language } from '../../../../ui/texts.ts';
import type { FrameProps } from '../../Frame.tsx';
import { footOf, hallName, type Known, leavingOf, noticeOf } from '../../known.ts';
import type { Guides } from './fetched.ts';
import { type Look, type Looking, searchBegins } from './looking.ts';

export interface FindingProps extends Known {
  readonly guides: Guides;
  readonly looking: Looking;
  readonly onLook: (deed: Look) => void;
}

export type Listed = FindingProps & { readonly list: GuideList };

/** What one queues for in this hall. */
export const servicesHere = ({ names }: Known): string[] =>
  names.groups.flatMap(({ services }) => services);

export function framed(
  props: FindingProps,
): Pick<FrameProps, 'hall' | 'notice' | 'leaving' | 'foot'> {
  const { looking, onLook } = props;
  const foot = footOf(props);
  const onBack = looking.length > 1 ? () => onLook({ look: 'back' }) : foot.onBack;
  return {
    hall: hallName(props),
    notice: noticeOf(props),
    leaving: leavingOf(props),
    foot: { ...foot, onBack },
  };
}

export const opens =
  ({ onLook }: FindingProps) =>
  ({ id }: GuideEntry) =>
    onLook({ look: 'open', place: { at: 'guide', id } });

/** Whoever reads English types English; the others change over by a key. */
export const searchFor = (language: Language) =>
  searchBegins(language === 'en' ? 'english' : 'pinyin');
