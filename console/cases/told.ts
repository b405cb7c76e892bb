/**
 * What the hub tells of cases and takes for them (docs/cases.md). Words and phones go in bodies only.
 */
import type { CaseKind, CaseSource, CaseStage, FixLevel, Light } from '../../core/cases/case.ts';
import type { Language, Texts } from '../../core/hall/configuration.ts';
import { type Failed, hallPath, read, send } from '../asking.ts';

export interface Named {
  readonly id: string;
  readonly name: Texts;
}

export interface CaseTold {
  readonly id: string;
  readonly number: string;
  readonly kind: CaseKind;
  readonly source: CaseSource;
  readonly about: {
    readonly ticket: string | null;
    readonly service: string | null;
    readonly item: string | null;
    readonly counter: string | null;
  };
  readonly cameAt: number;
  readonly form: { readonly visit: Visit; readonly way: Way } | null;
  readonly reachable: boolean;
  readonly stage: CaseStage;
  readonly unit: string | null;
  readonly cause: string | null;
  readonly light: Light;
  readonly deadlines: { readonly dueAt: number; readonly disputeUntil: number | null };
  readonly calls: number;
  readonly fix: FixLevel | null;
  readonly closed: { readonly as: ClosedAs; readonly at: number } | null;
  readonly reached: Partial<Record<CaseStage, number>>;
  readonly acts: readonly Act[];
}

export type ClosedAs =
  | 'solved'
  | 'explained'
  | 'excluded'
  | 'not-reached'
  | 'explained-not-reached';
export const visits = ['full', 'at-once', 'follow-up', 'targeted'] as const;
export type Visit = (typeof visits)[number];
export const ways = ['hall', 'online', 'kiosk', 'phone'] as const;
export type Way = (typeof ways)[number];

export interface HistoryTold {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly by: string;
  readonly byName: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly words: string | null;
  readonly name: string | null;
  /** Masked. */
  readonly phone: string | null;
}

export interface WholeCase extends CaseTold {
  readonly ticket: { readonly label: string; readonly day: string } | null;
  readonly ratings: readonly {
    readonly number: number;
    readonly level: number;
    readonly channel: CaseSource;
    readonly tags: readonly { readonly code: string; readonly text: Texts }[];
    readonly words: string | null;
  }[];
  readonly history: readonly HistoryTold[];
  readonly looks: readonly { readonly byName: string | null; readonly at: number }[];
}

export interface Told {
  readonly now: number;
  readonly units: readonly Named[];
  readonly causes: readonly Named[];
  readonly cases: readonly CaseTold[];
}

export const acts = [
  'analyse',
  'dispatch',
  'verify',
  'dispute',
  'settle-dispute',
  'solve',
  'check',
  'answer',
  'call-back',
  'close',
  'reopen',
  'note',
] as const;
export type Act = (typeof acts)[number];

/** Why nothing was done: the name of the no, and the field that it is about. */
export interface No {
  readonly refused: string;
  readonly field: string | null;
}
export const isNo = (answer: object): answer is No => 'refused' in answer;

export interface Search {
  readonly kinds?: readonly CaseKind[];
  readonly open?: boolean;
  readonly ticket?: string;
  readonly from?: number;
  readonly to?: number;
}

/** Asks the hub of one hall; nothing here rejects. */
export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = hallPath(hall);
  }

  all(): Promise<Told | Failed> {
    return read<Told>(`${this.#base}/cases`);
  }

  one(id: string): Promise<WholeCase | Failed> {
    return read<WholeCase>(`${this.#base}/cases/${encodeURIComponent(id)}`);
  }

  async search(wish: Search): Promise<readonly CaseTold[] | Failed> {
    const found = await this.#post<{ cases: readonly CaseTold[] }>('/cases/search', wish);
    return isNo(found) ? 'unreachable' : found.cases;
  }

  open(wish: object): Promise<WholeCase | No> {
    return this.#post<WholeCase>('/cases', wish);
  }

  act(id: string, wish: object): Promise<WholeCase | No> {
    return this.#post<WholeCase>(`/cases/${encodeURIComponent(id)}/acts`, wish);
  }

  phone(id: string): Promise<{ phone: string } | No> {
    return this.#post<{ phone: string }>(`/cases/${encodeURIComponent(id)}/phone`, {});
  }

  /** Where a month's ledger is taken from, in a language. */
  ledger(name: 'failed-errands' | 'experience', month: string, language: Language) {
    const at = `${this.#base}/case-ledgers/${name}/${month}/${language}`;
    return { csv: `${at}/csv`, xlsx: `${at}/xlsx` };
  }

  async #post<T extends object>(path: string, body: object): Promise<T | No> {
    const answer = await send('POST', this.#base + path, body);
    try {
      const told = (await answer?.json()) as T & { refused?: string; field?: string };
      if (answer?.ok) return told;
      return { refused: told?.refused ?? 'unreachable', field: told?.field ?? null };
    } catch {
      return { refused: 'unreachable', field: null };
    }
  }
}
