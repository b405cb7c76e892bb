/**
 * All versions, the latest first: who made them, when and why; what is different to the one in force; and
 * the acts that put one in force, take back to one, bring one in and carry one out.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { dateTime } from '../dates.ts';
import { language } from '../language.ts';
import { type Known, useTold } from '../ManagerPage.tsx';
import { ChangeTable, strandedNames } from './Changes.tsx';
import { ForVisitors } from './ForVisitors.tsx';
import type { Plain } from './form.ts';
import { rightsIn } from './guarded.ts';
import { ruleIn } from './rules.ts';
import type { SettingsTexts } from './texts/index.ts';
import {
  askChanges,
  askVersion,
  type ChangeTold,
  type Effect,
  fileAddress,
  publish,
  publishRights,
  type Refused,
  rollBack,
  type StandingTold,
  setAside,
  type VersionTold,
} from './told.ts';

interface VersionsProps {
  readonly known: Known;
  readonly standing: StandingTold;
  readonly texts: SettingsTexts;
  readonly may: boolean;
  readonly onDone: () => void;
  readonly onImport: (text: string) => void;
}

export function Versions(props: VersionsProps) {
  const { standing, texts, may, onImport } = props;
  const [chosen, setChosen] = useState<number | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { versions, inForce, wanted } = standing;
  const now = inForce ?? wanted?.version ?? versions.at(-1)?.number ?? 1;
  const looked = chosen ?? versions.find(({ number }) => number !== now)?.number ?? now;
  const stateOf = (number: number): string => {
    if (number === inForce) return texts.now;
    return number === wanted?.version ? texts.wanted : '';
  };
  return (
    <div class="settings-versions">
      <div class="manager-room">
        <table class="manager-table">
          <thead>
            <tr>
              {[texts.versions, '', texts.time, texts.who, texts.source, texts.reason].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.number}>
                <th scope="row">
                  <button
                    type="button"
                    class="manager-open figures"
                    aria-pressed={one.number === looked}
                    onClick={() => {
                      setChosen(one.number);
                      setSaid(null);
                    }}
                  >
                    {texts.version(one.number)}
                  </button>
                </th>
                <td>{stateOf(one.number)}</td>
                <td class="figures">{dateTime(one.at)}</td>
                <td>{whoIn(one, texts)}</td>
                <td>{texts.sources[one.source]}</td>
                <td>{one.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <One
          key={`${now}/${looked}`}
          {...props}
          {...{ version: looked, now, said }}
          onSaid={(done, version) => {
            setSaid(done);
            setChosen(version);
          }}
        />
        {may && <Import texts={texts} onImport={onImport} />}
      </div>
    </div>
  );
}

function whoIn({ name, by }: VersionTold, texts: SettingsTexts): string {
  if (by === 'file') return texts.sources.file;
  return name ?? (by === 'command-line' ? texts.commandLine : by);
}

interface OneProps extends VersionsProps {
  readonly version: number;
  readonly now: number;
  readonly said: string | null;
  readonly onSaid: (said: string, version: number) => void;
}

function One(props: OneProps) {
  const { known, standing, texts, version, now, said, onSaid, onDone } = props;
  const { hall } = known.me;
  const seen = standing.wanted?.version ?? null;
  const [told] = useTold<Compared | 'not-allowed'>(
    () => compared(hall, { now, last: seen ?? now, version }),
    [hall, now, seen, version],
  );
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Refused | string | null>(null);
  const act = async (ask: () => Promise<StandingTold | Refused | string>): Promise<void> => {
    if (asking) return;
    setAsking(true);
    const done = await ask();
    setAsking(false);
    if (typeof done === 'string' || 'refused' in done) return setRefused(done);
    setRefused(null);
    const after = done.wanted?.version ?? version;
    onSaid(texts.published(after), after);
    onDone();
  };
  const put = (effect: Effect) => void act(() => publish(hall, { version, effect, seen }));
  const back = { version, effect: 'at-once', seen, why: texts.rollBack } as const;
  const published = standing.acts.some((one) => one.act === 'published' && one.version === version);
  const conflict = standing.conflict?.number === version;
  const changes = told === null || typeof told === 'string' ? null : told;
  const rights = changes?.rights ?? null;
  const gives = known.me.may.includes('rights.change');
  const may = props.may && rights === 'none';
  return (
    <section class="manager-panel settings-one">
      <h2>{version === now ? texts.version(version) : texts.compare(now, version)}</h2>
      {said && <Notice kind="done">{said}</Notice>}
      {refused !== null && <No refused={refused} names={known.names} texts={texts} />}
      {changes && version !== now && (
        <>
          <ForVisitors changes={changes.changes} value={changes.value} texts={texts} />
          <ChangeTable changes={changes.changes} value={changes.value} texts={texts} />
          <p class="manager-quiet">{texts.whenHint}</p>
          {changes.rights !== 'none' && (
            <Notice kind="tell">{rightsTold(changes.rights, gives, texts)}</Notice>
          )}
        </>
      )}
      <div class="settings-acts">
        {gives && rights === 'alone' && version !== seen && (
          <Button
            kind="main"
            onPress={() =>
              void act(() => publishRights(hall, { version, effect: 'opening', seen }))
            }
          >
            {texts.publishLater}
          </Button>
        )}
        {may && version !== seen && !(published && version !== seen) && (
          <>
            <Button kind="main" onPress={() => put('at-once')}>
              {conflict ? texts.takeFile : texts.publishNow}
            </Button>
            <Button onPress={() => put('opening')}>{texts.publishLater}</Button>
          </>
        )}
        {may && published && version !== seen && (
          <Button kind="main" onPress={() => void act(() => rollBack(hall, back))}>
            {texts.rollBack}
          </Button>
        )}
        {props.may && conflict && (
          <Button onPress={() => void act(() => setAside(hall, version))}>{texts.keepPages}</Button>
        )}
        <a class="button button-quiet" href={fileAddress(hall, version)} download>
          {texts.exportFile}
        </a>
      </div>
      {may && published && version !== seen && <p class="manager-quiet">{texts.rollBackHint}</p>}
    </section>
  );
}

function rightsTold(rights: 'mixed' | 'alone', gives: boolean, texts: SettingsTexts): string {
  if (!gives) return texts.rightsNeed;
  return rights === 'alone' ? texts.rightsYours : texts.rightsMixed;
}

interface Compared {
  readonly changes: readonly ChangeTold[];
  readonly value: Plain;
  /** What of the change is of rights, as the hub measures it: against what was published last. */
  readonly rights: ReturnType<typeof rightsIn>;
}

async function compared(
  hall: string,
  { now, last, version }: { readonly now: number; readonly last: number; readonly version: number },
): Promise<Compared | 'not-allowed' | 'unreachable'> {
  const asked = askChanges(hall, now, version);
  const [changes, against, one] = await Promise.all([
    asked,
    last === now ? asked : askChanges(hall, last, version),
    askVersion(hall, version),
  ]);
  if (typeof changes === 'string') return changes;
  if (typeof against === 'string') return against;
  if (typeof one === 'string') return one;
  return { ...changes, value: one.value, rights: rightsIn(against.changes) };
}

function No({
  refused,
  names,
  texts,
}: {
  readonly refused: Refused | string;
  readonly names: Known['names'];
  readonly texts: SettingsTexts;
}) {
  return <Notice kind="danger">{sentence(refused, names, texts)}</Notice>;
}

function sentence(refused: Refused | string, names: Known['names'], texts: SettingsTexts): string {
  if (typeof refused === 'string') {
    return refused === 'not-allowed' ? texts.notAllowed : texts.unreachable;
  }
  if (refused.refused === 'would-strand') {
    const { services = [], counters = [] } = refused;
    return texts.strands(strandedNames({ services, counters }, names, texts));
  }
  if (refused.refused === 'settings-conflict') {
    return texts.conflict(texts.someone, refused.version ?? 0);
  }
  if (refused.refused === 'settings-need-security-admin') return texts.rightsNeed;
  if (refused.refused === 'settings-beyond-rights') return texts.rightsOnly;
  if (refused.refused === 'own-wish') return texts.ownWish;
  const [first] = refused.complaints ?? [];
  return first
    ? `${texts.failed} ${first.path.join('.')}: ${ruleIn(first, language.value)}`
    : texts.failed;
}

/** As text in the form: it is checked there, and its changes are seen before it is saved. */
function Import({
  texts,
  onImport,
}: {
  readonly texts: SettingsTexts;
  readonly onImport: (text: string) => void;
}) {
  return (
    <section class="settings-import">
      <h3>{texts.importFile}</h3>
      <p class="manager-quiet">{texts.fileKept}</p>
      {/* The browser's own words on a file field follow its language, not that of the page. */}
      <label class="button settings-file">
        {texts.chooseFile}
        <input
          type="file"
          accept=".yaml,.yml,application/yaml"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void file.text().then(onImport);
          }}
        />
      </label>
    </section>
  );
}
