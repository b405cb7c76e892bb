/**
 * What stands beside the lines and is no part of the hall's state: alarms of devices, texts that do not go
 * out, open cases. Asked anew whenever the hub says that something of the house has changed.
 */
import type { Me } from '../account.ts';

export interface Beside {
  /** Each null where the account may not see it, or nothing was heard. */
  readonly alarms: number | null;
  /** Texts of today that did not go out. */
  readonly unsent: number | null;
  readonly cases: { readonly open: number; readonly fresh: number; readonly red: number } | null;
}

async function ask<T>(path: string): Promise<T | null> {
  try {
    const answer = await fetch(path, { headers: { accept: 'application/json' } });
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

interface Texts {
  readonly counts: readonly { readonly state: string; readonly count: number }[];
}

/** States in which a text has come to its end and was not delivered. */
const unsent: ReadonlySet<string> = new Set(['failed', 'expired', 'undelivered']);

/** Never rejects. */
export async function askBeside({ hall, may }: Me): Promise<Beside> {
  const base = `/api/halls/${encodeURIComponent(hall)}`;
  const allowed = <T>(permission: string, path: string) =>
    may.includes(permission) ? ask<T>(base + path) : Promise.resolve(null);
  const [alarms, texts, cases] = await Promise.all([
    allowed<{ alarms: readonly unknown[] }>('devices.read', '/alarms'),
    allowed<Texts>('texts.read', '/texts'),
    allowed<NonNullable<Beside['cases']>>('cases.read', '/case-counts'),
  ]);
  const lost = texts?.counts?.filter(({ state }) => unsent.has(state));
  return {
    alarms: alarms?.alarms?.length ?? null,
    unsent: lost?.reduce((sum, { count }) => sum + count, 0) ?? null,
    cases: typeof cases?.open === 'number' ? cases : null,
  };
}
