/**
 * How texts go today: whoever sends them, how many of each kind came how far and what they cost, each
 * text with its masked number, and a trial. Texts are no events of the hall, so the page looks by itself.
 */
import { useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { CountTable } from './CountTable.tsx';
import { ManagerTable } from './ManagerTable.tsx';
import { ProviderTable } from './ProviderTable.tsx';
import { TextTable } from './TextTable.tsx';
import { TryForm } from './TryForm.tsx';
import './texts.css';
import { rowsOf, yuan } from './summing.ts';
import { textsIn } from './texts/index.ts';
import { askTexts, type Told } from './told.ts';

export function TextsPage() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Today} />;
}

const lookEveryMs = 10_000;

export function Today({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const turn = Math.floor(now / lookEveryMs);
  const [told, again] = useTold<Told | 'not-allowed'>(
    () => askTexts(me.hall),
    [me.hall],
    [rev, turn],
  );
  const [tries, setTries] = useState(0);
  const known = told !== null && typeof told === 'object' ? told : null;
  const rows = rowsOf(known?.counts ?? []);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  const all = known?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const cost = rows.reduce((sum, row) => sum + row.cost, 0);
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known?.configured && texts.count(all, failed, yuan(cost))}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && !known.configured && <p>{texts.notConfigured}</p>}
      {known?.configured && (
        <main class="texts-page">
          <ProviderTable providers={known.providers} texts={texts} />
          <div class="texts-split">
            <CountTable rows={rows} texts={texts} />
            <TryForm
              key={tries}
              hall={me.hall}
              texts={texts}
              onSent={again}
              onAnother={() => setTries((count) => count + 1)}
            />
          </div>
          <ManagerTable managers={known.managers ?? []} texts={texts} />
          <TextTable hall={me.hall} all={known.texts} total={all} texts={texts} />
        </main>
      )}
    </>
  );
}
