/** Every expected no of the rules of cases, by name, with what the asker needs to go on. */
import type { CaseStage } from './case.ts';

export type CaseRefusal =
  | { readonly refused: 'unknown-case' }
  | { readonly refused: 'case-exists' }
  /** The act does not fit the stage (CASE-2); `from`: those in which it does, none: never for this kind. */
  | {
      readonly refused: 'wrong-stage';
      readonly stage: CaseStage;
      readonly from: readonly CaseStage[];
    }
  | { readonly refused: 'dispute-too-late'; readonly until: number | null }
  /** Somebody else has to do it (CASE-5). */
  | { readonly refused: 'same-person' }
  /** The visitor can be reached and was not called back yet (CASE-6). */
  | { readonly refused: 'call-back-first'; readonly calls: number; readonly callsMin: number }
  /** A fix is rated by who was reached (CASE-6). */
  | { readonly refused: 'not-reached' }
  | { readonly refused: 'reopened-enough'; readonly max: number };

export const isCaseRefusal = (answer: object): answer is CaseRefusal => 'refused' in answer;
