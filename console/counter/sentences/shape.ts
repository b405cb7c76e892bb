/**
 * What each language gives: a sentence for every no there is. The map is complete by type: a new
 * refusal in the core does not compile here until each language says what is the case and what to do.
 */
import type { SaidName, SaidOf } from '../said.ts';

/** What a sentence may need beside the no's own data; names are in the sentence's language. */
export interface Naming {
  readonly service: (id: string) => string;
  readonly counter: (id: string) => string;
  /** The label in hand as the page shows it, null for none. */
  readonly inHand: string | null;
}

export type Sentences = { readonly [N in SaidName]: (said: SaidOf<N>, naming: Naming) => string };

/** What a person typed wrong, where it is that and no mistake of the page. */
export const typedWrong = (field: string): 'document' | 'code' | null =>
  /(^|\.)person(\.|$)/.test(field) ? 'document' : /(^|\.)code$/.test(field) ? 'code' : null;

/** Whole seconds still to wait, never shown as 0. */
export const secondsOf = (waitMs: number): number => Math.max(1, Math.ceil(waitMs / 1000));
