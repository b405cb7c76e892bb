/**
 * The line beside a button where its refusal is said. It is always there and holds a quiet hint
 * else, so that nothing moves when a sentence comes or goes.
 */
import type { ComponentChildren } from 'preact';
import type { At } from '../at.ts';

export interface SayingProps {
  readonly sentence: string | null;
  /** Its act is under way; said only when it lasts. */
  readonly working: boolean;
  readonly at: At;
  readonly children?: ComponentChildren;
}

export function Saying({ sentence, working, at, children }: SayingProps) {
  if (sentence !== null) return <p class="saying saying-no">{sentence}</p>;
  if (working) return <p class="saying saying-working">{at.texts.working}</p>;
  return <p class="saying">{children}</p>;
}
