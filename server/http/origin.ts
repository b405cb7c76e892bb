/**
 * Whether a request comes from a page of this hub. Cookies are `SameSite=Strict`, but another port
 * of the same machine counts as the same site, and old browsers know no `SameSite`: so every
 * request that changes something, or reads by cookie, is asked where it comes from.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { problem, sendProblem } from './problems.ts';

/**
 * True for requests of our own pages, for addresses that a person typed, and for programs that are
 * no browsers (they send neither header, and nobody else's cookies).
 *
 * `Sec-Fetch-Site` is set by the browser and by nothing else (W3C Fetch Metadata), so it decides
 * where it is there; browsers leave it out on plain http. Then `Origin` must name the host that was
 * asked; its scheme is not compared, because a proxy may have ended the https.
 */
export function originAllowed(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return host !== undefined && hostOf(origin) === host.toLowerCase();
}

function hostOf(origin: string): string | null {
  const parsed = URL.parse(origin);
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') return null;
  return parsed.host;
}

export const onlyOurPages: RequestHandler = (request, response, next) => {
  if (originAllowed(request.headers)) next();
  else sendProblem(response, problem('foreign-origin'));
};
