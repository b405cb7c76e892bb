/**
 * The one big button, *next*. While a ticket is being served it also finishes that one, and says so.
 * The line under it says who comes next, or why nobody can be called.
 */
import { ageText } from '../ages.ts';
import type { At } from '../at.ts';
import { foresee } from '../foresee.ts';
import { nextKeyToo } from '../keys.ts';
import { press } from '../press.ts';
import { ActButton } from './ActButton.tsx';
import { Marks } from './Marks.tsx';
import { Saying } from './Saying.tsx';

export function Next({ at }: { at: At }) {
  const { view, names, now, texts, deeds } = at;
  const foreseen = foresee('call-next', view, names.rules, now);
  const serving = view.inHand?.status === 'serving';
  return (
    <div class="next">
      <ActButton
        name={serving ? texts.finishAndNext : texts.act['call-next']}
        shortcut={`${texts.space} · ${nextKeyToo}`}
        keys={`Space ${nextKeyToo}`}
        kind="main"
        quiet={foreseen !== null}
        busy={deeds.working.value === 'call-next'}
        onPress={() => press('call-next', at)}
      />
      <Saying sentence={at.sentence('next')} working={deeds.working.value === 'call-next'} at={at}>
        <NextHint at={at} />
      </Saying>
    </div>
  );
}

function NextHint({ at }: { at: At }) {
  const { view, texts, now } = at;
  if (!view.open) return <>{texts.hallClosed}</>;
  if (view.counter.status === 'paused') return <>{pauseText(at)}</>;
  const [first] = view.next;
  if (!first) return <>{texts.upNextNobody}</>;
  return (
    <>
      <span class="next-hint">
        <strong class="figures">{first.label}</strong> · {texts.waited}{' '}
        <span class="figures">{ageText(first.issuedAt, now, texts)}</span> ·{' '}
        {at.service(first.service)}
      </span>
      <span class="next-marks">
        <Marks line={first} at={at} />
      </span>
    </>
  );
}

/** That the window is paused, and why. */
export function pauseText({ view, names, texts, reason }: At): string {
  const known = names.reasons.pause.find(({ id }) => id === view.counter.pauseReason);
  return texts.pausedHint(known ? reason(known) : (view.counter.pauseReason ?? ''));
}
