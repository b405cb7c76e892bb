/**
 * Everybody in the hall, and what goes wrong around them: visitors, clerks, screens, machines of other
 * systems with a token, the administrator, and the storm.
 */
import type { Actor, Command } from '../../../core/hall/commands.ts';
import { type StaffId, serviceId } from '../../../core/hall/ids.ts';
import type { Settled } from '../../../server/hall/keeper.ts';
import { settleHeld } from './away.ts';
import { seats, sitAtConsole } from './clerks.ts';
import { Display } from './displays.ts';
import { counters, kiosks } from './hall.ts';
import type { Line } from './line.ts';
import { openReception } from './reception.ts';
import { standAtKiosk } from './visitors.ts';
import type { World } from './world.ts';

/** A caller of the API gives up one try after so long, and the wish after so many. */
const tokenTry = { ms: 5_000, max: 4 };
const minuteMs = 60_000;

export class People {
  readonly displays: readonly Display[];
  readonly consoles: readonly Line<'counter'>[];
  readonly kiosks: readonly Line<'kiosk'>[];
  readonly phones: { readonly linkHash: string; readonly line: Line<'phone'> }[] = [];
  /** Nobody begins anything new while it is false. */
  acting = false;
  /** What was begun and has not ended. */
  underWay = 0;
  readonly #world: World;
  #requests = 0;

  constructor(world: World) {
    this.#world = world;
    this.displays = ['hall screen', 'stairs screen'].map((name) => new Display(world, name));
    this.kiosks = kiosks.map((kiosk) => standAtKiosk(world, this, kiosk));
    this.consoles = seats.map((seat) => sitAtConsole(world, this, seat));
    const { chance } = world;
    void this.keepActing(
      () => chance.whole(1_000, 12_000),
      () => this.#useToken(),
    );
    openReception(world, this);
    void this.keepActing(
      () => chance.whole(1_000, 8_000),
      async () => world.devices.press(),
    );
    void this.keepActing(
      () => chance.whole(1_000, 8_000),
      async () => world.devices.rate(),
    );
    void this.keepActing(
      () => chance.whole(2_000, 9_000),
      () => this.#foretell(),
    );
    world.crowd?.open(this);
    world.cards?.open(this);
    world.ratings?.open(this);
    if (world.away) settleHeld(world, this, world.apart);
    const { officeMs } = world.weather;
    if (officeMs !== null) {
      void this.keepActing(
        () => chance.whole(officeMs / 2, officeMs * 2),
        () => this.#office(),
      );
    }
  }

  get lines(): Line<'display' | 'counter' | 'kiosk' | 'phone'>[] {
    const lines = [
      ...this.displays.map(({ line }) => line),
      ...[...this.kiosks, ...this.consoles, ...this.phones.map(({ line }) => line)],
    ];
    return lines as unknown as Line<'display' | 'counter' | 'kiosk' | 'phone'>[];
  }

  /** A new wish of this actor; the same id is used for every try of it. */
  wish(actor: string, type: string): string {
    this.#requests += 1;
    const requestId = `r${this.#requests}`;
    this.#world.wishes.set(`${actor}:${requestId}`, type);
    return requestId;
  }

  /** Acts again and again, while there is acting, until the day is over. */
  async keepActing(pauseMs: () => number, act: () => Promise<void>): Promise<void> {
    for (;;) {
      await this.#world.time.sleep(pauseMs());
      if (!this.acting) continue;
      this.underWay += 1;
      await act();
      this.underWay -= 1;
    }
  }

  /** Asks a hub as another system does, with its token, and again while no answer comes. */
  async ask(
    command: Command,
    by: Actor,
    requestId = this.wish(`${by.kind}:${by.id}`, command.type),
  ): Promise<Settled | null> {
    const { time, chance } = this.#world;
    const actor = `${by.kind}:${by.id}`;
    for (let tries = 0; tries < tokenTry.max; tries += 1) {
      const hub = this.#world.reachable();
      if (hub) {
        const { rows } = this.#world.ledger;
        const asked = hub.keeper.submit({ command, by, requestId });
        const done = this.#world.asked(hub, `${command.type} of ${actor}`);
        const answered = asked.then((settled) => {
          done();
          if (hub.alive) this.#world.answered(`${actor}:${requestId}`, settled, rows);
          return settled;
        });
        const settled = await Promise.race([answered, time.sleep(tokenTry.ms).then(() => null)]);
        if (settled && !('failed' in settled)) return settled;
      }
      await time.sleep(chance.whole(100, 2_000));
    }
    return null;
  }

  /** The hub's forecast, as it is told now and then. */
  async #foretell(): Promise<void> {
    const { chance, ledger } = this.#world;
    const by = { kind: 'hub', id: 'forecast' } as const;
    const forecasts = ['permits', 'tax'].map((id) => ({
      ...{ service: serviceId(id), minutes: chance.whole(0, 20) },
    }));
    const requestId = this.wish('hub:forecast', 'tell-forecast');
    const told = forecasts.map(({ service, minutes }) => [service as string, minutes] as const);
    ledger.forecasts.set(`hub:forecast:${requestId}`, new Map(told));
    await this.ask({ type: 'tell-forecast', forecasts }, by, requestId);
  }

  async #useToken(): Promise<void> {
    const { chance } = this.#world;
    const by = { kind: 'token', id: 'city' } as const;
    const counter = chance.pick(counters);
    const service = serviceId(chance.pick(['tax', 'housing', 'permits', 'advice', 'nothing']));
    const command = chance.pick<Command>([
      { type: 'issue-ticket', service, language: 'en', linkHash: null },
      { type: 'issue-ticket', service, language: 'zh-Hant', linkHash: null },
      { type: 'call-next', counter },
      { type: 'recall', counter },
      { type: 'finish', counter, outcome: 'done' },
      { type: 'no-show', counter },
    ]);
    const first = this.ask(command, by);
    // A key of a keypad that is hit twice.
    if (command.type === 'call-next' && chance.hit(0.3)) await this.ask(command, by);
    await first;
  }

  /** What administrators do to a hall in the middle of a day. */
  async #office(): Promise<void> {
    const world = this.#world;
    const { chance, time } = world;
    const manager = { kind: 'manager', id: 'staff-5' as StaffId } as const;
    switch (chance.pick(['configure', 'close', 'clock'])) {
      case 'configure': {
        world.edition += 1;
        // Rolled out as it is done: one hub after the other.
        for (const site of world.sites) {
          const hub = world.hubs.find(({ name }) => name === site.name);
          if (hub) world.crash(hub, chance.whole(200, 1_500));
          await time.sleep(chance.whole(500, 4_000));
        }
        return;
      }
      case 'close': {
        const closed = await this.ask({ type: 'close-day' }, manager);
        if (!closed || !('ok' in closed)) return;
        await time.sleep(chance.whole(1_000, 6_000));
        const configuration = world.configuration();
        await this.ask({ type: 'open-day', configuration }, manager);
        return;
      }
      case 'clock': {
        const jumps = [-600_000, -90_000, -3_000, 2_000, 90_000, 6 * minuteMs];
        world.setWall(chance.pick(jumps));
      }
    }
  }
}
