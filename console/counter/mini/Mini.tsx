/**
 * The console in 360 x 140, beside the clerk's main system: the label, the one press that comes
 * next, and the few acts of that stage. The same moment and the same deeds as the page.
 */
import type { TicketLine } from '../../../core/views/counter.ts';
import { TicketLabel } from '../../../ui/components/ticket-label/TicketLabel.tsx';
import { clockTime } from '../../../ui/times.ts';
import { ageText, countText, listIn } from '../ages.ts';
import type { At } from '../at.ts';
import type { Place } from '../deeds.ts';
import { doorStep, doorText, holderOf } from '../door.ts';
import { foresee, secondsLeft } from '../foresee.ts';
import { type KeyAct, keyOf, nextKeyToo } from '../keys.ts';
import { ActButton } from '../parts/ActButton.tsx';
import { helpWanted } from '../parts/HelpCalls.tsx';
import { markWords } from '../parts/Marks.tsx';
import { pauseText } from '../parts/Next.tsx';
import { stageOf } from '../parts/Ticket.tsx';
import { actNow, press } from '../press.ts';
import './mini.css';

/** The acts that have a button here: the big one first, then the small ones. */
export function miniActs({ view }: Pick<At, 'view'>): readonly [KeyAct, ...KeyAct[]] {
  if (view.inHand?.status === 'called') return ['serve', 'recall', 'no-show', 'finish'];
  if (view.counter.status === 'paused' && !view.inHand) return ['pause'];
  if (view.inHand?.status === 'serving') return ['call-next', 'recall', 'finish'];
  return ['call-next'];
}

export interface MiniProps {
  readonly at: At;
  readonly stale: boolean;
  readonly heardAt: number | null;
}

export function Mini({ at, stale, heardAt }: MiniProps) {
  const mine = holderOf(at.view, at.me) === 'me';
  const [big, ...small] = miniActs(at);
  return (
    <main class={stale ? 'mini mini-stale' : 'mini'}>
      <MiniHand at={at} />
      {mine ? <MiniAct act={big} at={at} big={true} /> : <MiniEnter at={at} />}
      <div class="mini-acts">
        {mine && small.map((act) => <MiniAct key={act} act={act} at={at} big={false} />)}
        {mine && small.length === 0 && <MiniNext at={at} />}
        {!mine && <p class="mini-next">{doorText(at)}</p>}
      </div>
      <MiniLine at={at} stale={stale} heardAt={heardAt} />
    </main>
  );
}

function MiniHand({ at }: { at: At }) {
  const { view, texts, now } = at;
  const { inHand } = view;
  if (!inHand) {
    return (
      <div class="mini-hand">
        <h1 class="mini-none">{at.counter(view.counter.id)}</h1>
        <span class="mini-age">{holderOf(view, at.me) === 'me' ? texts.handEmpty : ''}</span>
      </div>
    );
  }
  const { stage, since } = stageOf(inHand);
  return (
    <div class="mini-hand">
      <h1 class={`mini-label mini-label-${stage}`}>
        <TicketLabel label={inHand.label} />
      </h1>
      <span class="mini-age figures">
        {texts.status[stage]} {since === null ? '' : countText(since, now)}
      </span>
    </div>
  );
}

function MiniAct({ act: asked, at, big }: { act: KeyAct; at: At; big: boolean }) {
  const { view, names, now, texts, deeds } = at;
  const act = actNow(asked, at);
  const foreseen = foresee(act, view, names.rules, now);
  const seconds = secondsLeft(foreseen);
  const goesOn = act === 'call-next' && view.inHand !== null;
  const next = act === 'call-next';
  return (
    <ActButton
      name={goesOn ? texts.finishAndNext : texts.act[act]}
      shortcut={next ? `${texts.space} · ${nextKeyToo}` : keyOf[asked]}
      keys={next ? `Space ${nextKeyToo}` : undefined}
      kind={big ? 'main' : 'plain'}
      quiet={foreseen !== null}
      small={seconds === null ? null : texts.countdown(seconds)}
      busy={deeds.working.value === act}
      onPress={() => press(act, at)}
    />
  );
}

/** Who comes next, where a hand without a ticket has no small acts. */
function MiniNext({ at }: { at: At }) {
  const { view, texts, now } = at;
  const [first] = view.next;
  if (view.counter.status === 'paused') return <p class="mini-next">{pauseText(at)}</p>;
  if (!first) return <p class="mini-next">{texts.upNextNobody}</p>;
  return (
    <p class="mini-next figures">
      {texts.upNext} <strong>{first.label}</strong> · <MiniMarks line={first} at={at} />
      {texts.waited} {ageText(first.issuedAt, now, texts)}
    </p>
  );
}

/** Class and needs in words: there is no room for more than the ones that matter before the call. */
function MiniMarks({ line, at }: { line: TicketLine; at: At }) {
  const words = markWords(line, at);
  return words.length === 0 ? null : (
    <>
      <strong>{listIn(at.language, words)}</strong> ·{' '}
    </>
  );
}

/** How many calls for help nobody has taken up yet. */
function MiniHelp({ at }: { at: At }) {
  const wanted = helpWanted(at);
  if (wanted.length === 0) return null;
  const late = wanted.some(({ state }) => state === 'unanswered');
  return (
    <>
      <strong class={late ? 'mini-help mini-help-late' : 'mini-help'}>
        {at.texts.helpCount(wanted.length)}
      </strong>{' '}
    </>
  );
}

function MiniEnter({ at }: { at: At }) {
  const { texts, deeds } = at;
  const step = doorStep(deeds.spoken.value, false);
  return (
    <ActButton
      name={texts[step.press]}
      kind="main"
      quiet={false}
      busy={deeds.working.value !== null}
      onPress={() => {
        if (!deeds.isEcho('sign-in')) void deeds.ask('door', step.command, null);
      }}
    />
  );
}

/** The last two lines: what was refused, that the line is lost, or what the ticket is about. */
function MiniLine({ at, stale, heardAt }: MiniProps) {
  const { view, texts } = at;
  const places: readonly Place[] = ['next', 'acts', 'door', 'header'];
  const said = places.map((place) => at.sentence(place)).find((sentence) => sentence !== null);
  if (said) return <p class="mini-line mini-said">{said}</p>;
  if (stale) {
    const last = heardAt === null ? '' : ` ${clockTime(heardAt)}`;
    return <p class="mini-line mini-said">{texts.staleShort + last}</p>;
  }
  if (at.deeds.working.value) return <p class="mini-line mini-working">{texts.working}</p>;
  const all = view.waiting.filter(({ mine }) => mine).reduce((sum, { count }) => sum + count, 0);
  return (
    <p class="mini-line mini-about figures">
      <MiniHelp at={at} />
      {view.inHand && <MiniMarks line={view.inHand} at={at} />}
      {texts.waiting} {texts.people(all)}
      {view.inHand && (
        <>
          {' '}
          · {texts.waited} {ageText(view.inHand.issuedAt, at.now, texts)} ·{' '}
          {at.service(view.inHand.service)}
        </>
      )}
    </p>
  );
}
