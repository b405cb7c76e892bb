/**
 * What is held of persons, why and how long; what is held of one of them; and erasures, which one asks for and
 * another agrees to.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { dateMinute } from '../dates.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { OnePerson } from './OnePerson.tsx';
import './privacy.css';
import { type PrivacyTexts, textsIn } from './texts/index.ts';
import {
  agree,
  type Done,
  drop,
  type HeldTold,
  readTable,
  readWishes,
  type WishTold,
} from './told.ts';

export function PrivacyPage() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Privacy} />;
}

export function Privacy({ me, names, rev }: Known) {
  const texts = textsIn(language.value);
  const [table] = useTold(() => readTable(me.hall), [me.hall]);
  const [wishes, again] = useTold(() => readWishes(me.hall), [me.hall], [rev]);
  const [came, setCame] = useState<Done | null>(null);
  const may = (permission: string) => me.may.includes(permission);
  const run = async (act: Promise<Done>): Promise<void> => {
    setCame(await act);
    again();
  };
  const failed = [table, wishes].find((one) => typeof one === 'string');
  const rows = table !== null && typeof table === 'object' ? table[language.value] : [];
  return (
    <>
      <ManagerHead
        names={names}
        title={texts.title}
        texts={texts}
        leaves={may('counter.serve') ? null : texts.unreachable}
      />
      {failed === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {failed === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {came && !came.done && <Notice kind="danger">{texts.refused(came.rule)}</Notice>}
      {came?.done && <Notice kind="done">{texts.done}</Notice>}
      <main>
        {wishes !== null && typeof wishes === 'object' && wishes.length > 0 && (
          <Waiting texts={texts} wishes={wishes} self={me.id} may={may} hall={me.hall} run={run} />
        )}
        {may('privacy.ask') && <OnePerson texts={texts} hall={me.hall} rows={rows} asked={again} />}
        {rows.length > 0 && <Table texts={texts} rows={rows} />}
      </main>
    </>
  );
}

interface WaitingProps {
  readonly texts: PrivacyTexts;
  readonly wishes: readonly WishTold[];
  readonly self: string;
  readonly hall: string;
  readonly may: (permission: string) => boolean;
  readonly run: (act: Promise<Done>) => Promise<void>;
}

/** Erasing cannot be taken back, so it is asked twice. */
function Waiting({ texts, wishes, self, hall, may, run }: WaitingProps) {
  const [sure, setSure] = useState<string | null>(null);
  return (
    <section class="privacy-part" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{texts.waiting}</h2>
      <p class="manager-quiet">{texts.waitingHint}</p>
      <ul class="privacy-wishes">
        {wishes.map(({ id, askedBy, name, askedAt, by, rows }) => {
          const own = askedBy.endsWith(`:${self}`);
          return (
            <li key={id}>
              <span>
                {texts.wish(texts.kinds[by] ?? by, rows, name ?? texts.commandLine)}{' '}
                <span class="manager-quiet figures">{dateMinute(askedAt)}</span>
              </span>
              {own && <span class="manager-quiet">{texts.own}</span>}
              {may('privacy.erase') && !own && (
                <Button
                  kind={sure === id ? 'main' : 'plain'}
                  onPress={() => (sure === id ? void run(agree(hall, id)) : setSure(id))}
                >
                  {sure === id ? texts.sure : texts.agree}
                </Button>
              )}
              {may('privacy.ask') && (
                <Button kind="quiet" onPress={() => void run(drop(hall, id))}>
                  {own ? texts.takeBack : texts.sayNo}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface TableProps {
  readonly texts: PrivacyTexts;
  readonly rows: readonly HeldTold[];
}

function Table({ texts, rows }: TableProps) {
  return (
    <div class="privacy-part">
      <h2 id="table-title">{texts.table}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <section class="manager-room" tabIndex={0} aria-labelledby="table-title">
        <table class="manager-table privacy-table">
          <thead>
            <tr>
              <th scope="col">{texts.of}</th>
              <th scope="col">{texts.what}</th>
              <th scope="col">{texts.why}</th>
              <th scope="col">{texts.howLong}</th>
              <th scope="col">{texts.where}</th>
              <th scope="col">{texts.backup}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, of, what, why, howLong, tables, also, backup }) => (
              <tr key={kind}>
                <td>{texts.whose[of]}</td>
                <td>{what}</td>
                <td>{why}</td>
                <td>{howLong}</td>
                <td class="privacy-where">
                  {[...tables, ...also.map((one) => texts.places[one] ?? one)].join(' ')}
                </td>
                <td>{backup ? texts.backups[backup] : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
