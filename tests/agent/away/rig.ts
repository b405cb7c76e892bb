/**
 * A kiosk's stand-in and its hub for one test: the real keeper and the real handing over, on a line that
 * breaks where the test says; two clocks, a disk that loses power. Ids and secrets are seeded.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import { kioskId } from '../../../core/hall/ids.ts';
import { adoptAsk, standInAsk } from '../../../core/wire/adopting.ts';
import type { Reply } from '../../../core/wire/messages.ts';
import type { PrintOutcome } from '../../../drivers/driver.ts';
import type { Paper } from '../../../drivers/paper.ts';
import { StandIn } from '../../../kiosk/agent/away/stand-in.ts';
import { adopt, standIn } from '../../../server/hall/adopting.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { smallHall } from '../../core/halls.ts';
import { openHall, settled } from '../../server/hall/rig.ts';
import { SeededDice } from '../../server/house/databases.ts';
import { HubClock } from '../../server/http/clock.ts';
import { TestDisk } from './disk.ts';

const door = kioskId('door');
/** How many turns of the event loop the longest exchange takes. */
const turns = 40;

/** `deaf`: the hub hears and does; its answer is lost. */
export type Line = 'up' | 'down' | 'deaf';

export class Pc {
  readonly disk = new TestDisk();
  readonly clock = new HubClock();
  readonly printed: { readonly job: string; readonly paper: Paper }[] = [];
  readonly complaints: string[] = [];
  line: Line = 'up';
  printer: PrintOutcome | null = { outcome: 'printed' };
  /** How many answers still come before the line is deaf. */
  answers = Number.POSITIVE_INFINITY;
  stands: StandIn;
  readonly #hub: Awaited<ReturnType<typeof openHall>>;
  readonly #dice = new SeededDice('pc');
  /** What the monotonic clock said when this run began. */
  #started = 0;

  constructor(hub: Awaited<ReturnType<typeof openHall>>) {
    this.#hub = hub;
    this.stands = this.#start();
  }

  /** The agent dies where it stands and comes up again; its own clock may have been set meanwhile. */
  async restart(setBy = 0): Promise<void> {
    await this.stands.close();
    this.disk.cut = null;
    this.disk.gone = false;
    this.clock.setWall(setBy);
    this.stands = this.#start();
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      this.clock.step(0);
      await settled();
    }
  }

  /** Both machines' time goes by. */
  async pass(ms: number): Promise<void> {
    // What the PC asks meanwhile is answered when all of it has gone by.
    this.#hub.clock.step(ms);
    this.clock.step(ms);
    await this.settle();
  }

  async tap(requestId: string, service = 'a', how: object = {}): Promise<Reply> {
    const command = { type: 'issue-ticket', service, language: 'zh-Hans', ...how };
    return this.stands.command({ requestId, command });
  }

  async goes(): Promise<void> {
    this.line = 'down';
    this.stands.hubAway(true);
    await this.settle();
  }

  async comes(): Promise<void> {
    this.line = 'up';
    this.stands.hubAway(false);
    await this.settle();
  }

  #start(): StandIn {
    this.#started = this.clock.monotonic();
    const { disk, clock } = this;
    return new StandIn(
      {
        kiosk: 'door',
        folder: '/data',
        ask: (event, body) => this.#ask(event, body),
        print: async (job, paper) => {
          if (!this.printed.some((one) => one.job === job)) this.printed.push({ job, paper });
          return this.printer;
        },
        complain: (what) => this.complaints.push(what),
      },
      {
        disk,
        wall: () => clock.now(),
        monotonic: () => clock.monotonic() - this.#started,
        bytes: (count) => this.#dice.bytes(count),
        setTimeout: (act, ms) => clock.setTimeout(act, ms),
        clearTimeout: (timer) => clock.clearTimeout(timer),
      },
    );
  }

  async #ask(event: string, body: object): Promise<unknown> {
    if (this.line === 'down') return null;
    const { keeper, clock } = this.#hub;
    // As it goes over a wire.
    const message = JSON.parse(JSON.stringify(body)) as unknown;
    const parts = { keeper, clock, calendar: calendarOf('Asia/Shanghai') };
    const answer =
      event === adoptAsk
        ? await adopt(parts, door, message)
        : event === standInAsk
          ? await standIn(parts, door, message)
          : null;
    if (event === adoptAsk) this.answers -= 1;
    if (this.line === 'deaf' || this.answers < 0) return null;
    return JSON.parse(JSON.stringify(answer)) as unknown;
  }
}

/** A hub with its day open, and a kiosk that has heard it. */
export async function hallAndKiosk(configuration: Configuration = smallHall()) {
  const hub = await openHall(configuration);
  const pc = new Pc(hub);
  await pc.settle();
  return { hub, pc };
}
