/**
 * All cases on one page: the list with its lights, of the chosen one the whole history and what may be
 * done now, a new one by hand, and the ledgers. `?case=` opens one, `?ticket=` begins one about a ticket.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type CaseKind, caseKinds } from '../../core/cases/case.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { CaseList } from './CaseList.tsx';
import { CasePanel } from './CasePanel.tsx';
import './cases.css';
import { Ledger } from './Ledger.tsx';
import { NewCase } from './NewCase.tsx';
import { type CaseTexts, textsIn } from './texts/index.ts';
import { Asking, type CaseTold, type Told } from './told.ts';

/** What the parts of this page are handed. */
export interface PageParts extends Pick<Known, 'names' | 'now'> {
  readonly texts: CaseTexts;
  readonly asking: Asking;
  readonly told: Told;
}

type View = CaseKind | 'all' | 'closed' | 'ledger';

export function Cases() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={AllCases} />;
}

const asked = new URLSearchParams(location.search);

function AllCases({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold<Told | Failed>(() => asking.all(), [asking], [rev]);
  const [view, setView] = useState<View>('all');
  const [chosen, setChosen] = useState<string | null>(asked.get('case'));
  const [making, setMaking] = useState(false);
  useEffect(() => {
    void caseAskedFor(asking).then((found) => {
      if (found === 'none') setMaking(true);
      else if (found) setChosen(found);
    });
  }, [asking]);
  const known = told !== null && typeof told === 'object' ? told : null;
  const choose = (id: string | null) => {
    setMaking(false);
    setChosen(id);
    again();
  };
  const begin = () => {
    setChosen(null);
    setMaking(true);
  };
  const over = known?.cases.filter(({ light }) => light === 'red').length ?? 0;
  const manages = me.role === 'manager';
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known && texts.count(known.cases.length, over)}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && (
        <main>
          <div class="cases-bar">
            <Views view={view} onView={setView} told={known} texts={texts} manages={manages} />
            <Button kind="main" onPress={begin}>
              {texts.newCase}
            </Button>
          </div>
          <Shown
            {...{ names, now, texts, asking, told: known, view, rev, chosen, making }}
            onChoose={choose}
          />
        </main>
      )}
    </>
  );
}

/** The failed errand of the ticket in the address; `none`: it has to be opened. Null: none was asked for. */
async function caseAskedFor(asking: Asking): Promise<string | 'none' | null> {
  const ticket = asked.get('ticket');
  if (ticket === null) return null;
  // From a bad rating there is nothing to be opened by hand.
  const kind = asked.get('kind') === 'bad-rating' ? 'bad-rating' : 'failed-errand';
  const found = await asking.search({ ticket, kinds: [kind] });
  const id = typeof found === 'string' ? undefined : found[0]?.id;
  return id ?? (kind === 'bad-rating' ? null : 'none');
}

interface ViewsProps extends Pick<PageParts, 'told' | 'texts'> {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly manages: boolean;
}

function Views({ view, onView, told, texts, manages }: ViewsProps) {
  const many = (kind: CaseKind) => told.cases.filter((one) => one.kind === kind).length;
  const views: readonly (readonly [View, string])[] = [
    ['all', `${texts.all} ${told.cases.length}`],
    ...caseKinds.map((kind) => [kind, `${texts.kinds[kind]} ${many(kind)}`] as const),
    ['closed', texts.closedOnes],
    ...(manages ? ([['ledger', texts.ledger]] as const) : []),
  ];
  return (
    <nav class="cases-views" aria-label={texts.views}>
      {views.map(([one, name]) => (
        <Button key={one} kind="quiet" pressed={view === one} onPress={() => onView(one)}>
          {name}
        </Button>
      ))}
    </nav>
  );
}

interface ShownProps extends PageParts {
  readonly view: View;
  readonly rev: number;
  readonly chosen: string | null;
  readonly making: boolean;
  readonly onChoose: (id: string | null) => void;
}

function Shown({ view, rev, chosen, making, onChoose, ...parts }: ShownProps) {
  if (view === 'ledger') return <Ledger {...parts} rev={rev} />;
  const beside = making || chosen !== null;
  return (
    <div class={beside ? 'cases-split' : undefined}>
      {view === 'closed' ? (
        <ClosedOnes {...parts} rev={rev} chosen={chosen} onChoose={onChoose} />
      ) : (
        <CaseList
          {...parts}
          cases={parts.told.cases.filter(({ kind }) => view === 'all' || kind === view)}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      {making && <NewCase {...parts} asked={asked} onDone={onChoose} />}
      {chosen !== null && (
        <CasePanel {...parts} key={chosen} id={chosen} rev={rev} onDone={onChoose} />
      )}
    </div>
  );
}

function ClosedOnes(props: PageParts & Pick<ShownProps, 'rev' | 'chosen' | 'onChoose'>) {
  const { asking, rev, texts } = props;
  const [found] = useTold<readonly CaseTold[] | Failed>(
    () => asking.search({ open: false }),
    [asking],
    [rev],
  );
  if (found === null) return <p class="manager-quiet">{texts.loading}</p>;
  if (typeof found === 'string') return <Notice kind="danger">{texts.unreachable}</Notice>;
  return <CaseList {...props} cases={found} />;
}
