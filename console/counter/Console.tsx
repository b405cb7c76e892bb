/**
 * The console from its first moment: who is here, at which counter, and the page for it. A computer
 * that knows its counter opens it; one that does not asks.
 */
import { useEffect, useState } from 'preact/hooks';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { follow } from '../../ui/follow.ts';
import type { Me } from '../account.ts';
import { type Address, addressOf, readAddress } from '../address.ts';
import { language } from '../language.ts';
import { leave, toSignIn, useMe } from '../me.ts';
import { recall, remember } from '../remembered.ts';
import { firstPathOf } from '../staff-pages.ts';
import { AtCounter } from './AtCounter.tsx';
import { Choose } from './Choose.tsx';
import './console.css';
import { openSheet } from './press.ts';
import { textsIn } from './texts/index.ts';

const counterKey = 'jinghao.counter';

interface Where extends Address {
  /** Chosen by a press just now. */
  readonly enter: boolean;
}

function firstWhere(): Where {
  const address = readAddress(location.search);
  const counter = address.counter ?? readAddress(`?counter=${recall(counterKey) ?? ''}`).counter;
  return { ...address, counter, enter: false };
}

export function Console() {
  const me = useMe();
  const [where, setWhere] = useState(firstWhere);
  useEffect(() => history.replaceState(null, '', addressOf(where)), [where]);
  const elsewhere = me !== null && !me.may.includes('counter.serve');
  useEffect(() => {
    if (elsewhere) location.replace(firstPathOf(me));
  }, [elsewhere]);
  if (!me || elsewhere) return <p class="console-wait">{textsIn(language.value).loading}</p>;

  const otherCounter = () => setWhere({ ...where, counter: null, enter: false });
  const { counter } = where;
  if (counter === null) {
    const choose = (chosen: string) => setWhere({ ...where, counter: chosen, enter: true });
    const assist = (at: string) => {
      openSheet.value = 'take';
      setWhere({ ...where, counter: at, enter: false });
    };
    const props = { onChoose: choose, onAssist: assist, me };
    return <Choosing {...props} onSignOut={() => void leave()} />;
  }
  return (
    <AtCounter
      key={counter}
      {...where}
      counter={counter}
      me={me}
      onHere={() => remember(counterKey, counter)}
      onOtherCounter={otherCounter}
      onSignOut={() => void leave()}
      onNobody={toSignIn}
    />
  );
}

interface ChoosingProps {
  readonly onChoose: (counter: string) => void;
  /** Taking numbers for visitors, seen from this counter without signing in there. */
  readonly onAssist: (counter: string) => void;
  readonly onSignOut: () => void;
  readonly me: Me;
}

/** Follows the public view for as long as a counter is being chosen. */
function Choosing({ onChoose, onAssist, onSignOut, me }: ChoosingProps) {
  const [line] = useState(() => follow({ peer: 'display' }));
  useEffect(() => () => line.stop(), [line]);
  const view = line.view.value;
  const names = line.names.value;
  const texts = textsIn(language.value);
  document.title = texts.title;
  if (!view || !names) return <p class="console-wait">{texts.loading}</p>;
  const usual = recall(counterKey);
  const assist = () => {
    // Where nobody sits, so that nobody is asked to hand over.
    const free = names.counters.find(({ id }) => !view.counters.some((one) => one.id === id));
    const at = free ?? names.counters[0];
    if (at) onAssist(at.id);
  };
  const said = { view, names, language: language.value, usual };
  const props = { ...said, onChoose, onAssist: assist, onSignOut, me };
  return (
    <div class="console">
      <StaleMark stale={line.stale.value} heardAt={line.heardAt.value} language={language.value} />
      <Choose {...props} />
    </div>
  );
}
