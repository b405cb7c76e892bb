/**
 * The way to a provider of sign-ins and back, for browsers: both are addresses that a page leads to, so what
 * is refused is told on the sign-in page by its name. The cookie of the way is sent back from the provider's
 * page, and so is `Lax`; that of the sign-in stays `Strict`. Where the provider itself says that a sign-in
 * has ended, from server to server, what it says is signed; no cookie counts there.
 */
import express, { type Express, type Request, type Response } from 'express';
import { readCookies, setCookie, staffCookie, staffCookieSeconds } from './cookies.ts';
import { usualLimits } from './limits.ts';
import type { HttpParts } from './parts.ts';
import { fieldProblem, problem, sendProblem } from './problems.ts';
import { limited } from './rates.ts';

const flowCookie = 'jh_openid';
const flowSeconds = 600;
const signInPage = '/console/sign-in';
/** A longer answer is none of a provider's. */
const queryCharsMax = 4_096;

const wayCookie = (value: string, seconds: number, secure: boolean): string =>
  setCookie(flowCookie, value, seconds, secure)
    .replace('SameSite=Strict', 'SameSite=Lax')
    .replace('Path=/', 'Path=/sign-in/openid');

/**
 * What is mounted here. None of it is an operation of the API: browsers come by a link, and the provider sends
 * a form; so whoever goes through all that the hub answers takes these as well.
 */
export const openidWays = {
  begin: { method: 'get', path: '/sign-in/openid' },
  back: { method: 'get', path: '/sign-in/openid/back' },
  ended: { method: 'post', path: '/sign-in/openid/ended' },
} as const;

const formType = 'application/x-www-form-urlencoded';
/** A logout token and no more. */
const formBytesMax = 16 * 1024;
const plainForm = express.text({ type: formType, limit: formBytesMax, inflate: false });

/** Mounts the ways below `/sign-in/openid`; a hall without a provider has none. */
export function openidWay(app: Express, parts: HttpParts): void {
  const { clock, limits = usualLimits } = parts;
  const { openid } = parts.people;
  if (!openid) return;
  const limit = limited(limits.signIn, clock);
  app.get(openidWays.begin.path, limit, async (request, response) => {
    const begun = await openid.begin();
    if (begun === null) return tell(response, 'provider-away');
    response.set('Set-Cookie', wayCookie(begun.flow, flowSeconds, request.secure));
    go(response, begun.url);
  });
  app.get(openidWays.back.path, limit, (request, response) => back(parts, request, response));
  // In the evening a whole hall's sign-ins end in one minute, all told by one address.
  const often = limited(limits.session, clock);
  const { path } = openidWays.ended;
  app.post(path, often, plainForm, (request, response) => ended(parts, request, response));
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

/** OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8. */
async function ended({ people, audit }: HttpParts, request: Request, response: Response) {
  if (typeof request.body !== 'string' || !request.is(formType)) {
    return sendProblem(response, problem('wrong-content-type'));
  }
  const [token, ...more] = new URLSearchParams(request.body).getAll('logout_token');
  const answer =
    people.openid && token && more.length === 0
      ? await people.openid.endedThere(token)
      : ('not-vouched' as const);
  if (answer === 'provider-away') return sendProblem(response, problem('unavailable'));
  if (answer === 'not-vouched') {
    const rule = 'one logout token of the provider, not older than two minutes, and sent once';
    return sendProblem(response, fieldProblem([{ field: 'logout_token', rule }]));
  }
  const from = request.ip ?? '';
  for (const person of answer) {
    const actor = `staff:${person}`;
    await audit.note({ actor, act: 'signOut', subject: 'by=openid', outcome: 'done', from });
  }
  response.set('Cache-Control', 'no-store').status(200).end();
}

const tell = (response: Response, refused: string): void =>
  go(response, `${signInPage}?refused=${refused}`);

function go(response: Response, url: string): void {
  response
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .redirect(303, url);
}
