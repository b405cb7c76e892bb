/**
 * Speech for who hears a kiosk rather than sees it: `POST /speech` with a sentence answers a WAV file,
 * `GET /speech` says which languages can be spoken here. On the page's own origin, so that the kiosk's
 * agent and the hub answer alike. What is said never stands in an address.
 */
import { z } from 'zod';

/** Characters of one wish; a page is said in several. */
export const SPEECH_TEXT_MAX = 400;

export const speechSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  text: z
    .string()
    .min(1, 'something to say')
    .max(SPEECH_TEXT_MAX, `at most ${SPEECH_TEXT_MAX} characters`)
    .refine((text) => text.trim() !== '', 'something to say'),
});
export type SpeechWish = z.infer<typeof speechSchema>;
export type SpokenLanguage = SpeechWish['language'];

/** The answer to `GET /speech`; none where no speaking program is installed. */
export interface SpokenLanguages {
  readonly languages: readonly SpokenLanguage[];
}
