/**
 * One package that waits to be published: who did what with it, what is wrong with it, what it
 * changes, and the next act.
 */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { language } from '../language.ts';
import { ProblemList } from './ProblemList.tsx';
import { byText, fieldText, whenText } from './said.ts';
import type { GuidesTexts } from './texts/index.ts';
import type { Act, Asking, ComparedTold, DeedTold, LookedAt, PackageTold } from './told.ts';

/** Names in one list of differences; all are counted. */
const namesMax = 50;

export interface PackageProps {
  readonly told: PackageTold;
  readonly me: string;
  readonly texts: GuidesTexts;
  readonly asking: Asking;
  readonly onAct: (act: Act) => void;
}

export function Package({ told, me, texts, asking, onAct }: PackageProps) {
  const [open, setOpen] = useState(false);
  const { id, state, items, must, should } = told;
  const mine = told.submitted?.by === `manager:${me}`;
  return (
    <li class="package">
      <div class="package-head">
        <p class="package-what">
          <strong>{texts.states[state]}</strong>
          <span class="figures">{texts.items(items)}</span>
          <span class="figures">{told.date}</span>
          {must > 0 && <span class="severity severity-must">{texts.must(must)}</span>}
          {should > 0 && <span class="manager-quiet figures">{texts.should(should)}</span>}
          {must + should === 0 && <span class="manager-quiet">{texts.noProblems}</span>}
        </p>
        <p class="manager-quiet figures">
          <Deed deed="imported" told={told.imported} texts={texts} />
          <Deed deed="submitted" told={told.submitted} texts={texts} />
          <Deed deed="approved" told={told.approved} texts={texts} />
        </p>
      </div>
      <div class="package-acts">
        <Button onPress={() => setOpen(!open)} pressed={open}>
          {open ? texts.close : texts.look}
        </Button>
        {state === 'draft' && must === 0 && (
          <Button kind="main" onPress={() => onAct('submit')}>
            {texts.submit}
          </Button>
        )}
        {state === 'submitted' && !mine && (
          <Button kind="main" onPress={() => onAct('approve')}>
            {texts.approve}
          </Button>
        )}
        {state === 'submitted' && mine && <span class="manager-quiet">{texts.another}</span>}
        {state === 'approved' && (
          <Button kind="main" onPress={() => onAct('publish')}>
            {texts.publish}
          </Button>
        )}
        <Button kind="quiet" onPress={() => onAct('discard')}>
          {texts.discard}
        </Button>
      </div>
      {open && <Inside id={id} texts={texts} asking={asking} />}
    </li>
  );
}

interface DeedProps {
  readonly deed: 'imported' | 'submitted' | 'approved';
  readonly told: DeedTold | null;
  readonly texts: GuidesTexts;
}

function Deed({ deed, told, texts }: DeedProps) {
  if (told === null) return null;
  const said = texts.by(texts.deeds[deed], byText(told, texts), whenText(told.at, language.value));
  return <span class="package-deed">{said}</span>;
}

function Inside({ id, texts, asking }: Pick<PackageProps, 'texts' | 'asking'> & { id: string }) {
  const [told, setTold] = useState<LookedAt | 'failed' | null>(null);
  useEffect(() => {
    let wanted = true;
    void asking.look(id).then((answer) => {
      if (wanted) setTold(typeof answer === 'string' ? 'failed' : answer);
    });
    return () => {
      wanted = false;
    };
  }, [id, asking]);
  if (told === null) return <p class="manager-quiet">{texts.loading}</p>;
  if (told === 'failed') return <Notice kind="danger">{texts.unreachable}</Notice>;
  return (
    <div class="package-inside">
      <h3>{texts.problems}</h3>
      <ProblemList told={told} texts={texts} names={namesIn(told.compared)} />
      <h3>{texts.differences}</h3>
      <Differences told={told.compared} fields={told.fields ?? {}} texts={texts} />
    </div>
  );
}

const namesIn = ({ guides, events }: ComparedTold): ReadonlyMap<string, string> =>
  new Map(
    [...guides.added, ...guides.changed, ...events.added, ...events.changed].map(
      ({ id, name }) => [id, name] as const,
    ),
  );

interface DifferencesProps {
  readonly told: ComparedTold;
  readonly fields: NonNullable<LookedAt['fields']>;
  readonly texts: GuidesTexts;
}

function Differences({ told: { guides, events }, fields, texts }: DifferencesProps) {
  const added = [...guides.added, ...events.added];
  const removed = [...guides.removed, ...events.removed];
  const changed = [...guides.changed, ...events.changed];
  if (added.length + removed.length + changed.length === 0) {
    return <p class="manager-quiet">{texts.noDifference}</p>;
  }
  const field = (one: string) => fieldText(one, fields, language.value);
  return (
    <>
      <Names title={texts.added(added.length)} names={added} texts={texts} />
      <Names title={texts.removed(removed.length)} names={removed} texts={texts} />
      <Names
        title={texts.changed(changed.length)}
        names={changed.map((one) => ({ ...one, more: one.fields.map(field).join(' / ') }))}
        texts={texts}
      />
      {guides.same + events.same > 0 && (
        <p class="manager-quiet figures">{texts.same(guides.same + events.same)}</p>
      )}
    </>
  );
}

interface NamesProps {
  readonly title: string;
  readonly names: readonly { readonly id: string; readonly name: string; readonly more?: string }[];
  readonly texts: GuidesTexts;
}

function Names({ title, names, texts }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <details class="names">
      <summary class="figures">{title}</summary>
      <ul>
        {names.slice(0, namesMax).map(({ id, name, more }) => (
          <li key={id}>
            <span lang="zh-Hans">{name}</span> <span class="manager-quiet">{id}</span>
            {more && <span class="manager-quiet"> · {more}</span>}
          </li>
        ))}
      </ul>
      {names.length > namesMax && <p>{texts.more(names.length - namesMax)}</p>}
    </details>
  );
}
