/**
 * Who is signed in on this computer, asked of the hub. The proof is a cookie that pages cannot read.
 */
import type { StaffId } from '../core/hall/ids.ts';

export interface Me {
  readonly id: StaffId;
  /** The name on the account, for the header only. */
  readonly name: string;
  readonly role: 'clerk' | 'manager';
  readonly hall: string;
}

export const signInPath = '/sign-in';

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

/** Ends the sign-in on this computer. False when the hub could not be reached. */
export async function endSignIn(): Promise<boolean> {
  try {
    const response = await fetch('/sign-out', { method: 'POST' });
    return response.ok || response.status === 401;
  } catch {
    return false;
  }
}

export type SignInAnswer =
  | 'signed-in'
  | 'wrong-credentials'
  | 'unreachable'
  /** Wrong too often; `seconds` until the next try may be made, counted by the hub. */
  | { readonly tooManyTries: true; readonly retryAt: number };

/** Asks to be signed in. Never rejects; the password goes nowhere else. */
export async function signIn(account: string, password: string): Promise<SignInAnswer> {
  try {
    const response = await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ account, password }),
    });
    if (response.ok) return 'signed-in';
    if (response.status === 429) return { tooManyTries: true, retryAt: await retryAtOf(response) };
    return response.status === 401 || response.status === 400 ? 'wrong-credentials' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

const fallbackWaitMs = 30_000;

/** The wait by this computer's clock: the hub's `Date` header tells how far the clocks are apart. */
async function retryAtOf(response: Response): Promise<number> {
  const here = Date.now();
  const problem: unknown = await response.json().catch(() => null);
  const at =
    typeof problem === 'object' && problem !== null && 'retryAt' in problem
      ? Number(problem.retryAt)
      : Number.NaN;
  const hub = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isFinite(at)) return here + fallbackWaitMs;
  return Number.isFinite(hub) ? here + Math.max(0, at - hub) : at;
}
