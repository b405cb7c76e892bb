/**
 * Traditional Chinese from Simplified, where a package has none: characters by OpenCC's dictionaries
 * in the forms that our own texts have, words left as they are, since names of laws and materials are
 * the mainland's. The dictionaries are loaded when they are needed.
 */
import type { Guide, GuideText, LifeEvent } from '../../../core/guides/guide.ts';

/** Simplified to Traditional, sign for sign and word for word. */
export async function traditional(): Promise<(text: string) => string> {
  const { Converter } = await import('opencc-js/cn2t');
  return Converter({ from: 'cn', to: 'tw' });
}

/** The package with Traditional Chinese wherever there was none. */
export function withTraditional<
  T extends { guides: readonly Guide[]; events: readonly LifeEvent[] },
>(all: T, convert: (text: string) => string): T {
  return filledIn(all, convert) as T;
}

function filledIn(value: unknown, convert: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => filledIn(one, convert));
  if (typeof value !== 'object' || value === null) return value;
  if ('zh-Hans' in value) {
    const text = value as GuideText;
    const hant = text['zh-Hant'];
    if (hant !== undefined && hant !== '') return text;
    const { 'zh-Hans': hans, 'zh-Hant': _, ...others } = text;
    return { 'zh-Hans': hans, 'zh-Hant': convert(hans), ...others };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filledIn(inner, convert)]),
  );
}
