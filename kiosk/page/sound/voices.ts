/**
 * Who can speak a language at this kiosk: a voice of the browser itself, or the speaking program behind
 * the page's own origin (the kiosk's agent or the hub).
 */
import type { SpokenLanguages } from '../../../core/wire/speech.ts';
import type { Language } from '../../../ui/texts.ts';

export type Speaker = 'browser' | 'served' | null;
export type Speaks = Readonly<Record<Language, Speaker>>;

export const silent: Speaks = { 'zh-Hans': null, 'zh-Hant': null, en: null };

/** Browsers find their voices some time after they were asked first. */
const voicesWithinMs = 1_500;

/** A voice of the browser for this language; spoken Chinese is one for both scripts. */
export function browserVoice(language: Language): SpeechSynthesisVoice | null {
  const wanted = language === 'en' ? /^en\b/i : /^(zh|cmn)\b/i;
  const cantonese = /^(zh-HK|yue)/i;
  const voices = window.speechSynthesis?.getVoices() ?? [];
  // What is spoken elsewhere is sent away to be spoken: that is nobody's business but the visitor's.
  return (
    voices.find(
      ({ lang, localService }) => localService && wanted.test(lang) && !cantonese.test(lang),
    ) ?? null
  );
}

async function browserReady(): Promise<void> {
  const { speechSynthesis } = window;
  if (!speechSynthesis || speechSynthesis.getVoices().length > 0) return;
  await new Promise<void>((ready) => {
    speechSynthesis.addEventListener('voiceschanged', () => ready(), { once: true });
    window.setTimeout(ready, voicesWithinMs);
  });
}

/** What the page's own origin speaks; nothing where it cannot be asked. */
async function served(): Promise<readonly string[]> {
  try {
    const answer = await fetch('/speech', { cache: 'no-store' });
    if (!answer.ok) return [];
    return ((await answer.json()) as SpokenLanguages).languages;
  } catch {
    return [];
  }
}

/** Who speaks each language. Never rejects. */
export async function speakersOf(): Promise<Speaks> {
  const [spoken] = await Promise.all([served(), browserReady()]);
  const of = (language: Language): Speaker => {
    if (browserVoice(language)) return 'browser';
    return spoken.includes(language === 'en' ? 'en' : 'zh') ? 'served' : null;
  };
  return { 'zh-Hans': of('zh-Hans'), 'zh-Hant': of('zh-Hant'), en: of('en') };
}
