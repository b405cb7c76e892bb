/**
 * Signing in by a provider of OpenID Connect (Core 1.0; RFC 6749 with PKCE, RFC 7636), by the library
 * openid-client: discovery, Authorization Code, `state`, `nonce`, the ID token's signature, issuer, audience
 * and times. What is decided here is who of the hall it is.
 */
import type { Configuration } from 'openid-client';
import type { Clock } from '../../house/clock.ts';
import type { Rights } from '../rights.ts';
import type { Dice } from '../secrets.ts';
import type { Sessions } from '../sessions.ts';
import type { Person, Staff } from '../staff.ts';
import { LogoutTokens } from './ended.ts';
import { type Flow, FlowSeal } from './flow.ts';
import type { Identities } from './identities.ts';
import { isSafeAddress, type OpenidSettings } from './settings.ts';

/** How far the provider's clock may be off, in seconds. */
export const SKEW_SECONDS = 30;
/** With `again`: the password was shown there so many seconds ago at the most. */
const freshSeconds = 600;
const answerSeconds = 5;
/** No provider's session has a longer name. */
const sidCharsMax = 255;

/**
 * `provider-away`: it cannot be reached or is not what it should be. `not-vouched`: what came back is not an
 * answer to what this browser asked, or not the provider's. `denied`: the provider said no. The others: it is
 * somebody, but nobody who may come in.
 */
export type OpenidRefusal =
  | 'provider-away'
  | 'not-vouched'
  | 'denied'
  | 'no-account'
  | 'no-role'
  | 'account-disabled'
  | 'second-factor-not-vouched';

export type OpenidAnswer =
  | { readonly person: Person; readonly secret: string; readonly changed: 'made' | 'role' | null }
  | { readonly refused: OpenidRefusal; readonly person: string | null };

export interface OpenidParts {
  readonly settings: OpenidSettings;
  readonly secret: string;
  readonly hall: string;
  readonly hallKey: Uint8Array;
  readonly staff: Pick<Staff, 'find' | 'findByAccount' | 'add' | 'change'>;
  readonly sessions: Pick<Sessions, 'begin' | 'endProvided'>;
  readonly identities: Pick<Identities, 'personOf' | 'link'>;
  readonly rights: Pick<Rights, 'needsSecondFactor' | 'of'>;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

type Claims = Readonly<Record<string, unknown>>;
type Library = typeof import('openid-client');
const no = (refused: OpenidRefusal, person: string | null = null): OpenidAnswer => ({
  ...{ refused, person },
});

export class OpenidDoor {
  readonly #parts: OpenidParts;
  readonly #seal: FlowSeal;
  readonly #ended: LogoutTokens;
  #known: Promise<{ client: Library; config: Configuration }> | null = null;

  constructor(parts: OpenidParts) {
    this.#parts = parts;
    this.#seal = new FlowSeal(parts.hallKey, parts.dice);
    this.#ended = new LogoutTokens(parts.settings.clientId, SKEW_SECONDS);
  }

  /** What the button says. */
  get name(): OpenidSettings['name'] {
    return this.#parts.settings.name;
  }

  /** Where the browser is sent, and what it is to bring back in a cookie; null: the provider is away. */
  async begin(): Promise<{ readonly url: string; readonly flow: string } | null> {
    const { settings, clock } = this.#parts;
    const found = await this.#provider();
    if (found === null) return null;
    const { client, config } = found;
    const flow: Flow = {
      ...{ state: client.randomState(), nonce: client.randomNonce() },
      ...{ verifier: client.randomPKCECodeVerifier(), at: clock.now() },
    };
    const url = client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: this.#back, scope: settings.scope, state: flow.state, nonce: flow.nonce },
      code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      ...(settings.again ? { prompt: 'login', max_age: `${freshSeconds}` } : {}),
    });
    return { url: url.href, flow: this.#seal.seal(flow) };
  }

  /**
   * The browser comes back, at this address with what it asks for (`?code=…`) and the cookie of `begin`. Who it
   * is signs in, or is refused by name. Fails: `HouseFailure`.
   */
  async finish(query: string, sealed: string | undefined, from: string): Promise<OpenidAnswer> {
    const flow = sealed === undefined ? null : this.#seal.open(sealed, this.#parts.clock.now());
    if (flow === null) return no('not-vouched');
    const found = await this.#provider();
    if (found === null) return no('provider-away');
    const claims = await this.#claims(found, `${this.#back}?${query}`, flow);
    if (typeof claims === 'string') return no(claims);
    return this.#comeIn(claims, from);
  }

  /**
   * The provider says that a sign-in has ended there: it ends here, and whose it was is given. `not-vouched`:
   * the token is not to be believed, or was taken before. Fails: `HouseFailure`.
   */
  async endedThere(token: string): Promise<string[] | 'provider-away' | 'not-vouched'> {
    const { clock, hall, identities, sessions, complain } = this.#parts;
    const found = await this.#provider();
    if (found === null) return 'provider-away';
    const provider = found.config.serverMetadata();
    const { issuer } = provider;
    const ended = await this.#ended.read(token, provider, clock.now()).catch((error: unknown) => {
      complain('an end of a sign-in by the provider was not taken', said(error));
      return null;
    });
    if (ended === null) return 'not-vouched';
    const { subject, session, at } = ended;
    const person = subject === null ? null : await identities.personOf(hall, issuer, subject);
    // Somebody who never signed in here.
    if (subject !== null && person === null) return [];
    return sessions.endProvided({ issuer, person, session, until: at + SKEW_SECONDS * 1_000 });
  }

  /**
   * Where the browser of somebody who has signed out here goes to sign out at the provider `issuer` as well
   * (OpenID Connect RP-Initiated Logout 1.0); null: it is another one, is away, or announces no such page.
   *
   * The hall is named by `client_id`, and no `id_token_hint` goes with it: the token bears the person's name
   * and account, would have to be kept for as long as the sign-in, and would stand in the address, so in the
   * browser's history and in every proxy's log. Without it the provider may ask whether one means it.
   */
  async leaving(issuer: string): Promise<string | null> {
    const found = await this.#provider();
    if (found === null) return null;
    const { client, config } = found;
    const { issuer: own, end_session_endpoint: page } = config.serverMetadata();
    if (own !== issuer || page === undefined || !isSafeAddress(page)) return null;
    return client.buildEndSessionUrl(config, { post_logout_redirect_uri: this.#signInPage }).href;
  }

  get #hub(): string {
    return this.#parts.settings.hub.replace(/\/$/, '');
  }

  get #back(): string {
    return `${this.#hub}/sign-in/openid/back`;
  }

  get #signInPage(): string {
    return `${this.#hub}/console/sign-in`;
  }

  /** Asked for once; after a failure again. */
  async #provider(): Promise<{ client: Library; config: Configuration } | null> {
    this.#known ??= this.#discover();
    try {
      return await this.#known;
    } catch (error) {
      this.#known = null;
      this.#parts.complain('the provider of sign-ins cannot be reached', said(error));
      return null;
    }
  }

  async #discover(): Promise<{ client: Library; config: Configuration }> {
    const { settings, secret } = this.#parts;
    const client = await import('openid-client');
    const metadata = { client_secret: secret, [client.clockTolerance]: SKEW_SECONDS };
    const plain = new URL(settings.issuer).protocol === 'http:' && isSafeAddress(settings.issuer);
    const config = await client.discovery(
      ...([new URL(settings.issuer), settings.clientId, metadata] as const),
      client.ClientSecretBasic(secret),
      {
        timeout: answerSeconds,
        // The signature too, though it came from the provider itself over TLS.
        execute: [
          client.enableNonRepudiationChecks,
          ...(plain ? [client.allowInsecureRequests] : []),
        ],
      },
    );
    return { client, config };
  }

  async #claims(
    { client, config }: { client: Library; config: Configuration },
    address: string,
    { state, nonce, verifier }: Flow,
  ): Promise<Claims | OpenidRefusal> {
    const { again } = this.#parts.settings;
    try {
      const tokens = await client.authorizationCodeGrant(config, new URL(address), {
        ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
        ...{ idTokenExpected: true, ...(again ? { maxAge: freshSeconds } : {}) },
      });
      return tokens.claims() ?? 'not-vouched';
    } catch (error) {
      if (error instanceof client.AuthorizationResponseError) return 'denied';
      this.#parts.complain('a sign-in by the provider was not taken', said(error));
      return away(error) ? 'provider-away' : 'not-vouched';
    }
  }

  async #comeIn(claims: Claims, from: string): Promise<OpenidAnswer> {
    const { settings, hall, staff, sessions, identities, rights } = this.#parts;
    const { iss, sub } = claims;
    if (typeof iss !== 'string' || typeof sub !== 'string') return no('not-vouched');
    const wanted = this.#roleOf(claims);
    if (wanted === null) return no('no-role');
    const known = await identities.personOf(hall, iss, sub);
    const found = known === null ? await this.#byAccount(claims) : await staff.find(known);
    let person = found?.hall === hall ? found : null;
    let changed: 'made' | 'role' | null = null;
    if (person === null) {
      if (!settings.create || wanted === undefined) return no('no-account');
      person = await this.#make(claims, wanted);
      if (person === null) return no('no-account');
      changed = 'made';
    }
    if (person.disabled) return no('account-disabled', person.id);
    const role = wanted ?? person.role;
    if (rights.of(role).length === 0) return no('no-role', person.id);
    if (rights.needsSecondFactor(role) && !this.#vouched(claims)) {
      return no('second-factor-not-vouched', person.id);
    }
    if (role !== person.role) {
      const after = await staff.change(person.id, { role });
      if ('refused' in after) return no('no-account', person.id);
      person = after;
      changed = 'role';
    }
    // From now on it is this subject's, whatever it calls itself.
    if (known === null)
      await identities.link({ hall, issuer: iss, subject: sub, person: person.id });
    const session = typeof claims.sid === 'string' ? claims.sid.slice(0, sidCharsMax) : null;
    const secret = await sessions.begin(person, { from, issuer: iss, session });
    return { person, changed, secret };
  }

  /** An account that another subject of the provider has is not given to this one. */
  async #byAccount(claims: Claims): Promise<Person | null> {
    const account = claims[this.#parts.settings.account];
    const person =
      typeof account === 'string' ? await this.#parts.staff.findByAccount(account) : null;
    if (person === null) return null;
    const issuer = String(claims.iss);
    return (await this.#parts.identities.personOf(person.hall, issuer, null, person.id)) === null
      ? person
      : null;
  }

  async #make(claims: Claims, role: string): Promise<Person | null> {
    const { settings, hall, staff } = this.#parts;
    const account = claims[settings.account];
    const name = claims[settings.personName] ?? account;
    if (typeof account !== 'string' || typeof name !== 'string') return null;
    // Its password is drawn and told to nobody: there is the provider.
    const made = await staff.add({ hall, account, name: name.slice(0, 40), role }, null);
    return 'refused' in made ? null : made.person;
  }

  /** By the first of the map that the claim has; undefined: roles are given here; null: none fits. */
  #roleOf(claims: Claims): string | null | undefined {
    const { roles } = this.#parts.settings;
    if (!roles) return undefined;
    const has = [claims[roles.claim]].flat();
    return Object.entries(roles.map).find(([value]) => has.includes(value))?.[1] ?? null;
  }

  #vouched({ acr, amr }: Claims): boolean {
    const { secondFactor } = this.#parts.settings;
    const ways = Array.isArray(amr) ? amr : [];
    const byAcr = typeof acr === 'string' && secondFactor.acr.includes(acr);
    return byAcr || secondFactor.amr.some((one) => ways.includes(one));
  }
}

/** Never what a token or an answer holds. */
const said = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${'code' in error ? String(error.code) : ''}` : 'failed';

const away = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
