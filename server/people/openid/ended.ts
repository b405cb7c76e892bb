/**
 * A sign-in that has ended at the provider ends here too: the provider says so from server to server, by a
 * signed logout token (OpenID Connect Back-Channel Logout 1.0). Signature, issuer, audience and times are
 * checked by jose, on which openid-client itself stands; the rules of section 2.6 stand here.
 */
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { isSafeAddress } from './settings.ts';

/** A token older than this is not news any more, in seconds. */
const ageSecondsMax = 120;
const answerMs = 5_000;
/** Tokens that were taken and may not come again; a hall has far fewer ends in two minutes. */
const takenMax = 10_000;
const event = 'http://schemas.openid.net/event/backchannel-logout';
/** Signatures by the provider's own keys alone; none by a secret that both know. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/** Whose sign-ins have ended: all of a subject, one session, or one session of a subject. */
export interface EndedThere {
  readonly subject: string | null;
  readonly session: string | null;
  /** Epoch milliseconds; what began later is another sign-in. */
  readonly at: number;
}

/** What the provider says of itself. */
export interface ProviderSaid {
  readonly issuer: string;
  readonly jwks_uri?: string | undefined;
}

export class LogoutTokens {
  readonly #audience: string;
  readonly #skewSeconds: number;
  /** By `jti`, until when it could be believed again, epoch ms. */
  readonly #taken = new Map<string, number>();
  #keys: { readonly of: string; readonly get: JWTVerifyGetKey } | null = null;

  constructor(audience: string, skewSeconds: number) {
    this.#audience = audience;
    this.#skewSeconds = skewSeconds;
  }

  /** Null: it is not the provider's, not for this hub, too old, or was taken before. Throws what jose throws. */
  async read(token: string, provider: ProviderSaid, now: number): Promise<EndedThere | null> {
    const { jwtVerify } = await import('jose');
    const { payload } = await jwtVerify(token, await this.#keysOf(provider), {
      ...{ issuer: provider.issuer, audience: this.#audience, algorithms },
      ...{ clockTolerance: this.#skewSeconds, maxTokenAge: ageSecondsMax },
      ...{ currentDate: new Date(now), requiredClaims: ['iat', 'jti', 'events'] },
    });
    const said = endedIn(payload);
    return said !== null && this.#isNew(String(payload.jti), now) ? said : null;
  }

  async #keysOf({ jwks_uri: address }: ProviderSaid): Promise<JWTVerifyGetKey> {
    if (address === undefined || !isSafeAddress(address)) {
      throw new Error('the provider names no safe address of its keys');
    }
    if (this.#keys?.of !== address) {
      const { createRemoteJWKSet } = await import('jose');
      const get = createRemoteJWKSet(new URL(address), { timeoutDuration: answerMs });
      this.#keys = { of: address, get };
    }
    return this.#keys.get;
  }

  #isNew(jti: string, now: number): boolean {
    for (const [known, until] of this.#taken) {
      if (until > now) break;
      this.#taken.delete(known);
    }
    if (this.#taken.has(jti) || this.#taken.size >= takenMax) return false;
    this.#taken.set(jti, now + (ageSecondsMax + 2 * this.#skewSeconds) * 1_000);
    return true;
  }
}

/** Section 2.6, steps 4 to 7. */
function endedIn({ sub, sid, events, nonce, iat }: JWTPayload): EndedThere | null {
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  const named = typeof events === 'object' && events !== null && Object.hasOwn(events, event);
  if (!named || nonce !== undefined || iat === undefined) return null;
  const subject = isText(sub) ? sub : null;
  const session = isText(sid) ? sid : null;
  return subject === null && session === null ? null : { subject, session, at: iat * 1_000 };
}
