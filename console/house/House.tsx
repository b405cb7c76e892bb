/**
 * All that managers post in the hall, on one page: an emergency above all, notices, who leads today, and
 * the cards of those who serve. It asks again whenever the hub says that something has changed.
 */

import { useMemo } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { Cards } from './Cards.tsx';
import { EmergencyPanel } from './EmergencyPanel.tsx';
import { Notices } from './Notices.tsx';
import { Roster } from './Roster.tsx';
import './house.css';
import { type HouseTexts, textsIn } from './texts/index.ts';
import { Asking, type Told } from './told.ts';

/** What the parts of this page are handed. */
export interface HouseParts extends Pick<Known, 'names' | 'now'> {
  readonly texts: HouseTexts;
  readonly told: Told;
  readonly asking: Asking;
  readonly onChange: () => void;
}

export function House() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={AllPosted} />;
}

function AllPosted({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold<Told | Failed>(() => asking.all(), [asking], [rev]);
  const parts = { names, texts, now, asking, onChange: again };
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts} />
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {told !== null && typeof told === 'object' && (
        <main class="house">
          <EmergencyPanel {...parts} told={told} />
          <Notices {...parts} told={told} />
          <Roster {...parts} told={told} />
          <Cards {...parts} told={told} />
        </main>
      )}
    </>
  );
}
