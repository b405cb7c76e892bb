/**
 * The way to a provider of sign-ins and back, for browsers: both are addresses that a page leads to, so what
 * is refused is told on the sign-in page by its name. The cookie of the way is sent back from the provider's
 * page, and so is `Lax`; that of the sign-in stays `Strict`.
 */
import type { Express, Request, Response } from 'express';
import { readCookies, setCookie, staffCookie, staffCookieSeconds } from './cookies.ts';
import { usualLimits } from './limits.ts';
import type { HttpParts } from './parts.ts';
import { limited } from './rates.ts';

export const flowCookie = 'jh_openid';
const flowSeconds = 600;
const signInPage = '/console/sign-in';
/** A longer answer is none of a provider's. */
const queryCharsMax = 4_096;

const wayCookie = (value: string, seconds: number, secure: boolean): string =>
  setCookie(flowCookie, value, seconds, secure)
    .replace('SameSite=Strict', 'SameSite=Lax')
    .replace('Path=/', 'Path=/sign-in/openid');

/** Mounts `/sign-in/openid` and `/sign-in/openid/back`; a hall without a provider has neither. */
export function openidWay(app: Express, parts: HttpParts): void {
  const { clock, limits = usualLimits } = parts;
  const { openid } = parts.people;
  if (!openid) return;
  const limit = limited(limits.signIn, clock);
  app.get('/sign-in/openid', limit, async (request, response) => {
    const begun = await openid.begin();
    if (begun === null) return tell(response, 'provider-away');
    response.set('Set-Cookie', wayCookie(begun.flow, flowSeconds, request.secure));
    go(response, begun.url);
  });
  app.get('/sign-in/openid/back', limit, (request, response) => back(parts, request, response));
}

async function back({ people, audit }: HttpParts, request: Request, response: Response) {
  const query = request.url.slice(request.url.indexOf('?') + 1);
  const { secure } = request;
  const from = request.ip ?? '';
  const sealed = readCookies(request.headers.cookie).get(flowCookie);
  const answer =
    people.openid && query.length <= queryCharsMax
      ? await people.openid.finish(query, sealed, from)
      : { refused: 'not-vouched' as const, person: null };
  const gone = wayCookie('', 0, secure);
  const noted = (actor: string, act: string, outcome: string) =>
    audit.note({ actor, act, subject: 'by=openid', outcome, from });
  if ('refused' in answer) {
    const { person, refused } = answer;
    await noted(person === null ? 'nobody' : `staff:${person}`, 'signIn', refused);
    response.set('Set-Cookie', gone);
    return tell(response, refused);
  }
  const actor = `staff:${answer.person.id}`;
  if (answer.changed === 'made') await noted(actor, 'addAccount', 'done');
  if (answer.changed === 'role') await noted(actor, 'setAccountRole', 'done');
  await noted(actor, 'signIn', 'done');
  const cookie = setCookie(staffCookie, answer.secret, staffCookieSeconds, secure);
  response.set('Set-Cookie', [cookie, gone]);
  go(response, signInPage);
}

const tell = (response: Response, refused: string): void =>
  go(response, `${signInPage}?refused=${refused}`);

function go(response: Response, url: string): void {
  response
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .redirect(303, url);
}
