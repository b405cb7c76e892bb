/**
 * The hall screen, or that of an area, of a past moment.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { Screen } from '../../ui/screen.ts';
import type { Language } from '../../ui/texts.ts';
import { HallScreen } from '../hall/HallScreen.tsx';
import '../hall/hall.css';
import '../hall/waiting.css';
import { placeOf } from '../hall/told.ts';
import { litThen, type PastLine } from './line.ts';

interface HallProps {
  readonly line: PastLine;
  readonly screen: ReadonlySignal<Screen>;
  readonly language: Language;
}

/** How long one notice stands before the next has its turn, as on the live screen. */
const turnMs = 12_000;

export function Hall({ line, screen, language }: HallProps) {
  const shown = line.value;
  return (
    <HallScreen
      view={shown?.view ?? null}
      names={shown?.names ?? null}
      posted={shown?.posted ?? null}
      place={placeOf(location.search)}
      turn={Math.floor((shown?.now ?? 0) / turnMs)}
      now={shown?.now ?? null}
      stale={false}
      heardAt={null}
      lit={shown ? litThen(shown.view.calls, shown.now) : []}
      screen={screen.value}
      language={language}
    />
  );
}
