/**
 * Clerks and managers sign in and out, and a kiosk is let in with its one-time code. Both get a
 * cookie whose secret is shown this once. A wrong account, a wrong password and a disabled person
 * are told apart by nobody.
 */
import { z } from 'zod';
import { permissions } from '../people/rights.ts';
import {
  deviceCookie,
  deviceCookieSeconds,
  secretIn,
  sessionOf,
  setCookie,
  staffCookie,
  staffCookieSeconds,
} from './cookies.ts';
import {
  type Asked,
  doing,
  noFields,
  type Operation,
  type Reply,
  reading,
  removing,
} from './operation.ts';
import type { HttpParts } from './parts.ts';
import { type Problem, problem } from './problems.ts';

const signInBody = z.strictObject({
  account: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
  code: z.string().max(16).optional().meta({ description: 'Of the authenticator program.' }),
});
const enrolBody = z.strictObject({
  code: z.string().min(1).max(64).meta({ description: 'As a manager was shown it, `ABCD-EFGH`.' }),
});
const meShape = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['clerk', 'manager', 'administrator']),
    may: z.array(z.enum(permissions)),
    hall: z.string(),
    casesWindow: z
      .string()
      .meta({ description: 'The service whose window is that for failed errands.' }),
  })
  .meta({ id: 'Person' });

const ownShape = z
  .object({
    id: z.string(),
    since: z.int(),
    seenAt: z.int(),
    endsAt: z.int().meta({ description: 'Unless it is used; epoch milliseconds like the others.' }),
    from: z.string().nullable().meta({ description: 'The network address.' }),
    provided: z.boolean().meta({ description: 'By a provider, not by password.' }),
    own: z.boolean().meta({ description: 'The one that asks.' }),
  })
  .meta({ id: 'OwnSignIn' });

export function peopleOperations(parts: HttpParts): Operation[] {
  return [signIn(parts), ways(parts), signOut(parts), me(parts), ...mine(parts), enrol(parts)];
}

function signIn({ people, keeper, clock, audit, rights }: HttpParts): Operation {
  return doing(
    {
      path: '/sign-in',
      id: 'signIn',
      tag: 'people',
      summary: 'A clerk or manager signs in',
      access: 'anybody',
      limit: 'signIn',
      body: signInBody,
      answer: {
        status: 204,
        description: 'Signed in.',
        headers: { 'Set-Cookie': `\`${staffCookie}\`` },
      },
      problems: [
        ...(['wrong-credentials', 'too-many-tries', 'of-another-hall'] as const),
        ...(['second-factor-needed', 'second-factor-new', 'second-factor-wrong'] as const),
      ],
    },
    async ({ from, secure }, { account, password, code }) => {
      const person = await people.staff.verify(account, password, from);
      const noted = (actor: string, outcome: string) =>
        audit.note({ actor, act: 'signIn', subject: '', outcome, from });
      if ('refused' in person) {
        // Not the account: people type passwords into the wrong field.
        await noted('nobody', person.refused);
        if (person.refused === 'wrong-password') return problem('wrong-credentials');
        return tooManyTries(person.retryAt, clock.now());
      }
      if (person.hall !== keeper.hall) return problem('of-another-hall');
      if (rights.needsSecondFactor(person.role)) {
        const missing = await people.secondFactors.check(person, code);
        if (missing) {
          const { refused, ...told } = missing;
          await noted(`staff:${person.id}`, refused);
          if ('retryAt' in missing) return tooManyTries(missing.retryAt, clock.now());
          return problem(refused, told);
        }
      }
      await noted(`staff:${person.id}`, 'done');
      const secret = await people.sessions.begin(person, { from });
      return withCookie(setCookie(staffCookie, secret, staffCookieSeconds, secure));
    },
  );
}

/** Before anybody is known: only what the button says. */
function ways({ people }: HttpParts): Operation {
  return reading(
    {
      path: '/sign-in/ways',
      id: 'readSignInWays',
      tag: 'people',
      summary: 'How staff may sign in beside account and password',
      access: 'anybody',
      limit: 'session',
      answer: {
        status: 200,
        description: '`openid`: what the button to the provider says; null without one.',
        schema: z.object({ openid: z.record(z.string(), z.string()).nullable() }),
      },
    },
    async () => ({ status: 200, body: { openid: people.openid?.name ?? null } }),
  );
}

/** One's own sign-ins: where one is signed in, and an end to it. */
function mine({ people, keeper }: HttpParts): Operation[] {
  const told = { tag: 'people', access: 'session', limit: 'session' } as const;
  const who = async (cookies: string | undefined) => {
    const secret = secretIn(cookies, staffCookie) ?? '';
    const person = (await people.sessions.find(secret))?.person;
    return person?.hall === keeper.hall ? { id: person.id, secret } : null;
  };
  const list = reading(
    {
      ...{ ...told, path: '/me/sign-ins', id: 'listOwnSignIns' },
      summary: 'Where one is signed in',
      answer: {
        status: 200,
        description: 'The latest used first.',
        schema: z.object({ signIns: z.array(ownShape) }),
      },
    },
    async ({ headers }: Asked<'session'>) => {
      const me = await who(headers.cookie);
      if (me === null) return problem('not-signed-in');
      return { status: 200, body: { signIns: await people.sessions.listOf(me.id, me.secret) } };
    },
  );
  const end = removing(
    {
      ...{ ...told, path: '/me/sign-ins/{signIn}', id: 'endOwnSignIn' },
      summary: 'End one of one’s own sign-ins',
      answer: { status: 204, description: 'Over, everywhere within 5 s.' },
      missing: ['unknown-entry'],
    },
    async ({ headers, path }: Asked<'session'>) => {
      const me = await who(headers.cookie);
      if (me === null) return problem('not-signed-in');
      const gone = await people.sessions.endOneOf(me.id, path.signIn ?? '');
      return gone ? { status: 204 } : problem('unknown-entry');
    },
  );
  return [list, end];
}

function signOut({ people }: HttpParts): Operation {
  return doing(
    {
      path: '/sign-out',
      id: 'signOut',
      tag: 'people',
      summary: 'Ends the sign-in, if there is one',
      access: 'anybody',
      limit: 'session',
      body: noFields,
      answer: {
        status: 204,
        description: 'Nobody is signed in here any more.',
        headers: {
          'Set-Cookie': `\`${staffCookie}\`, taken away`,
          Location:
            'Only after a sign-in that came by the provider, where it announces such a page: where ' +
            'the browser goes to sign out there as well.',
        },
      },
    },
    async ({ headers, secure }) => {
      const secret = secretIn(headers.cookie, staffCookie);
      const issuer = secret === undefined ? null : await people.sessions.end(secret);
      const next = issuer === null ? null : ((await people.openid?.leaving(issuer)) ?? null);
      const { status, headers: gone } = withCookie(setCookie(staffCookie, '', 0, secure));
      return { status, headers: { ...gone, ...(next !== null && { Location: next }) } };
    },
  );
}

function me({ people, keeper, rights, cases }: HttpParts): Operation {
  return reading(
    {
      path: '/me',
      id: 'readMe',
      tag: 'people',
      summary: 'Who is signed in here',
      access: 'session',
      limit: 'session',
      answer: { status: 200, description: 'The person.', schema: meShape },
    },
    async ({ headers }: Asked<'session'>) => {
      const person = (await sessionOf(headers.cookie, people.sessions))?.person;
      if (person?.hall !== keeper.hall) return problem('not-signed-in');
      const { id, name, role, hall } = person;
      const as = rights.actorOf(role) ?? 'administrator';
      const casesWindow = cases.settings.window;
      return { status: 200, body: { id, name, role: as, may: rights.of(role), hall, casesWindow } };
    },
  );
}

function enrol({ people, keeper, clock }: HttpParts): Operation {
  return doing(
    {
      path: '/enrol',
      id: 'enrol',
      tag: 'people',
      summary: 'A device is let in with its one-time code',
      access: 'anybody',
      limit: 'enrol',
      body: enrolBody,
      answer: {
        status: 204,
        description: 'Let in.',
        headers: { 'Set-Cookie': `\`${deviceCookie}\`` },
      },
      problems: ['wrong-code', 'too-many-tries', 'of-another-hall'],
    },
    async ({ from, secure }, { code }) => {
      const redeemed = await people.enrolment.redeem(code, from);
      if ('refused' in redeemed) {
        if (redeemed.refused === 'code-unknown') return problem('wrong-code');
        return tooManyTries(redeemed.retryAt, clock.now());
      }
      if (redeemed.device.hall !== keeper.hall) return problem('of-another-hall');
      return withCookie(setCookie(deviceCookie, redeemed.key, deviceCookieSeconds, secure));
    },
  );
}

const withCookie = (cookie: string): Reply => ({ status: 204, headers: { 'Set-Cookie': cookie } });

function tooManyTries(retryAt: number, now: number): Problem {
  const seconds = Math.max(Math.ceil((retryAt - now) / 1_000), 1);
  return problem('too-many-tries', { retryAt }, { headers: { 'Retry-After': `${seconds}` } });
}
