/**
 * Guides as rows to choose from: the name, and under it who does it and where.
 */
import type { GuideEntry, GuideList } from '../../../../core/guides/guide.ts';
import { Icon } from '../../../../ui/components/icon/Icon.tsx';
import { tell } from '../../../../ui/guide/told.ts';
import type { Language } from '../../../../ui/texts.ts';
import { emWidth } from '../../../../ui/widths.ts';
import { findingTexts } from './texts/texts.ts';

export interface RowsProps {
  readonly guides: readonly GuideEntry[];
  readonly list: GuideList;
  readonly language: Language;
  /** Units. */
  readonly height: number;
  readonly columns: number;
  /** How wide a name may be on one line, in em; a longer one is set smaller, on two. */
  readonly em: number;
  /** Services for which numbers are given here. */
  readonly services: readonly string[];
  readonly onOpen: (guide: GuideEntry) => void;
}

export function Rows(props: RowsProps) {
  const { guides, list, language, height, columns, em, services, onOpen } = props;
  const words = findingTexts[language];
  return (
    <ul class="guide-rows" style={{ '--row': height, '--columns': columns }}>
      {guides.map((guide) => {
        const name = tell(guide.name, language);
        const department = list.departments[guide.department];
        const whose = department ? tell(department, language) : { text: '' };
        const here = guide.service !== undefined && services.includes(guide.service);
        return (
          <li key={guide.id}>
            <button type="button" class="guide-row" onClick={() => onOpen(guide)}>
              <span class="guide-row-words">
                <span
                  class={`guide-row-name ${emWidth(name.text) > em ? 'guide-row-long' : ''}`}
                  lang={name.lang}
                >
                  {name.text}
                </span>
                <span class="guide-row-about">
                  <span lang={whose.lang}>{whose.text}</span>
                  {` \u00b7 ${words[guide.level]}`}
                  {here && <span class="guide-row-here">{words.hereNumber}</span>}
                </span>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
