/** What may be asked of a case. Words (why, what was found, what was answered) go beside it. */
import type { Actor } from '../hall/commands.ts';
import type { ReasonId } from '../hall/ids.ts';
import type { CaseAbout, CaseKind, CaseSource, Deadlines, FixLevel, UnitId } from './case.ts';

export interface CaseStamp {
  /** Epoch milliseconds; never less than the case's last event's. */
  readonly at: number;
  readonly by: Actor;
}

export type CaseCommand =
  | {
      readonly type: 'open-case';
      readonly kind: CaseKind;
      readonly source: CaseSource;
      readonly about: CaseAbout;
      readonly reachable: boolean;
      readonly deadlines: Deadlines;
    }
  /** 分析原因: a cause by the hall's own list. */
  | { readonly type: 'analyse'; readonly cause: ReasonId }
  /** 派发工单: to a unit; the deadlines as they stand from now on, left out: unchanged. */
  | {
      readonly type: 'dispatch';
      readonly unit: UnitId;
      readonly deadlines?: Deadlines | undefined;
      /** Until when a unit that has it from now on may dispute a bad rating; left out: unchanged. */
      readonly disputeUntil?: number | undefined;
    }
  /** 核实: is it so? */
  | { readonly type: 'verify'; readonly so: boolean }
  /** The unit believes that the rating is mistaken (误评, 恶意差评; 复核). */
  | { readonly type: 'dispute' }
  | { readonly type: 'settle-dispute'; readonly upheld: boolean }
  /** 整改, 限期解决 */
  | { readonly type: 'solve' }
  /** 结果核查 */
  | { readonly type: 'check'; readonly passed: boolean }
  | { readonly type: 'answer' }
  /** 回访; `fix` null: reached, and did not want to say. */
  | {
      readonly type: 'call-back';
      readonly reached: boolean;
      readonly fix: FixLevel | null;
    }
  /** 监督检查 for a failed errand; for others the end. */
  | { readonly type: 'close' }
  | { readonly type: 'reopen' }
  /** Words without an act. */
  | { readonly type: 'note' }
  | { readonly type: 'pass-time' };

export type CaseCommandOf<Type extends CaseCommand['type']> = Extract<
  CaseCommand,
  { readonly type: Type }
>;
