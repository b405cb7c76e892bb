/**
 * What the visitor may do with the number now: some more minutes, back into the line, give it up.
 * Giving up asks once more, because it cannot be taken back.
 */
import { useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import type { PhoneView } from '../../core/views/phone.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { clockTime } from '../../ui/times.ts';
import type { Deeds } from './deeds.ts';
import type { PhoneWords } from './texts/texts.ts';

export interface ActsProps {
  readonly view: PhoneView;
  readonly names: Names;
  /** The hub's time, epoch ms. */
  readonly now: number;
  readonly deeds: Deeds;
  readonly words: PhoneWords;
}

const mayGiveUp: ReadonlySet<PhoneView['status']> = new Set([
  'waiting',
  'postponed',
  'held',
  'parked',
  'missed',
]);

export function Acts({ view, names, now, deeds, words }: ActsProps) {
  const [sure, setSure] = useState(false);
  const { status, postponesLeft } = view;
  const busy = deeds.busy.value;
  const rejoins = mayRejoin(view, now);
  const { postponeMinutes } = names.rules;
  const ended = status === 'missed' && !rejoins;
  if (!mayGiveUp.has(status) || ended) return null;
  if (sure) {
    return (
      <div class="acts">
        <p class="acts-sure" role="alert">
          {words.sure(view.label)}
        </p>
        <Button
          kind="main"
          disabled={busy !== null}
          onPress={() => {
            void deeds.wish({ type: 'cancel' }).then(() => setSure(false));
          }}
        >
          {words.giveUpSure}
        </Button>
        <Button onPress={() => setSure(false)}>{words.keepIt}</Button>
      </div>
    );
  }
  return (
    <div class="acts">
      {rejoins && (
        <Button
          kind="main"
          disabled={busy !== null}
          onPress={() => void deeds.wish({ type: 'rejoin' })}
        >
          {words.rejoin}
        </Button>
      )}
      {status === 'waiting' && postponesLeft > 0 && (
        <>
          <Button disabled={busy !== null} onPress={() => void deeds.wish({ type: 'postpone' })}>
            {words.postpone(postponeMinutes)}
          </Button>
          <p class="phone-hint acts-hint">{words.postponeHint(postponeMinutes, postponesLeft)}</p>
        </>
      )}
      <Button kind="quiet" disabled={busy !== null} onPress={() => setSure(true)}>
        {words.giveUp}
      </Button>
    </div>
  );
}

const mayRejoin = ({ status, rejoinUntil }: PhoneView, now: number): boolean =>
  status === 'missed' && rejoinUntil !== null && now <= rejoinUntil;

/** What who was missed has to do, and by when. */
export function missedHint(view: PhoneView, now: number, words: PhoneWords): string {
  if (!mayRejoin(view, now)) return words.missedOver;
  return words.missedHint(clockTime(view.rejoinUntil ?? 0));
}

/** What came of the last wish, when it came to nothing. */
export function Refusal({ deeds, words }: { deeds: Deeds; words: PhoneWords }) {
  const refused = deeds.refused.value;
  if (refused === null) return null;
  const told = words.refused as Readonly<Record<string, string>>;
  return (
    <p class="acts-refused" role="alert">
      {told[refused] ?? words.refusedElse}
    </p>
  );
}
