/**
 * The report in four sentences, so that it can be sent as it is: what was served, how it was rated, what
 * became of bad ratings, and where they gather (办法, art. 47).
 */
import type { ReportTexts } from './texts/index.ts';

/** All of it is written out already. */
export interface LeadSaid {
  readonly hall: string;
  readonly from: string;
  readonly to: string;
  readonly issued: number;
  readonly finished: number;
  readonly mean: string;
  readonly p90: string;
  readonly rated: number;
  readonly followups: number;
  readonly activeRating: string;
  readonly good: string;
  readonly satisfied: string;
  readonly bad: number;
  readonly badRate: string;
  readonly opened: number;
  readonly closed: number;
  readonly closedInTime: string;
  readonly rectified: string;
  readonly couldNot: number;
  /** The items, joined. */
  readonly hot: string;
}

export const leadOf = ({ lead }: ReportTexts, said: LeadSaid): string[] => [
  lead.served(said),
  lead.rated(said),
  lead.cases(said),
  lead.hot(said),
];
