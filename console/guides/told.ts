/**
 * What the hub tells of packages of guides, and what can be asked, over HTTP: for managers only.
 */
import type { Language } from '../../ui/texts.ts';
import { type Failed, hallPath, read } from '../asking.ts';

export interface DeedTold {
  readonly by: string;
  readonly name: string | null;
  /** Epoch ms. */
  readonly at: number;
}

export interface PackageTold {
  readonly id: string;
  readonly state: 'draft' | 'submitted' | 'approved' | 'published' | 'swept';
  readonly version: string | null;
  readonly date: string;
  readonly items: number;
  readonly must: number;
  readonly should: number;
  readonly imported: DeedTold;
  readonly submitted: DeedTold | null;
  readonly approved: DeedTold | null;
}

export interface ActTold extends DeedTold {
  readonly act: 'published' | 'rolled-back';
  readonly version: string;
}

export interface StandingTold {
  readonly inForce: { readonly version: string; readonly date: string } | null;
  readonly packages: readonly PackageTold[];
  readonly acts: readonly ActTold[];
}

export type Saying = Readonly<Record<Language, string>>;

export interface ProblemTold {
  readonly item: string;
  readonly field: string;
  readonly rule: string;
  readonly where: string | null;
  readonly severity?: 'must' | 'should';
  readonly at?: {
    readonly sheet: string;
    readonly row: number;
    readonly column: string | null;
  } | null;
}

export interface ProblemsTold {
  readonly problems: readonly ProblemTold[];
  readonly rules: Readonly<Record<string, Saying>>;
  readonly fields?: Readonly<Record<string, Saying>>;
  /** Of a file that was not taken: all of them, where not all are told. */
  readonly count?: number;
}

interface DifferencesTold {
  readonly added: readonly { readonly id: string; readonly name: string }[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  readonly changed: readonly {
    readonly id: string;
    readonly name: string;
    readonly fields: readonly string[];
  }[];
  readonly same: number;
}

export interface ComparedTold {
  readonly guides: DifferencesTold;
  readonly events: DifferencesTold;
}

export interface LookedAt extends ProblemsTold {
  readonly compared: ComparedTold;
}

export type Act = 'submit' | 'approve' | 'publish' | 'discard';
/** A no by its name. */
export interface Refused {
  readonly refused: string;
}
export type BroughtIn = PackageTold | ProblemsTold | Refused | 'unreachable';

const types: Readonly<Record<string, string>> = {
  json: 'application/json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  csv: 'text/csv',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Asks the hub of one hall; nothing here rejects. */
export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = `${hallPath(hall)}/guides`;
  }

  get template(): string {
    return `${this.#base}/template.xlsx`;
  }

  /** Where a package is taken out: its workbook, alone or with its files. */
  taken(id: string, format: 'xlsx' | 'zip'): string {
    return `${this.#base}/packages/${encodeURIComponent(id)}/export/${format}`;
  }

  standing(): Promise<StandingTold | Failed> {
    return read(this.#base);
  }

  async look(id: string): Promise<LookedAt | Failed> {
    const of = `/packages/${encodeURIComponent(id)}`;
    const [problems, compared] = await Promise.all([
      read<ProblemsTold>(`${this.#base}${of}/problems`),
      read<ComparedTold>(`${this.#base}${of}/differences`),
    ]);
    if (typeof problems === 'string') return problems;
    return typeof compared === 'string' ? compared : { ...problems, compared };
  }

  async bringIn(file: File): Promise<BroughtIn> {
    const type = types[file.name.split('.').pop()?.toLowerCase() ?? ''];
    if (type === undefined) return { refused: 'wrong-content-type' };
    // Read whole first: a file that changes while it is sent would be sent as neither.
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) return { refused: 'not-readable' };
    const answer = await this.#send('POST', '/import', bytes, type);
    if (answer === null) return 'unreachable';
    const told = (await answer.json().catch(() => ({ refused: 'bug' }))) as BroughtIn;
    return told;
  }

  act(id: string, act: Act): Promise<Refused | 'done' | 'unreachable'> {
    const of = `/packages/${encodeURIComponent(id)}`;
    return act === 'discard' ? this.#do('DELETE', of) : this.#do('POST', `${of}/${act}`, {});
  }

  rollBack(version: string): Promise<Refused | 'done' | 'unreachable'> {
    return this.#do('POST', '/roll-back', { version });
  }

  async #do(
    method: 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Refused | 'done' | 'unreachable'> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const answer = await this.#send(method, path, sent, 'application/json');
    if (answer === null || answer.status >= 500) return 'unreachable';
    return answer.ok ? 'done' : ((await answer.json().catch(() => ({ refused: '' }))) as Refused);
  }

  async #send(
    method: string,
    path: string,
    body: BodyInit | undefined,
    type: string,
  ): Promise<Response | null> {
    try {
      const headers = { accept: 'application/json', 'content-type': type };
      return await fetch(this.#base + path, { method, headers, ...(body ? { body } : {}) });
    } catch {
      return null;
    }
  }
}
