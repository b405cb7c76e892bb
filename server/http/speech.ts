/**
 * `/speech` on the hub, for kiosks without an agent. Everybody may ask what can be spoken; who may have
 * something said is a kiosk of this hall, by its cookie, since saying costs the processor.
 */
import type { Express } from 'express';
import { answerSpeech } from '../../drivers/speech/answering.ts';
import type { Speech } from '../../drivers/speech/espeak.ts';
import { doorsOf } from './cookies.ts';
import type { Rate } from './limits.ts';
import { onlyOurPages } from './origin.ts';
import type { HttpParts } from './parts.ts';
import { limited } from './rates.ts';

/** Wishes of one kiosk; a quick listener moves on twice a second. */
const rate: Rate = { max: 600, windowMs: 60_000 };

/** Answers GET and POST; a stranger's POST is 401. */
export function speech(app: Express, speaks: Speech, parts: HttpParts): void {
  const { kioskOf } = doorsOf(parts.people, parts.keeper.hall, parts.rights);
  app.all('/speech', limited(rate, parts.clock), onlyOurPages, async (request, response) => {
    const says = request.method === 'POST';
    if (says && (await kioskOf(request.headers.cookie)) === null) response.status(401).end();
    else await answerSpeech(request, response, speaks);
  });
}
