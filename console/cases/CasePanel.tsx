/**
 * One case: what it is about, who may be called back, what may be done now, and all that was done.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { useTold } from '../ManagerPage.tsx';
import { ActForm } from './ActForm.tsx';
import type { PageParts } from './Cases.tsx';
import { aboutText, eventText, leftText, lightOf, nameIn } from './said.ts';
import type { CaseTexts } from './texts/index.ts';
import { type HistoryTold, isNo, type WholeCase } from './told.ts';

export interface CasePanelProps extends PageParts {
  readonly id: string;
  readonly rev: number;
  readonly onDone: (id: string | null) => void;
}

const when = (at: number) => `${dateText(at, language.value)} ${clockTime(at)}`;

/** The end of a day is the day's, not the next one's. */
const until = (at: number) =>
  clockTime(at) === '00:00' ? `${dateText(at - 1, language.value)} 24:00` : when(at);

export function CasePanel({ id, rev, onDone, ...parts }: CasePanelProps) {
  const { asking, texts, names, now } = parts;
  const [one, again] = useTold<WholeCase | Failed>(() => asking.one(id), [asking, id], [rev]);
  if (one === null) return <p class="manager-quiet">{texts.loading}</p>;
  if (typeof one === 'string') return <Notice kind="danger">{texts.unreachable}</Notice>;
  return (
    <section class="manager-panel case-panel" aria-labelledby="case-title">
      <header class="manager-panel-head">
        <h2 id="case-title" class="figures">
          {`${one.number} ${texts.kinds[one.kind]}`}
        </h2>
        <Button kind="quiet" onPress={() => onDone(null)}>
          {texts.close}
        </Button>
      </header>
      <p>
        <strong>{texts.stages[one.stage]}</strong>{' '}
        <span class={`case-light case-${lightOf(one)} figures`}>{leftText(one, now, texts)}</span>
      </p>
      <dl class="manager-facts">
        <Fact name={texts.about}>{aboutText(one, names, language.value) || texts.notSaid}</Fact>
        {one.ticket && <Fact name={texts.ticket}>{`${one.ticket.label} · ${one.ticket.day}`}</Fact>}
        <Fact name={texts.source}>{texts.sources[one.source]}</Fact>
        <Fact name={texts.came}>{when(one.cameAt)}</Fact>
        {!one.closed && <Fact name={texts.due}>{until(one.deadlines.dueAt)}</Fact>}
        {one.acts.includes('dispute') && one.deadlines.disputeUntil !== null && (
          <Fact name={texts.disputeUntil}>{until(one.deadlines.disputeUntil)}</Fact>
        )}
        {one.form && (
          <Fact name={texts.visit}>
            {`${texts.visits[one.form.visit]} · ${texts.ways[one.form.way]}`}
          </Fact>
        )}
        {one.cause && (
          <Fact name={texts.cause}>{nameIn(parts.told.causes, one.cause, language.value)}</Fact>
        )}
      </dl>
      {one.ratings.map(({ number, level, channel, tags, words }) => (
        <div key={number} class="case-rating">
          <p>
            {texts.rated(number, texts.levels[level as keyof CaseTexts['levels']])}
            {` · ${texts.sources[channel]}`}
          </p>
          {tags.length > 0 && (
            <ul class="case-tags">
              {tags.map(({ code, text }) => (
                <li key={code}>{say(text, language.value)}</li>
              ))}
            </ul>
          )}
          {words && <p class="case-words">{words}</p>}
        </div>
      ))}
      <Person {...parts} one={one} onSeen={again} />
      <ActForm
        key={`${one.id} ${one.stage}`}
        {...parts}
        one={one}
        onDone={() => {
          again();
          onDone(one.id);
        }}
      />
      <History {...parts} one={one} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="figures">{children}</dd>
    </div>
  );
}

interface OfCase extends PageParts {
  readonly one: WholeCase;
}

/** Who may be called back; the whole number only when it is asked for, and that is on record. */
function Person({ one, asking, texts, onSeen }: OfCase & { onSeen: () => void }) {
  const [phone, setPhone] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const said = one.history.find(({ name, phone: masked }) => name !== null || masked !== null);
  if (!said) return null;
  const show = async () => {
    const answer = await asking.phone(one.id);
    setFailed(isNo(answer));
    if (isNo(answer)) return;
    setPhone(answer.phone);
    onSeen();
  };
  return (
    <div class="case-person">
      <p class="figures">
        {[said.name, phone ?? said.phone ?? texts.noPhone].filter(Boolean).join(' · ')}
      </p>
      {said.phone && phone === null && one.acts.length > 1 && (
        <Button kind="quiet" onPress={() => void show()}>
          {texts.showPhone}
        </Button>
      )}
      {phone && <p class="case-quiet">{texts.phoneTold}</p>}
      {failed && <Notice kind="danger">{texts.unreachable}</Notice>}
      {one.looks.map(({ byName, at }) => (
        <p key={at} class="case-quiet figures">
          {texts.looked(byName ?? texts.somebody, when(at))}
        </p>
      ))}
    </div>
  );
}

/** The latest first. */
function History({ one, texts, told }: OfCase) {
  const who = ({ by, byName }: HistoryTold) =>
    byName ?? (/^(hub|token):/.test(by) ? texts.system : texts.somebody);
  return (
    <section class="case-history" aria-labelledby="history-title">
      <h3 id="history-title">{texts.history}</h3>
      <ol reversed>
        {[...one.history].reverse().map((event) => (
          <li key={event.seq}>
            <p>
              <strong>{eventText(event, told, texts, language.value)}</strong>{' '}
              <span class="case-quiet figures">
                {event.type === 'case-turned'
                  ? when(event.at)
                  : `${when(event.at)} · ${who(event)}`}
              </span>
            </p>
            {event.words && <p class="case-words">{event.words}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
