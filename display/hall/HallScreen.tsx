/**
 * The hall screen as one picture of what it is given; display/hall/main.tsx gives it the live hall.
 */
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import type { Screen } from '../../ui/screen.ts';
import { type Language, say } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import { emWidth } from '../../ui/widths.ts';
import { Calls } from './Calls.tsx';
import { type HallLayout, hallLayout } from './layout.ts';
import { type HallWords, hallTexts } from './texts/texts.ts';
import { Waiting } from './Waiting.tsx';

export interface HallScreenProps {
  readonly view: DisplayView | null;
  readonly names: Names | null;
  /** The hub's clock, to the minute is enough; epoch ms. */
  readonly now: number | null;
  readonly stale: boolean;
  readonly heardAt: number | null;
  /** The `seq` of the calls that are lit. */
  readonly lit: readonly number[];
  readonly screen: Screen;
  readonly language: Language;
}

export function HallScreen(props: HallScreenProps) {
  const { view, names, now, stale, heardAt, lit, screen, language } = props;
  const words = hallTexts[language];
  const layout = hallLayout(screen);
  return (
    <div class={stale ? 'hall hall-stale' : 'hall'}>
      <header class="hall-top">
        <HallName name={names ? say(names.hall.name, language) : ''} screen={screen} />
        {now !== null && (
          <p class="hall-when figures">
            <span class="hall-date">{dateText(now, language)}</span>
            <time class="hall-clock">{clockTime(now)}</time>
          </p>
        )}
      </header>
      <div class="hall-mark">
        <StaleMark stale={stale} heardAt={heardAt} language={language} />
      </div>
      <HallBody view={view} names={names} lit={lit} layout={layout} language={language} />
      <footer class="hall-bottom">
        <p class="hall-line">{names ? bottomLine(names, words, language, screen) : ''}</p>
      </footer>
    </div>
  );
}

/** A hall's name longer than this, in em, is set smaller on two lines. */
const longHallEm = { lying: 26, standing: 15.5 };

function HallName({ name, screen }: { name: string; screen: Screen }) {
  const most = screen.standing ? longHallEm.standing : longHallEm.lying;
  const long = emWidth(name) > most ? 'hall-name-long' : '';
  return <h1 class={`hall-name ${long}`}>{name}</h1>;
}

/** Font and air of the bottom line, as hall.css has them. */
const lineFont = 32;
const lineAir = 80;

/** The hours, and how numbers are called here where there is room for it. One line, and it stands still. */
function bottomLine(names: Names, words: HallWords, language: Language, screen: Screen): string {
  const hours = `${words.hours} ${say(names.hall.hours, language)}`;
  const whole = `${hours}  ·  ${words.silent}`;
  return emWidth(whole) * lineFont <= screen.width - lineAir ? whole : hours;
}

interface HallBodyProps extends Pick<HallScreenProps, 'view' | 'names' | 'lit' | 'language'> {
  readonly layout: HallLayout;
}

function HallBody({ view, names, lit, layout, language }: HallBodyProps) {
  const words = hallTexts[language];
  if (!view || !names) return <Whole text={words.connecting} />;
  if (!view.open) return <Whole text={words.closed} hint={say(names.hall.hours, language)} />;
  return (
    <main class="hall-body">
      <section class="hall-calls">
        <h2 class="hall-head">{words.calling}</h2>
        {view.calls.length === 0 ? (
          <div class="calls-none">
            <p>{words.nobodyCalled}</p>
            <p class="calls-hint">{words.nobodyCalledHint}</p>
          </div>
        ) : (
          <Calls calls={view.calls} lit={lit} names={names} words={words} layout={layout} />
        )}
      </section>
      <Waiting {...{ waiting: view.waiting, names, words, language, layout }} />
    </main>
  );
}

function Whole({ text, hint }: { text: string; hint?: string }) {
  return (
    <main class="hall-whole">
      <p class="hall-whole-text">{text}</p>
      {hint && <p class="hall-whole-hint">{hint}</p>}
    </main>
  );
}
