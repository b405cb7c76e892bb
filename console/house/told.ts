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
import { type Failed, hallPath, read, send } from '../asking.ts';

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
    this.#base = hallPath(hall);
  }

  async all(): Promise<Told | Failed> {
    const parts = await Promise.all(
      ['/emergency', '/notices', '/duty-roster', '/staff-cards'].map((path) =>
        read<object>(this.#base + path),
      ),
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

  async #send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Done> {
    const answer = await send(method, this.#base + path, body);
    if (answer?.ok) return 'done';
    if (answer?.status !== 400) return 'unreachable';
    const { field = '', rule = '' } = (await answer.json()) as { field?: string; rule?: string };
    return { refused: `${field}: ${rule}` };
  }
}
