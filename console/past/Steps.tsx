/**
 * The ways through a day: a slider over its time, steps to the event before and after and to the calls, and
 * playing it at a chosen speed. The slider moves by keys too: arrows by half a minute, Page keys by more.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { dateTime } from '../dates.ts';
import { callFrom, endOf, type Place, placeAt, stepFrom } from './reckon.ts';
import type { PastTexts } from './texts/index.ts';
import type { PastDay } from './told.ts';

/** Seconds of the day in a second. */
const speeds = [1, 10, 60] as const;
const beatMs = 500;
/** How far an arrow key moves the slider, in seconds. */
const arrowSeconds = 30;

interface StepsProps {
  readonly day: PastDay;
  readonly place: Place;
  readonly texts: PastTexts;
  readonly onPlace: (place: Place) => void;
}

export const timeOf = (at: number): string => dateTime(at).slice(11);

export function Steps({ day, place, texts, onPlace }: StepsProps) {
  const [speed, setSpeed] = useState<number>(0);
  const here = useRef(place);
  here.current = place;
  useEffect(() => {
    if (speed === 0) return;
    const beat = window.setInterval(() => {
      const next = placeAt(day, here.current.at + speed * beatMs);
      if (next.at === here.current.at) setSpeed(0);
      else onPlace(next);
    }, beatMs);
    return () => window.clearInterval(beat);
  }, [speed, day]);
  const go = (next: Place): void => {
    setSpeed(0);
    onPlace(next);
  };
  const seconds = Math.ceil((endOf(day) - day.from) / 1_000);
  const steps: readonly (readonly [string, () => Place])[] = [
    [texts.callBefore, () => callFrom(day, place, -1)],
    [texts.eventBefore, () => stepFrom(day, place, -1)],
    [texts.eventAfter, () => stepFrom(day, place, 1)],
    [texts.callAfter, () => callFrom(day, place, 1)],
  ];
  return (
    <section class="past-steps" aria-label={texts.steps}>
      <p class="past-time figures">
        <strong>{timeOf(place.at)}</strong>
        <span class="manager-quiet">{texts.eventOf(place.seq - day.first + 1, day.at.length)}</span>
      </p>
      <input
        type="range"
        class="past-slider"
        aria-label={texts.slider}
        aria-valuetext={timeOf(place.at)}
        min={0}
        max={seconds}
        step={arrowSeconds}
        value={Math.round((place.at - day.from) / 1_000)}
        onInput={(event) => go(placeAt(day, day.from + Number(event.currentTarget.value) * 1_000))}
      />
      <p class="past-ends figures manager-quiet">
        <span>{timeOf(day.from)}</span>
        <span>{timeOf(endOf(day))}</span>
      </p>
      <div class="past-buttons">
        {steps.map(([name, next]) => (
          <Button key={name} onPress={() => go(next())}>
            {name}
          </Button>
        ))}
        {speeds.map((times) => (
          <Button
            key={times}
            pressed={speed === times}
            onPress={() => setSpeed(speed === times ? 0 : times)}
          >
            {texts.play(times)}
          </Button>
        ))}
      </div>
    </section>
  );
}
