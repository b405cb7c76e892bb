/**
 * What is wrong with a package of guides, by item, field and rule. The sentences for people stand
 * with those who show them.
 */

/** The rules of content (core/SPEC.md, GUIDE). */
export type GuideRule =
  | 'duplicate-id'
  | 'duplicate-code'
  | 'bad-code'
  | 'bad-agency-code'
  | 'unknown-service'
  | 'unknown-event'
  | 'event-unused'
  | 'limit-missing'
  | 'limit-over-legal'
  | 'standards-missing'
  | 'result-missing'
  | 'result-delivery-missing'
  | 'flow-missing'
  | 'place-missing'
  | 'basis-missing'
  | 'vague-basis'
  | 'catch-all'
  | 'form-blank-missing'
  | 'form-sample-missing'
  | 'file-missing'
  | 'file-unused'
  | 'shared-asked'
  | 'count-missing'
  | 'fee-amount-missing'
  | 'complaint-not-12345'
  | 'empty-package';

export interface GuideProblem {
  /** The id of the guide or of the life event; empty: the package itself. */
  readonly item: string;
  /** `materials.2.name`: positions count from 0. */
  readonly field: string;
  readonly rule: GuideRule;
  /** The words in question, where there are any. */
  readonly where: string | null;
  /** With a `must` nothing is published; a `should` is for whoever keeps the guides. */
  readonly severity: 'must' | 'should';
}
