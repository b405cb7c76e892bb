/**
 * The hall screen as one picture of what it is given; display/hall/main.tsx gives it the live hall.
 */
import type { Area } from '../../core/hall/configuration.ts';
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import type { Posted } from '../../core/views/posted.ts';
import { EmergencyFace } from '../../ui/components/emergency/Emergency.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import type { Screen } from '../../ui/screen.ts';
import { type Language, say } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import { emWidth } from '../../ui/widths.ts';
import { Calls } from './Calls.tsx';
import { footLines, type HallLayout, hallLayout } from './layout.ts';
import { hallTexts } from './texts/texts.ts';
import { areaOf, filled, footOf, inArea, linesOf, type ScreenPlace } from './told.ts';
import { Waiting } from './Waiting.tsx';

export interface HallScreenProps {
  readonly view: DisplayView | null;
  readonly names: Names | null;
  /** Null before the hub has said it. */
  readonly posted: Posted | null;
  readonly place: ScreenPlace;
  /** Moves on every few seconds: whose turn it is in the line of notices, and among the missed. */
  readonly turn: number;
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
  const { names, posted, now, stale, heardAt, screen, language, place } = props;
  if (posted?.emergency) return <EmergencyFace emergency={posted.emergency} />;
  const words = hallTexts[language];
  const area = names && areaOf(names, place);
  const whole = props.view;
  const view = whole && names && inArea(whole, names, area);
  const telling = names && { names, words, language };
  const lines = whole && telling ? linesOf(whole, posted, place, telling) : [];
  const hints = Number(any(view?.next)) + Number(any(view?.missed));
  const layout = hallLayout(screen, { notices: lines, hints });
  const heights = { '--foot': layout.bottomHeight, '--hint': layout.hintHeight };
  return (
    <div class={stale ? 'hall hall-stale' : 'hall'} style={heights}>
      <header class="hall-top">
        <HallName
          name={names ? nameOf(names, area, language) : ''}
          screen={screen}
          beside={view?.duty !== undefined}
        />
        {now !== null && (
          <p class="hall-when figures">
            {view?.duty && <span class="hall-duty">{words.duties[view.duty]}</span>}
            <span class="hall-date">{dateText(now, language)}</span>
            <time class="hall-clock">{clockTime(now)}</time>
          </p>
        )}
      </header>
      <div class="hall-mark">
        <StaleMark stale={stale} heardAt={heardAt} language={language} />
      </div>
      <HallBody {...props} view={view} layout={layout} />
      <NoticeLine
        lines={lines}
        turn={props.turn}
        height={layout.noticeHeight}
        mark={words.notice}
      />
      <footer class="hall-bottom">
        {telling &&
          feet(screen, footOf(posted, telling)).map((line) => (
            <p class="hall-line" key={line}>
              {line}
            </p>
          ))}
      </footer>
    </div>
  );
}

const any = (labels: readonly string[] | undefined): boolean => (labels ?? []).length > 0;

const nameOf = (names: Names, area: Area | null, language: Language): string =>
  say(names.hall.name, language) + (area ? ` · ${say(area.name, language)}` : '');

/** One still line; where several wait for it they take turns, without a movement. */
function NoticeLine(props: {
  lines: readonly string[];
  turn: number;
  height: number;
  mark: string;
}) {
  const { lines, turn, height, mark } = props;
  const line = lines[turn % lines.length];
  if (line === undefined) return <div class="hall-notice" />;
  return (
    <aside class="hall-notice hall-notice-shown" style={{ '--height': height }} aria-label={mark}>
      <span class="hall-notice-mark" aria-hidden="true">
        {mark}
      </span>
      <p class="hall-notice-text">{line}</p>
    </aside>
  );
}

/** A hall's name longer than this, in em, is set smaller on two lines. */
const longHallEm = { lying: 26, standing: 15.5 };
/** What the word for noon duty beside it takes. */
const dutyEm = 5.5;

function HallName(props: { name: string; screen: Screen; beside: boolean }) {
  const { name, screen, beside } = props;
  const most = (screen.standing ? longHallEm.standing : longHallEm.lying) - (beside ? dutyEm : 0);
  const long = emWidth(name) > most ? 'hall-name-long' : '';
  return <h1 class={`hall-name ${long}`}>{name}</h1>;
}

/** Font and air of the foot, as hall.css has them. */
const lineFont = 30;
const lineAir = 88;

/** Hours, who leads today, whom to ring: as many lines as there are, and they stand still. */
function feet(screen: Screen, parts: readonly string[]): string[] {
  const shape = screen.standing ? 'standing' : 'lying';
  return filled(parts, footLines[shape], (screen.width - lineAir) / lineFont);
}

interface HallBodyProps
  extends Pick<HallScreenProps, 'view' | 'names' | 'lit' | 'language' | 'turn'> {
  readonly layout: HallLayout;
}

function HallBody({ view, names, lit, layout, language, turn }: HallBodyProps) {
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
      <Waiting {...{ view, names, words, language, layout, turn }} />
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
