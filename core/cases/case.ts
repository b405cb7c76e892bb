/**
 * What a case is: something that went wrong for somebody, or that somebody asks for, followed until it
 * is put right (办法 art. 42, 44, 46; 好差评 rules). It names no person: words, names and phones lie in
 * `people/`, keyed by the case and the `seq` of its event.
 */
import type { CounterId, ItemId, ReasonId, ServiceId, StaffId, TicketId } from '../hall/ids.ts';

declare const brand: unique symbol;
export type CaseId = string & { readonly [brand]: 'case' };
/** Who has to put it right: a department, a counter, a unit by the hall's own list. */
export type UnitId = string & { readonly [brand]: 'unit' };

export const caseId = (text: string): CaseId => text as CaseId;
export const unitId = (text: string): UnitId => text as UnitId;

/**
 * `bad-rating`: one of the last two levels (差评). `failed-errand`: 反映"办不成事", with the six stages of
 * art. 46. `complaint`: from the 12345 line, paper or the hall. `disclosure`: an application for
 * disclosure (依申请公开). `experience`: what an experience officer found (体验员, art. 44). `incident`: what
 * the duty leader wrote down (art. 31).
 */
export const caseKinds = [
  'bad-rating',
  'failed-errand',
  'complaint',
  'disclosure',
  'experience',
  'incident',
] as const;
export type CaseKind = (typeof caseKinds)[number];

/** By which way it came. */
export const caseSources = [
  'pad',
  'tablet',
  'kiosk',
  'phone',
  'text',
  'counter',
  '12345',
  'paper',
  'hall',
  'officer',
  'system',
] as const;
export type CaseSource = (typeof caseSources)[number];

/**
 * The stages of all kinds. A failed errand passes `opened` (发现问题), `analysed` (分析原因), `dispatched`
 * (派发工单), `solved` (限期解决), `checked` (结果核查) and `closed` (监督检查).
 */
export const caseStages = [
  'opened',
  'analysed',
  'dispatched',
  'confirmed',
  'explained',
  'disputed',
  'solved',
  'checked',
  'answered',
  'called-back',
  'closed',
] as const;
export type CaseStage = (typeof caseStages)[number];

/** How the visitor finds the fix: three levels only. */
export type FixLevel = 'satisfied' | 'fair' | 'dissatisfied';

/**
 * How a case ended. `excluded`: a dispute was upheld, so the rating does not count. `not-reached`: solved,
 * and `explained-not-reached`: explained, and in either case its visitor was called in vain.
 */
export const closedAs = [
  'solved',
  'explained',
  'excluded',
  'not-reached',
  'explained-not-reached',
] as const;
export type ClosedAs = (typeof closedAs)[number];

/** `amber`: two days are left of seven; `red`: the time is over. */
export type Light = 'green' | 'amber' | 'red';

/** What it is about, where that is known. */
export interface CaseAbout {
  readonly ticket: TicketId | null;
  readonly step: number | null;
  readonly service: ServiceId | null;
  readonly item: ItemId | null;
  readonly counter: CounterId | null;
  readonly clerk: StaffId | null;
}

/**
 * When it turns amber and red, and until when its unit may dispute it; epoch ms, by the hub's calendar.
 * The last is reckoned from the rating, and anew from its dispatch, of which the unit learns of it.
 */
export interface Deadlines {
  readonly amberAt: number;
  readonly dueAt: number;
  readonly disputeUntil: number | null;
}

export interface Case {
  readonly id: CaseId;
  readonly kind: CaseKind;
  readonly source: CaseSource;
  readonly about: CaseAbout;
  readonly openedAt: number;
  /** Whether somebody can be called back: a phone lies in `people/`. */
  reachable: boolean;
  stage: CaseStage;
  unit: UnitId | null;
  cause: ReasonId | null;
  deadlines: Deadlines;
  light: Light;
  /** It was looked into and was not so: there is nothing to put right, only to explain. */
  explained: boolean;
  /** Where a rejected dispute leads back to, and who raised it. */
  disputed: { readonly from: CaseStage; readonly by: string } | null;
  /** Who last said that it is solved: somebody else checks. */
  solvedBy: string | null;
  /** Tries to reach the visitor. */
  calls: number;
  fix: FixLevel | null;
  /** How often a case that was thought closed was taken up again. */
  reopened: number;
  closed: { readonly as: ClosedAs; readonly at: number } | null;
  /** Of its last event. */
  seq: number;
}
