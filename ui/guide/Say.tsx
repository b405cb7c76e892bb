/**
 * A text of a guide in the reader's language, or in Chinese where it has no other, told to browsers
 * and screen readers as such.
 */
import type { GuideText } from '../../core/guides/guide.ts';
import type { Language } from '../texts.ts';
import { tell } from './told.ts';

export function Say({ text, language }: { text: GuideText; language: Language }) {
  const told = tell(text, language);
  return told.lang === undefined ? told.text : <span lang={told.lang}>{told.text}</span>;
}
