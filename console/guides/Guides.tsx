/**
 * The hall's service guides for those who keep them: what is in force, a file brought in, what waits
 * for somebody's word, the versions that were. It asks again whenever the hub says that something
 * has changed.
 */

import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import './guides.css';
import { Package } from './Package.tsx';
import { ProblemList } from './ProblemList.tsx';
import { byText, whenText } from './said.ts';
import { type GuidesTexts, textsIn } from './texts/index.ts';
import { type Act, Asking, type ProblemsTold, type Refused, type StandingTold } from './told.ts';

export function Guides() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={AllGuides} />;
}

type Outcome = keyof GuidesTexts['done'] | Refused | 'unreachable' | { readonly items: number };

export function AllGuides({ me, names, rev }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold<StandingTold | Failed>(() => asking.standing(), [asking], [rev]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [unread, setUnread] = useState<ProblemsTold | null>(null);
  const known = told !== null && typeof told === 'object' ? told : null;
  const settle = (answer: Refused | 'done' | 'unreachable', done: keyof GuidesTexts['done']) => {
    setOutcome(answer === 'done' ? done : answer);
    setUnread(null);
    again();
  };
  const act = (id: string, name: Act) => {
    void asking.act(id, name).then((answer) => settle(answer, name));
  };
  const rollBack = (version: string) => {
    void asking.rollBack(version).then((answer) => settle(answer, 'rollBack'));
  };
  const bringIn = async (file: File): Promise<void> => {
    const answer = await asking.bringIn(file);
    const problems = typeof answer === 'object' && 'problems' in answer ? answer : null;
    setUnread(problems);
    if (problems) setOutcome(null);
    else if (typeof answer === 'object' && 'items' in answer) setOutcome({ items: answer.items });
    else setOutcome(answer as Refused | 'unreachable');
    again();
  };
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known &&
          (known.inForce
            ? texts.inForce(known.inForce.version, known.inForce.date)
            : texts.noneInForce)}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && (
        <main>
          <BringIn asking={asking} texts={texts} onFile={bringIn} />
          {outcome !== null && <Said outcome={outcome} texts={texts} />}
          {unread && (
            <section class="unread" aria-labelledby="unread-title">
              <h2 id="unread-title">{texts.unread(unread.count ?? unread.problems.length)}</h2>
              <ProblemList told={unread} texts={texts} />
            </section>
          )}
          <Waiting told={known} me={me.id} texts={texts} asking={asking} onAct={act} />
          <Versions told={known} texts={texts} asking={asking} onRollBack={rollBack} />
        </main>
      )}
    </>
  );
}

function Said({ outcome, texts }: { outcome: Outcome; texts: GuidesTexts }) {
  if (outcome === 'unreachable') return <Notice kind="danger">{texts.unreachable}</Notice>;
  if (typeof outcome === 'string') return <Notice kind="done">{texts.done[outcome]}</Notice>;
  if ('items' in outcome) return <Notice kind="done">{texts.broughtIn(outcome.items)}</Notice>;
  const known: Readonly<Record<string, string>> = texts.refused;
  return <Notice kind="danger">{known[outcome.refused] ?? texts.refusedOther}</Notice>;
}

interface BringInProps {
  readonly asking: Asking;
  readonly texts: GuidesTexts;
  readonly onFile: (file: File) => Promise<void>;
}

function BringIn({ asking, texts, onFile }: BringInProps) {
  const [reading, setReading] = useState(false);
  const choose = async (input: HTMLInputElement): Promise<void> => {
    const [file] = input.files ?? [];
    if (!file) return;
    setReading(true);
    await onFile(file);
    setReading(false);
    // The same file, mended, may be chosen again.
    input.value = '';
  };
  return (
    <section class="bring-in" aria-labelledby="bring-in-title">
      <h2 id="bring-in-title">{texts.bringIn}</h2>
      <p class="manager-quiet">{texts.bringInHint}</p>
      <div class="bring-in-acts">
        <label class="button button-main">
          <span>{texts.choose}</span>
          <input
            type="file"
            class="unseen"
            accept=".xlsx,.csv,.json,.yaml,.yml,.zip"
            disabled={reading}
            onChange={(event) => void choose(event.currentTarget)}
          />
        </label>
        <a class="button button-quiet" href={asking.template} download>
          {texts.template}
        </a>
        {reading && <span role="status">{texts.reading}</span>}
      </div>
    </section>
  );
}

interface WaitingProps {
  readonly told: StandingTold;
  readonly me: string;
  readonly texts: GuidesTexts;
  readonly asking: Asking;
  readonly onAct: (id: string, act: Act) => void;
}

function Waiting({ told, me, texts, asking, onAct }: WaitingProps) {
  const waiting = told.packages.filter(({ state }) => state !== 'published' && state !== 'swept');
  return (
    <section aria-labelledby="waiting-title">
      <h2 id="waiting-title">{texts.waiting}</h2>
      {waiting.length === 0 && <p class="manager-quiet">{texts.noneWaiting}</p>}
      <ul class="packages">
        {waiting.map((one) => (
          <Package
            key={one.id}
            told={one}
            {...{ me, texts, asking }}
            onAct={(act) => onAct(one.id, act)}
          />
        ))}
      </ul>
    </section>
  );
}

interface VersionsProps {
  readonly told: StandingTold;
  readonly texts: GuidesTexts;
  readonly asking: Asking;
  readonly onRollBack: (version: string) => void;
}

function Versions({ told: { packages, inForce, acts }, texts, asking, onRollBack }: VersionsProps) {
  const published = packages.filter(({ state }) => state === 'published' || state === 'swept');
  if (published.length === 0) return null;
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">{texts.versions}</h2>
      <ul class="packages">
        {published.map(({ id, state, version, date, items }) => (
          <li key={id} class="package version">
            <p class="package-what">
              <strong class="figures">{version}</strong>
              <span class="figures">{texts.items(items)}</span>
              <span class="figures">{date}</span>
              {version === inForce?.version && <span class="current">{texts.current}</span>}
              {state === 'swept' && <span class="manager-quiet">{texts.states.swept}</span>}
            </p>
            {state === 'published' && (
              <div class="package-acts">
                <a class="button button-quiet" href={asking.taken(id, 'xlsx')} download>
                  {texts.export}
                </a>
                <a class="button button-quiet" href={asking.taken(id, 'zip')} download>
                  {texts.exportAll}
                </a>
                {version !== null && version !== inForce?.version && (
                  <Button onPress={() => onRollBack(version)}>{texts.rollBack}</Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <h2>{texts.acts}</h2>
      <ol class="acts figures">
        {acts.map((one) => (
          <li key={`${one.at} ${one.version}`}>
            <strong>{one.version}</strong>{' '}
            {texts.by(texts.deeds[one.act], byText(one, texts), whenText(one.at, language.value))}
          </li>
        ))}
      </ol>
    </section>
  );
}
