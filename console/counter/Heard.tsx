/**
 * The one place where results are told to those who hear the page: what an act came to, or why not.
 */
import type { At } from './at.ts';
import type { Place } from './deeds.ts';

export function Heard({ at }: { at: At }) {
  const { deeds, texts } = at;
  const spoken = deeds.spoken.value;
  const done = deeds.done.value;
  const place: Place | null = spoken?.place ?? null;
  // The door's and the rows' sentences are found at their own places; one that counts down is told once.
  const sentence = place === null ? null : (at.sentence(place) ?? at.sentence('acts'));
  const counted = spoken?.said.refused === 'too-soon';
  const told = counted ? texts.tooSoon : sentence;
  const did = done ? [done.label, texts.did[done.type]].filter(Boolean).join(' ') : '';
  return (
    <p class="unseen" role="status">
      {spoken ? told : did}
    </p>
  );
}
