/**
 * Words in pieces that are said one after the other: a first one is heard sooner than the whole, and
 * each is said by a voice that can say it.
 */
import type { Language } from '../../../ui/texts.ts';

const chinese =
  /([\u3400-\u9fff\uf900-\ufaff][\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]*)/;

export interface Spoken {
  readonly text: string;
  readonly language: Language;
}

/** An English voice spells Chinese letters or passes over them: they go to the Chinese one. */
export function byVoice(text: string, language: Language): Spoken[] {
  if (language !== 'en') return [{ text, language }];
  return text
    .split(chinese)
    .map((part): Spoken => ({ text: part, language: chinese.test(part) ? 'zh-Hans' : 'en' }))
    .filter((part) => part.text.trim() !== '');
}

/** Sentences of at most so many characters; none that has nothing to say. */
export function sentencesOf(text: string, most: number): string[] {
  const pieces = text.match(/[^.!?\u3002\uff01\uff1f]+[.!?\u3002\uff01\uff1f]*\s*/g) ?? [];
  return pieces.flatMap((piece) => {
    // A sentence that ended already needs no other end.
    const whole = piece.trim().replace(/([.!?\u3002\uff01\uff1f])\.+$/, '$1');
    if (whole === '' || /^[.!?\s\u3002]+$/.test(whole)) return [];
    return whole.length <= most ? [whole] : (whole.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? []);
  });
}
