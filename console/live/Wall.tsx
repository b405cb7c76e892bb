/**
 * The hall on a wall (领导驾驶舱): four numbers, the lines that are worst, the next two hours, and what is to
 * be seen to, dark and calm, to be read from five metres on a screen of 1920 by 1080. Nobody touches it.
 */
import { useEffect, useState } from 'preact/hooks';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { follow } from '../../ui/follow.ts';
import { reloadPage } from '../../ui/reload.ts';
import { say } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import { language } from '../language.ts';
import { useMe } from '../me.ts';
import { useSeldom } from '../seldom.ts';
import { useTold } from '../told-again.ts';
import { mattersOf } from './Attention.tsx';
import { askBeside, besideMs, nothingBeside } from './beside.ts';
import type { LiveParts } from './Live.tsx';
import { RemainingOnWall } from './Remaining.tsx';
import { countersDoing, lateText, linesOf, longestWait } from './reckon.ts';
import { textsIn } from './texts/index.ts';
import './wall.css';

/** What fits, in type that is read from five metres. */
const shown = { lines: 4, matters: 3 };

export function Wall() {
  const me = useMe();
  const [line] = useState(() => follow({ peer: 'manager' }));
  const refusal = line.refusal.value;
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.theme = 'dark';
    dataset.wall = '';
  }, []);
  useEffect(() => {
    if (refusal === 'reload') reloadPage();
  }, [refusal]);
  const texts = textsIn(language.value);
  document.title = texts.wallTitle;
  const rev = useSeldom(line.rev.value, besideMs);
  const [told] = useTold(async () => (me ? askBeside(me) : nothingBeside), [me], [rev]);
  const [view, names] = [line.view.value, line.names.value];
  if (refusal === 'not-signed-in') return <p class="wall-wait">{texts.notAllowed}</p>;
  if (!view || !names) return <p class="wall-wait">{texts.loading}</p>;
  const parts = { view, names, texts, now: line.now.value ?? 0 };
  // An emergency stands above all, in a line of its own.
  const calm = { ...parts, view: { ...view, emergency: null } };
  const matters = mattersOf(calm, told === null || told === 'unreachable' ? nothingBeside : told);
  return (
    <main class="wall">
      <StaleMark stale={line.stale.value} heardAt={line.heardAt.value} language={language.value} />
      <header class="wall-head">
        <h1>{say(names.hall.name, language.value)}</h1>
        <p class="figures">
          {dateText(parts.now, language.value)} {clockTime(parts.now)}
        </p>
      </header>
      {view.emergency && (
        <p class="wall-emergency" role="alert">
          {texts.emergency[view.emergency]}
        </p>
      )}
      <Numbers {...parts} />
      <div class="wall-halves">
        <Lines {...parts} />
        {view.waiting > 0 && <RemainingOnWall {...parts} />}
      </div>
      <ul class="wall-matters figures">
        {matters.length === 0 && <li class="wall-well">{texts.nothing}</li>}
        {matters.slice(0, shown.matters).map(({ text, bad }) => (
          <li key={text} class={bad ? 'wall-bad' : undefined}>
            {text}
          </li>
        ))}
      </ul>
    </main>
  );
}

function Numbers({ view, now, texts }: LiveParts) {
  const windows = countersDoing(view);
  const longest = longestWait(view, now);
  const late = lateText(view, now);
  const all: readonly (readonly [string, string, string, boolean])[] = [
    [texts.waiting, String(view.waiting), '', false],
    [
      texts.longest,
      longest === null ? texts.unknown : texts.minutes(longest),
      late === null ? '' : texts.lateCount(late),
      late !== null,
    ],
    [
      texts.windows,
      texts.windowsOpen(view.counters.length - windows.closed, view.counters.length),
      windows.paused > 0 ? texts.paused(windows.paused) : '',
      false,
    ],
    [texts.today, String(view.finished), texts.ofTaken(view.taken), false],
  ];
  return (
    <div class="wall-numbers">
      {all.map(([name, value, more, over]) => (
        <div key={name} class={over ? 'wall-over' : undefined}>
          <p>{name}</p>
          <p class="wall-value figures">{value}</p>
          <p class="wall-more figures">{more}</p>
        </div>
      ))}
    </div>
  );
}

function Lines({ view, names, now, texts }: LiveParts) {
  const lines = linesOf(view, names, now).slice(0, shown.lines);
  if (lines.length === 0) {
    return <p class="wall-none">{view.open ? texts.nobodyWaits : texts.closedNow}</p>;
  }
  return (
    <table class="wall-lines figures">
      <thead>
        <tr>
          <th scope="col">{texts.service}</th>
          <th scope="col">{texts.waiting}</th>
          <th scope="col">{texts.oldest}</th>
          <th scope="col">{texts.promise}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ service, count, oldest, promise, standing }) => (
          <tr key={service} class={`wall-${standing}`}>
            <th scope="row">
              {say(
                names.services.find(({ id }) => id === service)?.name ?? { 'zh-Hans': service },
                language.value,
              )}
            </th>
            <td>{count}</td>
            <td>{texts.minutes(oldest)}</td>
            <td>{promise === null ? texts.unknown : texts.minutes(promise)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
