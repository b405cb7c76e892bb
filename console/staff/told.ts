/**
 * Accounts and keys as the hub tells them, and what can be done with them, over HTTP. Nothing here rejects.
 */

export interface AccountTold {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** `none`: no rights yet. */
  readonly role: string;
  readonly disabled: boolean;
}

export interface KeyTold {
  readonly id: string;
  readonly kind: 'kiosk' | 'agent' | 'tablet' | 'token';
  readonly name: string;
  /** Epoch ms, like `revokedAt`. */
  readonly since: number;
  readonly revokedAt: number | null;
}

export interface Told {
  readonly accounts: readonly AccountTold[];
  /** By role, what it may. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly keys: readonly KeyTold[];
}

export type Failed = 'not-allowed' | 'unreachable';
/** `password`: drawn, and told this once. `rule`: what is wrong, by field. */
export type Done =
  | { readonly done: true; readonly password: string | null }
  | { readonly done: false; readonly rule: string | null };

export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = `/api/halls/${encodeURIComponent(hall)}`;
  }

  async all(): Promise<Told | Failed> {
    const parts = await Promise.all([this.#get('/accounts'), this.#get('/keys')]);
    const failed = parts.find((part) => typeof part === 'string');
    if (typeof failed === 'string') return failed;
    return Object.assign({}, ...(parts as object[])) as Told;
  }

  add(account: string, name: string): Promise<Done> {
    return this.#send('POST', '/accounts', { account, name });
  }

  setRole(id: string, role: string): Promise<Done> {
    return this.#send('POST', `/accounts/${encodeURIComponent(id)}/role`, { role });
  }

  setDisabled(id: string, disabled: boolean): Promise<Done> {
    return this.#send('POST', `/accounts/${encodeURIComponent(id)}`, { disabled });
  }

  newPassword(id: string): Promise<Done> {
    return this.#send('POST', `/accounts/${encodeURIComponent(id)}/password`, {});
  }

  signOut(id: string): Promise<Done> {
    return this.#send('DELETE', `/accounts/${encodeURIComponent(id)}/sign-ins`);
  }

  resetFactor(id: string): Promise<Done> {
    return this.#send('DELETE', `/accounts/${encodeURIComponent(id)}/second-factor`);
  }

  revoke(key: string): Promise<Done> {
    return this.#send('DELETE', `/keys/${encodeURIComponent(key)}`);
  }

  async #get(path: string): Promise<object | Failed> {
    try {
      const answer = await fetch(this.#base + path, { headers: { accept: 'application/json' } });
      if (answer.status === 401 || answer.status === 403) return 'not-allowed';
      return answer.ok ? ((await answer.json()) as object) : 'unreachable';
    } catch {
      return 'unreachable';
    }
  }

  async #send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Done> {
    try {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const json = body === undefined ? {} : { headers, body: JSON.stringify(body) };
      const answer = await fetch(this.#base + path, { method, ...json });
      const told = answer.status === 204 ? {} : ((await answer.json()) as Record<string, string>);
      if (answer.ok) return { done: true, password: told.password ?? null };
      return { done: false, rule: told.field ? `${told.field}: ${told.rule}` : null };
    } catch {
      return { done: false, rule: null };
    }
  }
}
