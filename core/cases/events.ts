/**
 * What has happened in a case: what stands in its stream. Ids, codes and times; never a word, a name or
 * a phone. A shape that has shipped gets a new version here and a step in log/case-shape-steps.ts.
 */
import type { ReasonId } from '../hall/ids.ts';
import type {
  CaseAbout,
  CaseKind,
  CaseSource,
  ClosedAs,
  Deadlines,
  FixLevel,
  Light,
  UnitId,
} from './case.ts';

export interface CaseEventBodies {
  readonly 'case-opened': {
    readonly by: string;
    readonly kind: CaseKind;
    readonly source: CaseSource;
    readonly about: CaseAbout;
    readonly reachable: boolean;
    readonly deadlines: Deadlines;
  };
  readonly 'case-analysed': { readonly by: string; readonly cause: ReasonId };
  readonly 'case-dispatched': {
    readonly by: string;
    readonly unit: UnitId;
    readonly deadlines: Deadlines;
  };
  readonly 'case-verified': { readonly by: string; readonly so: boolean };
  readonly 'case-disputed': { readonly by: string };
  readonly 'dispute-settled': { readonly by: string; readonly upheld: boolean };
  readonly 'case-solved': { readonly by: string };
  readonly 'case-checked': { readonly by: string; readonly passed: boolean };
  readonly 'case-answered': { readonly by: string };
  readonly 'visitor-called-back': {
    readonly by: string;
    readonly reached: boolean;
    readonly fix: FixLevel | null;
  };
  readonly 'case-closed': { readonly by: string; readonly as: ClosedAs };
  readonly 'case-reopened': { readonly by: string };
  readonly 'case-noted': { readonly by: string };
  readonly 'case-turned': { readonly light: Exclude<Light, 'green'> };
}

/** The newest version of each body. */
export const caseEventVersions = {
  'case-opened': 1,
  'case-analysed': 1,
  'case-dispatched': 1,
  'case-verified': 1,
  'case-disputed': 1,
  'dispute-settled': 1,
  'case-solved': 1,
  'case-checked': 1,
  'case-answered': 1,
  'visitor-called-back': 1,
  'case-closed': 2,
  'case-reopened': 1,
  'case-noted': 1,
  'case-turned': 1,
} as const satisfies Record<keyof CaseEventBodies, number>;

export type CaseEvent = {
  [Type in keyof CaseEventBodies]: { readonly type: Type; readonly body: CaseEventBodies[Type] };
}[keyof CaseEventBodies];
