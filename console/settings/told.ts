/**
 * What the hub tells of settings and does with them, over HTTP: for who may change them only.
 */
import type { Language } from '../../ui/texts.ts';
import { type Failed, hallPath, read, readIn, send } from '../asking.ts';
import type { Plain, Steps } from './form.ts';

export type Effect = 'at-once' | 'opening';

export interface VersionTold {
  readonly number: number;
  readonly source: 'file' | 'page' | 'import' | 'roll-back';
  readonly base: number | null;
  readonly why: string;
  readonly by: string;
  /** The person's name, where it is one. */
  readonly name: string | null;
  /** Epoch ms. */
  readonly at: number;
}

export interface ChangeTold {
  readonly path: Steps;
  readonly before?: Plain;
  readonly after?: Plain;
  readonly when: Effect | 'never';
}

export interface Stranding {
  readonly services: readonly string[];
  readonly counters: readonly string[];
}

export interface StandingTold {
  readonly versions: readonly VersionTold[];
  readonly acts: readonly {
    readonly number: number;
    readonly act: 'published' | 'set-aside';
    readonly version: number;
    readonly effect: Effect;
    readonly name: string | null;
    readonly by: string;
    readonly at: number;
  }[];
  readonly wanted: {
    readonly version: number;
    readonly effect: Effect;
    readonly at: number;
  } | null;
  readonly inForce: number | null;
  readonly waits: {
    readonly opening: readonly ChangeTold[];
    readonly stranding: Stranding | null;
  } | null;
  readonly conflict: VersionTold | null;
}

export interface TextTold {
  readonly number: number;
  readonly text: string;
  readonly value: Plain;
}

export interface Complaint {
  readonly path: Steps;
  readonly code: string;
  readonly rule: string;
}

export interface CheckedTold {
  readonly complaints: readonly Complaint[];
  readonly text: string | null;
  readonly value: Plain;
  readonly oddName: string | null;
  readonly changes: readonly ChangeTold[];
  readonly stranding: Stranding | null;
}

/** What is handed in: what forms made of a version, or a text. */
export type Handed = { readonly value: Plain; readonly of: number } | { readonly text: string };

/** A no with its name and what comes with it. */
export interface Refused {
  readonly refused: string;
  readonly version?: number;
  readonly services?: readonly string[];
  readonly counters?: readonly string[];
  readonly complaints?: readonly Complaint[];
}

const base = (hall: string): string => `${hallPath(hall)}/settings`;

export const askStanding = (hall: string): Promise<StandingTold | Failed> => read(base(hall));
export const askSchema = (hall: string): Promise<object | Failed> => read(`${base(hall)}/schema`);
export const askVersion = (hall: string, version: number): Promise<TextTold | Failed> =>
  read(`${base(hall)}/versions/${version}`);
export const askChanges = (
  hall: string,
  one: number,
  other: number,
): Promise<{ readonly changes: readonly ChangeTold[] } | Failed> =>
  read(`${base(hall)}/versions/${one}/differences/${other}`);
export const fileAddress = (hall: string, version: number): string =>
  `${base(hall)}/versions/${version}/file`;

/** Never rejects. */
export async function check(
  hall: string,
  settings: Handed,
  against: number,
): Promise<CheckedTold | Failed> {
  return readIn(await send('POST', `${base(hall)}/check`, { settings, against }));
}

/** Asks for a deed; a refusal comes with its name. Never rejects. */
async function ask<T>(path: string, body: object): Promise<T | Refused | Failed> {
  const answer = await send('POST', path, body);
  if (answer?.status !== 409 && answer?.status !== 400 && answer?.status !== 404) {
    return readIn<T>(answer);
  }
  return (await answer.json().catch(() => ({ refused: 'bad-input' }))) as Refused;
}

export const save = (
  hall: string,
  wish: { settings: Handed; base: number; why: string; imported?: boolean },
): Promise<{ readonly version: number } | Refused | Failed> => ask(`${base(hall)}/save`, wish);

export const publish = (
  hall: string,
  wish: { version: number; effect: Effect; seen: number | null },
): Promise<StandingTold | Refused | Failed> => ask(`${base(hall)}/publish`, wish);

/** Roles and ways to sign in that somebody else has written. */
export const publishRights = (
  hall: string,
  wish: { version: number; effect: Effect; seen: number | null },
): Promise<StandingTold | Refused | Failed> => ask(`${base(hall)}/publish-rights`, wish);

export const rollBack = (
  hall: string,
  wish: { version: number; effect: Effect; seen: number | null; why: string },
): Promise<StandingTold | Refused | Failed> => ask(`${base(hall)}/roll-back`, wish);

export const setAside = (hall: string, version: number): Promise<StandingTold | Refused | Failed> =>
  ask(`${base(hall)}/set-aside`, { version });

/** My changes of a version put on the last one. */
export const merge = (
  hall: string,
  from: number,
  value: Plain,
): Promise<
  { readonly onto: number; readonly value: Plain; readonly clashes: readonly ChangeTold[] } | Failed
> => send('POST', `${base(hall)}/merge`, { base: from, value }).then((answer) => readIn(answer));

/** A block of a slip, as far as slips use them (drivers/paper.ts). */
export interface SlipBlock {
  readonly kind: string;
  readonly text?: string;
  readonly left?: string;
  readonly right?: string;
  readonly size?: number;
  readonly align?: string;
  readonly bold?: boolean;
}

export interface Previewed {
  readonly now: number;
  readonly names: object;
  readonly display: object;
  readonly posted: object;
  readonly kiosk: object | null;
  readonly slip: readonly SlipBlock[] | null;
}

export const preview = (
  hall: string,
  settings: Handed,
  language: Language,
): Promise<Previewed | Refused | Failed> => ask(`${base(hall)}/preview`, { settings, language });
