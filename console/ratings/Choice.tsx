/**
 * Which ratings are shown: of what time, and which of them. The hub finds them all; windows are
 * those of the ratings that it told.
 */
import { useRef, useState } from 'preact/hooks';
import { DateField } from '../DateField.tsx';
import { dayIn } from '../dates.ts';
import type { RatingTexts } from './texts/index.ts';
import type { Told } from './told.ts';

export const everything = { level: '', channel: '', counter: '' };
export type Only = typeof everything;

/** What is asked of the hub: each of the three, or `all`. */
export const pathOf = ({ level, channel, counter }: Only): string =>
  [level, channel, counter].map((one) => encodeURIComponent(one === '' ? 'all' : one)).join('/');

export const isEverything = (only: Only): boolean => Object.values(only).every((one) => one === '');

export interface ChoiceProps {
  readonly known: Told;
  readonly texts: RatingTexts;
  /** A date, a week or a month by its name; empty: today. */
  readonly period: string;
  readonly only: Only;
  readonly onPeriod: (period: string) => void;
  readonly onOnly: (more: Partial<Only>) => void;
}

export function Choice({ known, texts, period, only, onPeriod, onOnly }: ChoiceProps) {
  const { now, ratings } = known;
  const [typed, setTyped] = useState('');
  const date = period.length === 10 ? period : '';
  // Those that were seen: where one is chosen the hub tells of no other.
  const seen = useRef(new Set<string>());
  for (const { counter } of ratings) if (counter !== null) seen.current.add(counter);
  const counters = [...seen.current].sort();
  const levels = ([5, 4, 3, 2, 1] as const).map(
    (level) => [String(level), texts.levels[level]] as const,
  );
  return (
    <div class="ratings-choice">
      <Chosen
        {...{ name: texts.period, value: period, onChoose: onPeriod }}
        options={[
          ['', texts.today],
          [now.week, texts.week],
          [now.month, texts.month],
          ...(date === '' ? [] : [[date, date] as const]),
        ]}
      />
      <DateField
        {...{ kind: 'day', name: texts.date, value: typed }}
        onFill={(text) => {
          setTyped(text);
          const day = dayIn(text);
          if (day !== null) onPeriod(day);
        }}
      />
      <Chosen
        {...{ name: texts.level, value: only.level, onChoose: (level) => onOnly({ level }) }}
        options={[
          ['', texts.all],
          ...levels,
          ['unanswered', texts.unanswered],
          ['excluded', texts.excluded],
          ['looked', texts.suspicious],
        ]}
      />
      <Chosen
        {...{ name: texts.channel, value: only.channel }}
        onChoose={(channel) => onOnly({ channel })}
        options={[['', texts.all], ...Object.entries(texts.channels)]}
      />
      <Chosen
        {...{ name: texts.counter, value: only.counter }}
        onChoose={(counter) => onOnly({ counter })}
        options={[['', texts.all], ...counters.map((one) => [one, one] as const)]}
      />
    </div>
  );
}

interface ChosenProps {
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}

function Chosen({ name, value, options, onChoose }: ChosenProps) {
  return (
    <label>
      {name}
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
