/**
 * A service guide (办事指南): what an errand needs, takes and costs, after GB/T 39046-2020 table 4 and
 * its lists A.1 to A.6. The hub only carries guides: items are managed in the city's own system
 * (办法 art. 7-8), imported here whole, checked (core/guides/check.ts) and published as versions.
 */
import type { Texts } from '../hall/configuration.ts';
import type { ServiceId } from '../hall/ids.ts';

declare const brand: unique symbol;
/** Of one item (事项), in its package: letters, digits and hyphens, at most 40. */
export type GuideId = string & { readonly [brand]: 'guide' };

export const guideId = (text: string): GuideId => text as GuideId;

/**
 * A text of a guide. Traditional Chinese that is missing is made from Simplified at import; English
 * that is missing stays missing: the page then shows Chinese and says so.
 */
export interface GuideText {
  readonly 'zh-Hans': string;
  readonly 'zh-Hant'?: string | undefined;
  readonly en?: string | undefined;
}

/** A.1 事项类型, with its code. */
export const itemTypes = {
  power: '00',
  permit: '01',
  punishment: '02',
  coercion: '03',
  levy: '04',
  payment: '05',
  inspection: '06',
  confirmation: '07',
  reward: '08',
  ruling: '09',
  other: '10',
  'public-service': '20',
} as const;
export type ItemType = keyof typeof itemTypes;

/** A.2 行使层级, as far as a district has them, with its code. */
export const guideLevels = { district: '4', street: '5', community: '6' } as const;
export type GuideLevel = keyof typeof guideLevels;

/** A.4 服务对象, with its code. */
export const audiences = {
  person: '1',
  company: '2',
  institution: '3',
  association: '4',
  authority: '5',
  organisation: '6',
} as const;
export type Audience = keyof typeof audiences;

/** A.5 办理形式, with its code. */
export const ways = { counter: '1', web: '2', mobile: '3', post: '4', other: '9' } as const;
export type Way = keyof typeof ways;

/** A.6 办件类型, with its code: done while you wait, promised within a time, other. */
export const caseTypes = { immediate: '1', promised: '2', other: '9' } as const;
export type CaseType = keyof typeof caseTypes;

/** What an item, a material or a fee rests on (依据). */
export interface Basis {
  /** The law's own name, without its brackets: 中华人民共和国居民身份证法. */
  readonly law: string;
  /** 第十条; absent: the whole of it. */
  readonly article?: string | undefined;
  /** Where it was read and when (`YYYY-MM-DD`): an https address. The example's own tests want both. */
  readonly source?: string | undefined;
  readonly lookedUp?: string | undefined;
}

/** 时限: `amount` 0 means at once (即时办结). */
export interface TimeLimit {
  readonly amount: number;
  readonly unit: 'workday' | 'day' | 'month' | 'hour' | 'minute';
  readonly note?: GuideText | undefined;
}

/** One material to bring or hand in. */
export interface Material {
  readonly id: string;
  readonly name: GuideText;
  /** Who issues it (出具机构): oneself, an authority … */
  readonly issuer?: GuideText | undefined;
  readonly kind: 'original' | 'copy' | 'original-and-copy' | 'form' | 'electronic';
  readonly originals: number;
  readonly copies: number;
  readonly required: boolean;
  /** When it is wanted at all: 委托他人办理的. */
  readonly condition?: GuideText | undefined;
  /** What to look at (办理说明, 时间要求). */
  readonly note?: GuideText | undefined;
  readonly bases: readonly Basis[];
  /** Known to the authorities by shared data (数据共享): it must then not be asked for (art. 9). */
  readonly shared: boolean;
  /** For a form: its blank (空表) and its filled-in sample (样本): https addresses or package files. */
  readonly blank?: string | undefined;
  readonly sample?: string | undefined;
}

/** One step of the flow (办理流程): what happens, who acts, how long it takes. */
export interface FlowStep {
  readonly name: GuideText;
  readonly by: 'visitor' | 'counter' | 'office';
  readonly about?: GuideText | undefined;
  readonly limit?: TimeLimit | undefined;
}

export interface GuidePlace {
  readonly name: GuideText;
  readonly address: GuideText;
  readonly hours: GuideText;
  readonly phone?: string | undefined;
}

export interface Guide {
  readonly id: GuideId;
  readonly name: GuideText;
  /** 基本编码 and 实施编码 of the city's system; absent in examples, which have none. */
  readonly basicCode?: string | undefined;
  readonly code?: string | undefined;
  readonly type: ItemType;
  readonly level: GuideLevel;
  /** 实施主体, its department for finding by department, and its code of 18 signs (USCC). */
  readonly agency: GuideText;
  readonly department: GuideText;
  readonly agencyCode?: string | undefined;
  readonly audience: readonly Audience[];
  readonly caseType: CaseType;
  readonly ways: readonly Way[];
  readonly supports: {
    readonly booking: boolean;
    readonly online: boolean;
    readonly delivery: boolean;
    readonly onlinePayment: boolean;
  };
  /** 设定依据 */
  readonly bases: readonly Basis[];
  readonly conditions: readonly GuideText[];
  /** 审查标准: by what it is decided, one point a line. */
  readonly standards: readonly GuideText[];
  readonly materials: readonly Material[];
  readonly flow: readonly FlowStep[];
  /** 法定 and 承诺办结时限; null: none is set, which the checker refuses for `promised`. */
  readonly legalLimit: TimeLimit | null;
  readonly promisedLimit: TimeLimit | null;
  readonly result: {
    readonly name: GuideText;
    /** How one gets it: at the counter, by post, electronically. */
    readonly delivery: GuideText;
    readonly sample?: string | undefined;
  };
  readonly fee: {
    readonly charged: boolean;
    readonly amount?: GuideText | undefined;
    readonly bases: readonly Basis[];
  };
  /** 数量限制 and 通办范围 */
  readonly quota?: GuideText | undefined;
  readonly scope: GuideText;
  readonly places: readonly GuidePlace[];
  readonly enquiry: { readonly phone: string; readonly where?: GuideText | undefined };
  /** 监督投诉方式; 12345 by art. 45. */
  readonly complaint: { readonly phone: string };
  readonly questions: readonly { readonly question: GuideText; readonly answer: GuideText }[];

  /** What one queues for to have it done here; absent: no number is given for it in this hall. */
  readonly service?: ServiceId | undefined;
  /** Life events and scenarios (一件事) of the package to which it belongs. */
  readonly events: readonly string[];
  /** Plain speech by which people ask for it (身份证丢了), in any language. */
  readonly alsoSaid: readonly string[];
  /** How often it is asked for, to put popular errands first: 0 (seldom) to 100. */
  readonly popularity: number;
}

/** A life event (人生事件) or a scenario over several items (一件事, 一业一证; 办法 art. 13). */
export interface LifeEvent {
  readonly id: string;
  readonly kind: 'life-event' | 'one-thing' | 'one-permit';
  readonly audience: 'person' | 'company';
  readonly name: Texts;
  readonly about?: Texts | undefined;
  /** One number for the whole of it, where the hall has such a service. */
  readonly service?: ServiceId | undefined;
}

/** What is published at once: all guides of a hall. */
export interface GuidePackage {
  /** Made at publication; `date` is the package's own day (`YYYY-MM-DD`). Every copy shows both. */
  readonly version: string;
  readonly date: string;
  /** Where it comes from: the city's export, or the example, which is marked 示例 wherever shown. */
  readonly origin: 'export' | 'example';
  readonly events: readonly LifeEvent[];
  readonly guides: readonly Guide[];
}

/**
 * What a page loads first (`GET /guides/current`): enough to list and to find. One guide whole is
 * `GET /guides/<version>/<id>`, which never changes and may be kept.
 */
export interface GuideList {
  readonly version: string;
  readonly date: string;
  readonly origin: GuidePackage['origin'];
  readonly events: readonly LifeEvent[];
  readonly departments: readonly GuideText[];
  readonly guides: readonly GuideEntry[];
  /** The names of the blanks and samples that came with it, without `files/`; absent: none did. */
  readonly files?: readonly string[] | undefined;
}

export interface GuideEntry {
  readonly id: GuideId;
  readonly name: GuideText;
  readonly level: GuideLevel;
  /** Its place in `departments`. */
  readonly department: number;
  readonly audience: readonly Audience[];
  readonly events: readonly string[];
  readonly service?: ServiceId | undefined;
  readonly popularity: number;
}
