/**
 * What the hub tells of what is posted in the hall, and what can be posted there, over HTTP: for managers
 * only. Nothing here rejects.
 */
import type {
  Emergency,
  EmergencyKind,
  NoticeWhere,
  OnDuty,
  PostedTexts,
  StaffCard,
} from '../../core/views/facts.ts';

export interface NoticeTold {
  readonly id: string;
  readonly text: PostedTexts;
  readonly where: NoticeWhere;
  /** Epoch ms, like `until`; null: until it is ended. */
  readonly from: number;
  readonly until: number | null;
}

export interface DutyDay extends OnDuty {
  readonly day: string;
}

export interface PersonTold {
  readonly person: string;
  readonly account: string;
  readonly name: string;
  readonly card: (StaffCard & { readonly deleteAt: number }) | null;
}

export interface Told {
  readonly emergencies: readonly (Emergency & { readonly endedAt: number | null })[];
  readonly notices: readonly NoticeTold[];
  readonly days: readonly DutyDay[];
  readonly people: readonly PersonTold[];
}

export type Failed = 'not-allowed' | 'unreachable';
/** `refused`: the hub says what is wrong with a field. */
export type Done = 'done' | 'unreachable' | { readonly refused: string };

export interface CardWish {
  readonly post: PostedTexts;
  readonly duties: PostedTexts | null;
  readonly promise: PostedTexts | null;
}

export class Asking {
  readonly #base: string;

  constructor(hall: string) {
    this.#base = `/api/halls/${encodeURIComponent(hall)}`;
  }

  async all(): Promise<Told | Failed> {
    const parts = await Promise.all(
      ['/emergency', '/notices', '/duty-roster', '/staff-cards'].map((path) => this.#get(path)),
    );
    const failed = parts.find((part) => typeof part === 'string');
    if (typeof failed === 'string') return failed;
    return Object.assign({}, ...(parts as object[])) as Told;
  }

  startEmergency(kind: EmergencyKind, words: PostedTexts | null): Promise<Done> {
    return this.#send('POST', '/emergency', words === null ? { kind } : { kind, words });
  }

  endEmergency(): Promise<Done> {
    return this.#send('DELETE', '/emergency');
  }

  addNotice(notice: object): Promise<Done> {
    return this.#send('POST', '/notices', notice);
  }

  endNotice(id: string): Promise<Done> {
    return this.#send('DELETE', `/notices/${encodeURIComponent(id)}`);
  }

  setDay(day: DutyDay): Promise<Done> {
    return this.#send('POST', '/duty-roster', day);
  }

  removeDay(day: string): Promise<Done> {
    return this.#send('DELETE', `/duty-roster/${encodeURIComponent(day)}`);
  }

  saveCard(person: string, card: CardWish): Promise<Done> {
    return this.#send('POST', `/staff-cards/${encodeURIComponent(person)}`, card);
  }

  removeCard(person: string): Promise<Done> {
    return this.#send('DELETE', `/staff-cards/${encodeURIComponent(person)}`);
  }

  /** `picture`: in base64. */
  setPhoto(person: string, picture: string): Promise<Done> {
    return this.#send('POST', `/staff-cards/${encodeURIComponent(person)}/photo`, { picture });
  }

  async #get(path: string): Promise<object | Failed> {
    try {
      const headers = { accept: 'application/json' };
      const answer = await fetch(this.#base + path, { headers });
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
      if (answer.ok) return 'done';
      if (answer.status !== 400) return 'unreachable';
      const { field = '', rule = '' } = (await answer.json()) as { field?: string; rule?: string };
      return { refused: `${field}: ${rule}` };
    } catch {
      return 'unreachable';
    }
  }
}
