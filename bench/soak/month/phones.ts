/**
 * What visitors are told by text in the soak: two carriers with moods of their own, and the numbers that
 * some of the visitors leave. What the carriers took is forgotten every hour.
 */
import { textSettingsOf, textsShape } from '../../../server/texts/settings.ts';
import { Carrier } from '../../../tests/hall/world/carriers.ts';
import type { Place } from './place.ts';

const hourMs = 3_600_000;
const kinds = ['taken', 'ahead', 'called', 'missed', 'rate'] as const;

/** What is told, and by whom. */
export const textSettings = textSettingsOf(
  textsShape.parse({
    signature: '静号',
    // Their addresses are never opened.
    providers: ['first', 'second'].map((id) => ({ id, address: 'gsm:serial:/dev/ttyUSB9' })),
    ahead: { people: 3, minutes: 10 },
    templates: Object.fromEntries(
      kinds.map((kind) => [kind, { 'zh-Hans': `${kind} {label}`, en: `${kind} {label}` }]),
    ),
  }),
);

export class Phones {
  readonly #place: Place;
  #given = 0;
  #sent = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Somebody's number. */
  next(): string {
    this.#given += 1;
    return String(13_800_000_000 + (this.#given % 99_999_999));
  }

  /** What one process has of them: a new connection to each. */
  providers(isAlive: () => boolean) {
    const { time, chance, stormy, trace } = this.#place;
    const took = () => {
      this.#sent += 1;
    };
    return textSettings.providers.map((provider) => {
      const carrier = new Carrier(provider.id, { time, chance, stormy, trace, took });
      this.#forget(carrier, isAlive);
      return { settings: provider, texter: carrier.texterFor(isAlive, () => {}) };
    });
  }

  /** How many texts went out since it was asked last. */
  sent(): number {
    const count = this.#sent;
    this.#sent = 0;
    return count;
  }

  #forget({ sent, reported }: Pick<Carrier, 'sent' | 'reported'>, isAlive: () => boolean): void {
    this.#place.time.after(hourMs, () => {
      sent.length = 0;
      reported.clear();
      if (isAlive()) this.#forget({ sent, reported }, isAlive);
    });
  }
}
