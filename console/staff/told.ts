/**
 * Accounts and keys as the hub tells them, and what can be done with them, over HTTP. Nothing here rejects.
 */
import { type Failed, hallPath, read, send } from '../asking.ts';

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

/** `password`: drawn, and told this once. `rule`: what is wrong, by field. */
export type Done =
  | { readonly done: true; readonly password: string | null }
  | { readonly done: false; readonly rule: string | null };

export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = hallPath(hall);
  }

  async all(): Promise<Told | Failed> {
    const parts = await Promise.all([
      read<object>(`${this.#base}/accounts`),
      read<object>(`${this.#base}/keys`),
    ]);
    const failed = parts.find((part) => typeof part === 'string');
    if (typeof failed === 'string') return failed;
    return Object.assign({}, ...(parts as object[])) as Told;
  }

  add(account: string, name: string): Promise<Done> {
    return this.#do('POST', '/accounts', { account, name });
  }

  setRole(id: string, role: string): Promise<Done> {
    return this.#do('POST', `/accounts/${encodeURIComponent(id)}/role`, { role });
  }

  setDisabled(id: string, disabled: boolean): Promise<Done> {
    return this.#do('POST', `/accounts/${encodeURIComponent(id)}`, { disabled });
  }

  newPassword(id: string): Promise<Done> {
    return this.#do('POST', `/accounts/${encodeURIComponent(id)}/password`, {});
  }

  signOut(id: string): Promise<Done> {
    return this.#do('DELETE', `/accounts/${encodeURIComponent(id)}/sign-ins`);
  }

  resetFactor(id: string): Promise<Done> {
    return this.#do('DELETE', `/accounts/${encodeURIComponent(id)}/second-factor`);
  }

  revoke(key: string): Promise<Done> {
    return this.#do('DELETE', `/keys/${encodeURIComponent(key)}`);
  }

  async #do(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Done> {
    const answer = await send(method, this.#base + path, body);
    // Nothing is told of what was simply done.
    const said = (await answer?.json().catch(() => ({}))) as Record<string, string> | undefined;
    if (answer?.ok) return { done: true, password: said?.password ?? null };
    return { done: false, rule: said?.field ? `${said.field}: ${said.rule}` : null };
  }
}
