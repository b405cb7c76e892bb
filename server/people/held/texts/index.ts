/**
 * The words of what is held of persons, by language and kind: what it is, why it is held, and how long.
 */
import type { Language } from '../../../../core/hall/configuration.ts';
import type { KindId } from '../kinds.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export interface HeldWord {
  readonly what: string;
  readonly why: string;
  readonly howLong: string;
}
export type HeldWords = Readonly<Record<KindId, HeldWord>>;

export const heldWords: Readonly<Record<Language, HeldWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
