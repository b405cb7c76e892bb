/**
 * What managers ask of texts: what went out today and what became of it, how the providers are, and a
 * text to try them. Phones are masked, and gone by the end of the day.
 */
import type { Language } from '../../core/hall/configuration.ts';
import type { Clock } from '../hall/clock.ts';
import type { Outbox, TextSearch } from '../house/outbox.ts';
import type { TextCount, TextRow } from '../house/text-rows.ts';
import { maskedPhone } from '../people/case-words.ts';
import type { TextPhones } from '../people/text-phones.ts';
import type { DutyPhones, ManagerSettings } from './duty-settings.ts';
import { usefulMs } from './policy.ts';
import type { Provider } from './providers.ts';
import type { TextSettings } from './settings.ts';

/** Nobody is to be pestered with trials. */
export const trials = { most: 10, withinMs: 3_600_000 };

/** A text as pages show it. */
export interface TextTold extends TextRow {
  /** `138****8000`; null: no longer kept. */
  readonly phone: string | null;
}

/** A manager who is told by text, as pages show it. */
export interface ManagerTold extends Pick<ManagerSettings, 'id' | 'kinds' | 'perDay'> {
  readonly phone: string;
}

export interface ProviderTold {
  readonly id: string;
  /** `cmpp`, `gsm`, … */
  readonly kind: string;
  readonly state: string;
  readonly detail: string;
  readonly heardAt: number | null;
  /** Since when it is in this state, as far as this hub knows. */
  readonly since: number;
}

export interface TextDeskParts {
  readonly hall: string;
  readonly outbox: Outbox;
  readonly phones: TextPhones;
  readonly providers: readonly Provider[];
  readonly settings: TextSettings;
  /** Of its managers. */
  readonly dutyPhones: DutyPhones;
  readonly dayBegan: () => Promise<number>;
  readonly dayEnds: () => Promise<number>;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Something was put into the outbox. */
  readonly filled: () => void;
}

export class TextDesk {
  readonly #parts: TextDeskParts;

  readonly #since = new Map<string, number>();

  constructor(parts: TextDeskParts) {
    this.#parts = parts;
    for (const { settings, texter } of parts.providers) {
      let { state } = texter.health();
      this.#since.set(settings.id, parts.clock.now());
      texter.onHealth((health) => {
        if (health.state === state) return;
        state = health.state;
        this.#since.set(settings.id, parts.clock.now());
      });
    }
  }

  /** The texts of the present day, newest first. Fails: `HouseFailure`, `LogFailure`. */
  async today(): Promise<TextTold[]> {
    const { hall, outbox, dayBegan } = this.#parts;
    const rows = await outbox.list(hall, await dayBegan());
    return this.#told(rows);
  }

  /** Those of any time that fit, as far as they are kept. Fails: `HouseFailure`. */
  async search(wanted: TextSearch): Promise<{ total: number; texts: TextTold[] }> {
    const { hall, outbox } = this.#parts;
    const { total, rows } = await outbox.search(hall, wanted);
    return { total, texts: await this.#told(rows) };
  }

  /** Today's counts by kind and state. Fails: `HouseFailure`, `LogFailure`. */
  async counts(): Promise<TextCount[]> {
    const { hall, outbox, dayBegan } = this.#parts;
    return outbox.countBy(hall, await dayBegan());
  }

  providers(): ProviderTold[] {
    return this.#parts.providers.map(({ settings, texter }) => {
      const { state, detail, heardAt } = texter.health();
      const kind = settings.address.slice(0, settings.address.indexOf(':'));
      const since = this.#since.get(settings.id) ?? 0;
      return { id: settings.id, kind, state, detail, heardAt, since };
    });
  }

  /** Signature, limits and when one is told, as the file says. */
  get settings(): TextSettings {
    return this.#parts.settings;
  }

  /** One text of today; null: there is none. Fails: `HouseFailure`. */
  async find(id: string): Promise<TextTold | null> {
    const { hall, outbox } = this.#parts;
    const row = await outbox.find(hall, id);
    return row === null ? null : ((await this.#told([row]))[0] ?? null);
  }

  /** Who of the hall is told of cases, and where. */
  managers(): ManagerTold[] {
    const { settings, dutyPhones } = this.#parts;
    return settings.managers.map(({ id, kinds, perDay }) => ({
      ...{ id, kinds, perDay, phone: maskedPhone(dutyPhones.get(id)?.phone ?? '') },
    }));
  }

  async #told(rows: readonly TextRow[]): Promise<TextTold[]> {
    const { hall, phones, dutyPhones } = this.#parts;
    const tickets = rows.flatMap(({ ticket, duty }) => (duty === null ? [ticket] : []));
    const masked = await phones.masked(hall, [...new Set(tickets)]);
    return rows.map((row) => {
      if (row.duty === null) return { ...row, phone: masked.get(row.ticket) ?? null };
      const phone = dutyPhones.get(row.duty)?.phone ?? null;
      return { ...row, phone: phone === null ? null : maskedPhone(phone) };
    });
  }

  /**
   * Keeps the phone of a number that is about to be given, until the day ends. Fails: `HouseFailure`,
   * `LogFailure`.
   */
  async keep(ticket: string, phone: string, language: Language): Promise<void> {
    const { hall, phones, dayEnds } = this.#parts;
    await phones.keep(hall, { ticket, phone, language, deleteAt: await dayEnds() });
  }

  /** The phone of a ticket, masked; null: none is kept. Fails: `HouseFailure`. */
  async phoneOf(ticket: string): Promise<string | null> {
    const { hall, phones } = this.#parts;
    return (await phones.masked(hall, [ticket])).get(ticket) ?? null;
  }

  /**
   * Another phone for a number that was given, until the day ends. What was told to the one before is
   * not told again. Fails: `HouseFailure`, `LogFailure`.
   */
  async change(ticket: string, phone: string, language: Language): Promise<void> {
    const { hall, phones, dayEnds } = this.#parts;
    await phones.change(hall, { ticket, phone, language, deleteAt: await dayEnds() });
  }

  /** That number was not given, or its visitor wants no texts. Fails: `HouseFailure`. */
  forget(ticket: string): Promise<void> {
    return this.#parts.phones.forget(this.#parts.hall, ticket);
  }

  /**
   * Puts a trial into the outbox; returns its id, or that there were enough of them for now. Fails:
   * `HouseFailure`, `LogFailure`.
   */
  async try(
    phone: string,
    language: Language,
  ): Promise<string | { readonly refused: 'too-many-tries'; readonly retryAt: number }> {
    const { hall, outbox, newId, clock, filled } = this.#parts;
    const ticket = `test-${newId()}`;
    const id = `${ticket}/test`;
    const now = clock.now();
    const before = await outbox.ofKind(hall, 'test', now - trials.withinMs, trials.most);
    const oldest = before[trials.most - 1];
    if (oldest) return { refused: 'too-many-tries', retryAt: oldest.madeAt + trials.withinMs };
    await this.keep(ticket, phone, language);
    await outbox.add(hall, [
      {
        ...{ id, ticket, label: 'T000', step: 0, kind: 'test', counter: null, ahead: null },
        ...{ madeAt: now, nextAt: now, expiresAt: now + usefulMs.test },
      },
    ]);
    filled();
    return id;
  }
}
