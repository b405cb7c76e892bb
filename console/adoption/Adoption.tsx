/**
 * Numbers that kiosks gave while the hub was away, by kiosk, the oldest first. The manager marks those
 * who were served meanwhile; one press closes them and lets the others into their lines. It asks again
 * whenever the hall changes.
 */
import { useMemo, useState } from 'preact/hooks';
import type { AdoptionView } from '../../core/views/adoption.ts';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { newRequestId } from '../../ui/follow.ts';
import { clockTime } from '../../ui/times.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import './adoption.css';
import { FromKiosk } from './FromKiosk.tsx';
import { textsIn } from './texts/index.ts';
import { Asking, type Failed } from './told.ts';

export function Adoption() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Numbers} />;
}

export function Numbers({ me, names, view }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold<AdoptionView | Failed>(() => asking.all(), [asking, view]);
  const [trouble, setTrouble] = useState<Failed | null>(null);
  const decide = async (keep: readonly string[], close: readonly string[]): Promise<void> => {
    const answer = await asking.decide({ keep, close, requestId: newRequestId() });
    setTrouble(typeof answer === 'string' ? answer : null);
    again();
  };
  const known = told !== null && typeof told === 'object' ? told : null;
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known && (known.held === 0 ? texts.noneHeld : texts.held(known.held))}
        {known?.nextAt != null && ` ${texts.nextAt(clockTime(known.nextAt))}`}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {trouble !== null && <Notice kind="danger">{texts.trouble[trouble]}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && (
        <main>
          {known.kiosks.length === 0 && <p class="manager-quiet">{texts.none}</p>}
          {known.kiosks.map((from) => (
            <FromKiosk key={from.kiosk} from={from} names={names} texts={texts} onWord={decide} />
          ))}
        </main>
      )}
    </>
  );
}
