/**
 * One console at one counter: the line to the hub, the deeds, the keys, and the page of the moment:
 * the door before work, the counter page at work, or the mini window's page.
 */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { counterId } from '../../core/hall/ids.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { type Follow, follow, newRequestId } from '../../ui/follow.ts';
import { reloadPage } from '../../ui/reload.ts';
import { askWhoIsHere, type Me } from '../account.ts';
import { language } from '../language.ts';
import { besideOn, sendOn } from './asked.ts';
import { type At, atMoment } from './at.ts';
import { CounterPage } from './CounterPage.tsx';
import { Door } from './Door.tsx';
import { type Deeds, deeds } from './deeds.ts';
import { holderOf } from './door.ts';
import { Heard } from './Heard.tsx';
import { listenKeys } from './listen.ts';
import { Mini, miniActs } from './mini/Mini.tsx';
import { openMini } from './mini/window.ts';
import { HelpCalls } from './parts/HelpCalls.tsx';
import { openMenu } from './press.ts';
import { sentenceFor } from './sentences/sentences.ts';
import { textsIn } from './texts/index.ts';

export interface AtCounterProps {
  readonly counter: string;
  readonly me: Me;
  readonly mini: boolean;
  /** The counter was chosen by a press just now: sign in without another one. */
  readonly enter: boolean;
  /** The clerk works here: worth remembering on this computer. */
  readonly onHere: () => void;
  readonly onOtherCounter: () => void;
  /** The account is to be signed out. */
  readonly onSignOut: () => void;
  /** The hub no longer knows who this is. */
  readonly onNobody: () => void;
}

type Line = Follow<'counter'>;

type Beside = ReturnType<typeof besideOn>;

function start(counter: string): { line: Line; acts: Deeds; beside: Beside } {
  const line = follow({ peer: 'counter', counter });
  const acts = deeds({
    send: (asked, requestId) => sendOn(line, asked, requestId),
    newRequestId,
    now: () => line.now.value ?? 0,
    clock: {
      now: () => performance.now(),
      setTimeout: (act, ms) => window.setTimeout(act, ms),
    },
  });
  return { line, acts, beside: besideOn(line) };
}

/** The present moment, null until the first state has come. */
function momentOf(line: Line, acts: Deeds, beside: Beside, me: Me): At | null {
  const view = line.view.value;
  const names = line.names.value;
  const now = line.now.value;
  if (view === null || names === null || now === null) return null;
  return atMoment({
    view,
    names,
    now,
    language: language.value,
    me,
    deeds: acts,
    ...beside,
  });
}

/** The sign-in may have ended, or been made anew in another tab after this line was made. */
async function askAgain(line: Line, onNobody: () => void): Promise<void> {
  const who = await askWhoIsHere();
  if (who === 'nobody') onNobody();
  else if (who !== 'unreachable') line.again();
}

const isMine = (at: At): boolean => holderOf(at.view, at.me) === 'me';

export function AtCounter(props: AtCounterProps) {
  const { me, mini, enter, onHere, onNobody } = props;
  const [{ line, acts, beside }] = useState(() => start(props.counter));
  const at = momentOf(line, acts, beside, me);
  const mine = at !== null && isMine(at);
  const refusal = line.refusal.value;

  useEffect(() => {
    if (enter) void acts.ask('door', { type: 'sign-in' }, null);
    const unlisten = listenKeys(
      window,
      () => workingMoment(line, acts, beside, me),
      (act, moment) => !mini || miniActs(moment).includes(act),
    );
    return () => {
      unlisten();
      line.stop();
    };
  }, [line]);
  useEffect(() => {
    if (mine) onHere();
  }, [mine]);
  useEffect(() => {
    if (refusal === 'reload') reloadPage();
    if (refusal === 'not-signed-in') void askAgain(line, onNobody);
  }, [refusal]);

  const stale = { stale: line.stale.value, heardAt: line.heardAt.value };
  if (at === null) return <NotYet {...props} line={line} />;
  document.title = titleOf(at);
  if (mini) {
    return (
      <>
        <Mini at={at} {...stale} />
        <Heard at={at} />
      </>
    );
  }
  return (
    <div class="console">
      <StaleMark {...stale} language={language.value} />
      <Page {...props} line={line} acts={acts} beside={beside} at={at} mine={mine} />
      <Heard at={at} />
    </div>
  );
}

interface PageProps extends AtCounterProps {
  readonly line: Line;
  readonly acts: Deeds;
  readonly beside: Beside;
  readonly at: At;
  readonly mine: boolean;
}

function Page(props: PageProps) {
  const { counter, me, line, acts, beside, at, mine, onOtherCounter, onSignOut } = props;
  const [floating, setFloating] = useState<Window | null>(null);
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    if (!floating) return;
    return drawInside(floating, line, acts, beside, me, () => setFloating(null));
  }, [floating]);

  if (!mine) {
    return (
      <>
        <Door at={at} onOtherCounter={onOtherCounter} onSignOut={onSignOut} />
        <HelpCalls at={at} />
      </>
    );
  }
  const signedOut = async (then: () => void): Promise<void> => {
    openMenu.value = null;
    if (await acts.ask('header', { type: 'sign-out' }, null)) then();
  };
  const leaving = {
    changeCounter: () => void signedOut(onOtherCounter),
    signOut: () => void signedOut(onSignOut),
  };
  const onMini = async (): Promise<void> => {
    if (floating) return floating.focus();
    const opened = await openMini(counter);
    setBlocked(opened === 'blocked');
    if (typeof opened === 'object') setFloating(opened.inside);
  };
  return (
    <CounterPage at={at} leaving={leaving} onMini={() => void onMini()} miniBlocked={blocked} />
  );
}

/** Keys act only where the clerk is at work. */
function workingMoment(line: Line, acts: Deeds, beside: Beside, me: Me): At | null {
  const at = momentOf(line, acts, beside, me);
  return at && isMine(at) ? at : null;
}

/** Draws the mini page in the floating window until it is closed; it lives on the page's line. */
function drawInside(
  inside: Window,
  line: Line,
  acts: Deeds,
  beside: Beside,
  me: Me,
  closed: () => void,
): () => void {
  function Floating() {
    const at = momentOf(line, acts, beside, me);
    if (!at) return null;
    return <Mini at={at} stale={line.stale.value} heardAt={line.heardAt.value} />;
  }
  const place = inside.document.body;
  render(<Floating />, place);
  const unlisten = listenKeys(
    inside,
    () => workingMoment(line, acts, beside, me),
    (act, at) => miniActs(at).includes(act),
  );
  inside.addEventListener('pagehide', closed, { once: true });
  return () => {
    unlisten();
    render(null, place);
    inside.close();
  };
}

/** Before the first state: what is being waited for, or why it will not come. */
function NotYet({ counter, onOtherCounter, line }: AtCounterProps & { line: Line }) {
  const texts = textsIn(language.value);
  const refusal = line.refusal.value;
  if (refusal === null) return <p class="console-wait">{texts.loading}</p>;
  const said =
    refusal === 'unknown-counter'
      ? { refused: refusal, counter: counterId(counter) }
      : { refused: refusal };
  const naming = { service: String, counter: String, inHand: null };
  return (
    <main class="console-wait">
      <p>{sentenceFor(said, language.value, naming)}</p>
      <Button kind="plain" onPress={onOtherCounter}>
        {texts.otherCounter}
      </Button>
    </main>
  );
}

function titleOf(at: At): string {
  const { view, texts } = at;
  const where = at.counter(view.counter.id);
  return view.inHand ? `${view.inHand.label} · ${where}` : `${where} · ${texts.title}`;
}
