/**
 * Before a clerk works at a counter: what stands in the way, and which press takes them past it. To
 * send a colleague away or to close another counter always takes a second press of its own, made
 * after the sentence that says so.
 */
import type { CounterView } from '../../core/views/counter.ts';
import type { ConsoleCommand } from '../../core/wire/commands.ts';
import type { Me } from '../account.ts';
import type { At } from './at.ts';
import type { Spoken } from './deeds.ts';

/** Who has the counter: this clerk, nobody, a colleague, or another system. */
export type Holder = 'me' | 'nobody' | 'colleague' | 'token';

export function holderOf({ counter }: CounterView, me: Pick<Me, 'id'>): Holder {
  if (counter.status === 'closed') return 'nobody';
  if (counter.clerk === null) return 'token';
  return counter.clerk === me.id ? 'me' : 'colleague';
}

export interface DoorStep {
  readonly press: 'signInHere' | 'takeOver' | 'move';
  readonly command: Extract<ConsoleCommand, { type: 'sign-in' }>;
}

/**
 * The press that is offered: plain sign-in first; after a refusal what it asks for. Moving is kept
 * while taking over is asked, for both may stand in the way.
 */
export function doorStep(spoken: Spoken | null, moving: boolean): DoorStep {
  const refused = spoken?.place === 'door' ? spoken.said.refused : null;
  const move = moving ? { move: true } : {};
  switch (refused) {
    case 'counter-taken':
      return { press: 'takeOver', command: { type: 'sign-in', takeOver: true, ...move } };
    case 'signed-in-elsewhere':
      return { press: 'move', command: { type: 'sign-in', move: true } };
    default:
      return { press: 'signInHere', command: { type: 'sign-in' } };
  }
}

/** What goes on at the counter, for the one who is not signed in there. */
export function doorText({ view, texts, me }: Pick<At, 'view' | 'texts' | 'me'>): string {
  if (!view.open) return texts.hallClosed;
  const said = {
    nobody: texts.doorClosed,
    colleague: texts.doorTaken,
    token: texts.doorToken,
    me: '',
  };
  return said[holderOf(view, me)];
}
