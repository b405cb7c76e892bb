/**
 * Who is signed in on this computer, asked of the hub. The proof is a cookie that pages cannot read.
 */
import type { StaffId } from '../core/hall/ids.ts';

export interface Me {
  readonly id: StaffId;
  /** The name on the account, for the header only. */
  readonly name: string;
  /** What they are in the hall; an administrator does nothing in it. */
  readonly role: 'clerk' | 'manager' | 'administrator';
  /** What they may do, by the hub's names of permissions. */
  readonly may: readonly string[];
  readonly hall: string;
  /** The service whose window is that for failed errands; the hall may have none of that name. */
  readonly casesWindow: string;
}

/** Where the sign-in page stands; the same name without `/console` takes the form. */
export const signInPath = '/console/sign-in';
/** Where everybody sees where they are signed in. */
export const minePath = `${signInPath}?mine`;

/** Who it is; `nobody` when nobody is signed in; `unreachable` when the hub does not say. */
export async function askWhoIsHere(): Promise<Me | 'nobody' | 'unreachable'> {
  try {
    const response = await fetch('/me', { headers: { accept: 'application/json' } });
    if (response.status === 401) return 'nobody';
    return response.ok ? ((await response.json()) as Me) : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

let out = signInPath;
/** Where somebody who is nobody goes: to sign in; after a sign-in by a provider to its page of signing out. */
export const wayOut = (): string => out;

/** Ends the sign-in on this computer. False when the hub could not be reached. */
export async function endSignIn(): Promise<boolean> {
  try {
    const response = await fetch('/sign-out', { method: 'POST' });
    out = response.headers.get('location') ?? signInPath;
    return response.ok || response.status === 401;
  } catch {
    return false;
  }
}

/** What an authenticator program is given: as a QR code, or typed. */
export interface NewFactor {
  readonly uri: string;
  readonly secret: string;
}

export type SignInAnswer =
  | 'signed-in'
  | 'wrong-credentials'
  | 'of-another-hall'
  | 'unreachable'
  | 'code-needed'
  | 'code-wrong'
  /** A second factor is to be set up before the first sign-in. */
  | NewFactor
  /** Wrong too often: so many seconds until the next try may be made. */
  | { readonly waitSeconds: number };

/** Asks to be signed in. Never rejects; the password goes nowhere else. */
export async function signIn(
  account: string,
  password: string,
  code?: string,
): Promise<SignInAnswer> {
  try {
    const response = await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(
        code === undefined ? { account, password } : { account, password, code },
      ),
    });
    if (response.ok) return 'signed-in';
    if (response.status === 429) return { waitSeconds: waitIn(response) };
    if (response.status === 403) return 'of-another-hall';
    if (response.status === 401) return refusedIn((await response.json()) as Refused);
    return response.status === 400 ? 'wrong-credentials' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

interface Refused extends Partial<NewFactor> {
  readonly refused?: string;
}

function refusedIn({ refused, uri, secret }: Refused): SignInAnswer {
  if (refused === 'second-factor-new' && uri && secret) return { uri, secret };
  if (refused === 'second-factor-needed') return 'code-needed';
  return refused === 'second-factor-wrong' ? 'code-wrong' : 'wrong-credentials';
}

const waitSeconds = { min: 1, unsaid: 30 };

/** By `Retry-After` and not by the time in the body: this computer's clock may be wrong. */
function waitIn(response: Response): number {
  const said = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(said) ? Math.max(waitSeconds.min, said) : waitSeconds.unsaid;
}
