/**
 * A crowd, on a few of the days with forecasts: so many wait at once, for several services, that a
 * forecast is the work of many slices and has to give way again and again.
 */
import type { Command } from '../../../core/hall/commands.ts';
import { serviceId } from '../../../core/hall/ids.ts';
import type { Chance } from './chance.ts';
import type { People } from './people.ts';
import { wishesOf } from './visitors.ts';
import type { World } from './world.ts';

/** Whoever of them has no number yet comes within so long. */
const withinMs = 4_000;
const atOnce = 110;
/** They come again when so few are left, after midnight for one. */
const leftMin = 60;

/** Days with forecasts (promises.ts), and none on which another breakage is looked for first. */
export const hasCrowd = (seed: number): boolean => seed % 40 === 36;

export class Crowd {
  readonly #world: World;
  readonly #chance: Chance;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  open(people: People): void {
    const world = this.#world;
    void people.keepActing(
      () => 3_000,
      async () => {
        const tickets = [...world.ledger.tickets.values()];
        const left = tickets.filter(({ status }) => status === 'waiting').length;
        if (left < leftMin) await this.#come(people);
      },
    );
  }

  async #come(people: People): Promise<void> {
    await Promise.all(Array.from({ length: atOnce }, () => this.#take(people)));
  }

  /** Another system gives them their numbers: a kiosk would take the whole day. */
  async #take(people: People): Promise<void> {
    const chance = this.#chance;
    await this.#world.time.sleep(chance.whole(0, withinMs));
    const service = chance.pick(['tax', 'tax', 'permits', 'housing', 'advice']);
    const command = {
      ...{ type: 'issue-ticket', service: serviceId(service), language: 'en', linkHash: null },
      ...wishesOf(chance, service),
    };
    await people.ask(command as Command, { kind: 'token', id: 'crowd' });
  }
}
