/**
 * The words after a command: what stands alone, and `--name value`. Nothing is guessed: what is not
 * known is refused by name.
 */
import { SettingsError } from '../settings.ts';

/** The languages in which commands tell of a hall. */
export type Tongue = 'zh-Hans' | 'en';

export interface Words {
  readonly alone: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/** Throws `SettingsError` for an option that is not known, stands twice, or has no value. */
export function readWords(words: readonly string[], known: readonly string[]): Words {
  const alone: string[] = [];
  const named = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) {
      alone.push(word);
      continue;
    }
    const name = word.slice(2);
    if (!known.includes(name)) {
      throw new SettingsError(
        `--${name}: not known; there are ${known.map((one) => `--${one}`).join(' ')}`,
      );
    }
    at += 1;
    const value = words[at];
    if (value === undefined || named.has(name)) throw new SettingsError(`--${name}: say one value`);
    named.set(name, value);
  }
  return { alone, named };
}

/** Throws `SettingsError` when it is no language of a report. */
export function readTongue({ named }: Words): Tongue {
  const said = named.get('language') ?? 'zh-Hans';
  if (said !== 'zh-Hans' && said !== 'en') throw new SettingsError('--language: zh-Hans or en');
  return said;
}

/** Throws `SettingsError` when it is no date. */
export function readDate(said: string, what: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(said) || Number.isNaN(Date.parse(said))) {
    throw new SettingsError(`${what}: a date is YYYY-MM-DD`);
  }
  return said;
}
