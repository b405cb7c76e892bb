/**
 * The page of settings: how things stand, and three ways to look at them: forms, versions, the text.
 */
import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { ChangeTable, strandedNames } from './Changes.tsx';
import { Editing } from './Editing.tsx';
import type { Schema } from './form.ts';
import './settings.css';
import { type SettingsTexts, textsIn } from './texts/index.ts';
import { askSchema, askStanding, type StandingTold } from './told.ts';
import { useDraft } from './use-draft.ts';
import { Versions } from './Versions.tsx';

/** How soon it is asked again whether a version is in force. */
const lookAgainMs = 1_000;

export function SettingsPage() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Settings} />;
}

export function Settings(known: Known) {
  const { me, names, rev } = known;
  const texts = textsIn(language.value);
  const [turn, setTurn] = useState(0);
  const [standing, again] = useTold<StandingTold | 'not-allowed'>(
    () => askStanding(me.hall),
    [me.hall],
    [rev, names, turn],
  );
  const onItsWay = standing !== null && typeof standing !== 'string' && isOnItsWay(standing);
  useEffect(() => {
    const timer = onItsWay ? window.setTimeout(() => setTurn(turn + 1), lookAgainMs) : 0;
    return () => window.clearTimeout(timer);
  }, [onItsWay, turn]);
  const [schema] = useTold<Schema | 'not-allowed'>(
    () => askSchema(me.hall) as Promise<Schema | 'not-allowed' | 'unreachable'>,
    [me.hall],
  );
  const serves = me.may.includes('counter.serve');
  const ready =
    standing !== null &&
    schema !== null &&
    typeof standing !== 'string' &&
    typeof schema !== 'string';
  return (
    <>
      <ManagerHead
        names={names}
        title={texts.title}
        texts={serves ? texts : { ...texts, console: texts.leave }}
        leaves={serves ? null : texts.unreachable}
      >
        {ready && stateIn(standing, texts)}
      </ManagerHead>
      {standing === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {standing === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {ready && standing.versions.length > 0 && (
        <Desk {...{ known, standing, schema, texts, again }} />
      )}
    </>
  );
}

/** What was published at once and the log does not say yet. */
const isOnItsWay = ({ inForce, wanted }: StandingTold): boolean =>
  wanted?.effect === 'at-once' && inForce !== wanted.version;

const stateIn = ({ inForce }: StandingTold, texts: SettingsTexts): string =>
  inForce === null ? texts.onItsWay : texts.inForce(inForce);

const ways = ['editing', 'versions', 'raw'] as const;
type Way = (typeof ways)[number];

interface DeskProps {
  readonly known: Known;
  readonly standing: StandingTold;
  readonly schema: Schema;
  readonly texts: SettingsTexts;
  readonly again: () => void;
}

function Desk({ known, standing, schema, texts, again }: DeskProps) {
  const { me } = known;
  const [way, setWay] = useState<Way>('editing');
  const latest = standing.versions[0]?.number ?? 1;
  const draft = useDraft(me.hall, latest);
  const may = me.may.includes('settings.change');
  useEffect(() => window.scrollTo(0, 0), [way]);
  return (
    <main class="settings">
      <How standing={standing} names={known.names} texts={texts} />
      {!may && (
        <Notice kind="tell">
          {me.may.includes('rights.change') ? texts.notChangeRights : texts.notChange}
        </Notice>
      )}
      <div class="settings-ways" role="tablist" aria-label={texts.title}>
        {ways.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`way-${one}`}
            aria-selected={way === one}
            aria-controls="way"
            onClick={() => setWay(one)}
          >
            {texts[one]}
          </button>
        ))}
      </div>
      <div id="way" role="tabpanel" aria-labelledby={`way-${way}`}>
        {way === 'versions' ? (
          <Versions
            {...{ known, standing, texts, may }}
            onDone={again}
            onImport={(text) => {
              draft.takeText(text, true);
              setWay('editing');
            }}
          />
        ) : (
          <Editing {...{ known, schema, texts, draft, may, raw: way === 'raw' }} onSaved={again} />
        )}
      </div>
    </main>
  );
}

/** What is not as it should be: a file that changed too, what waits. */
function How({
  standing,
  names,
  texts,
}: {
  readonly standing: StandingTold;
  readonly names: Known['names'];
  readonly texts: SettingsTexts;
}) {
  const { conflict, waits } = standing;
  return (
    <>
      {conflict && <Notice kind="danger">{texts.fileConflict(conflict.number)}</Notice>}
      {waits?.stranding && (
        <Notice kind="danger">
          {texts.waitsStranded(strandedNames(waits.stranding, names, texts))}
        </Notice>
      )}
      {waits && waits.opening.length > 0 && (
        <Notice kind="tell">
          {texts.waits}
          <ChangeTable changes={waits.opening} value={null} texts={texts} name={texts.waits} />
        </Notice>
      )}
    </>
  );
}
