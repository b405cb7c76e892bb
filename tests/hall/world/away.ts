/**
 * A kiosk that goes on without its hub: the real stand-in on a disk that loses power, killed and opened
 * again in the midst of everything, cut off more often and longer than the others. What it told
 * visitors is remembered here, and judged against what the hub has of it. SPEC: AWAY.
 */
import type { EventBodies } from '../../../core/hall/events.ts';
import { type StaffId, type TicketId, ticketId } from '../../../core/hall/ids.ts';
import { adoptAsk, type JournalTicket } from '../../../core/wire/adopting.ts';
import { agentAwayMs } from '../../../core/wire/agent.ts';
import type { KioskCommand } from '../../../core/wire/commands.ts';
import type { Reply, State } from '../../../core/wire/messages.ts';
import type { Disk } from '../../../kiosk/agent/away/disk.ts';
import { StandIn } from '../../../kiosk/agent/away/stand-in.ts';
import { PowerCut, TestDisk } from '../../agent/away/disk.ts';
import type { Chance } from './chance.ts';
import { kiosks } from './hall.ts';
import type { Line } from './line.ts';
import type { People } from './people.ts';
import type { World } from './world.ts';

/** How often the agent looks at its line, and how long it waits for an answer. */
const lookMs = 250;
const answerMs = 10_000;
const cutMs = { least: 6_000, most: 14_000 };
/** Of a tap: that the power goes at it; of an answer of the hub in a storm: that it is lost. */
const powerGoes = 0.15;
const answerLost = 0.2;
/** How far off the hub's time the kiosk may be: two hubs differ, and an answer may wait for the log. */
const ageMsMax = 25_000;
/** How long one waits at most for the manager's word, and a hub's slowness; how often that is tried. */
const heldMs = 310_000;
const overlooked = 0.4;
/** So long after a clock was set nobody knows what time it is. */
const clockMs = 90_000;

/** The kiosk with the stand-in: the one without a printer. */
export const awayKiosk = kiosks.at(-1) as (typeof kiosks)[number];
const actor = `kiosk:${awayKiosk}`;

/** One process of the agent. */
interface Run {
  alive: boolean;
  stands: StandIn | null;
}

/** What somebody who tapped was told, and when the taps were. */
interface Visitor {
  told: { readonly ticket: TicketId; readonly label: string } | null;
  readonly taps: { readonly now: number; readonly wall: number }[];
}

export class AwayKiosk {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #disk = new TestDisk();
  readonly #visitors = new Map<string, Visitor>();
  /** Who was told which label, by the day of the hall. */
  readonly #labels = new Map<string, string>();
  #run: Run = { alive: false, stands: null };
  #cut = false;
  #away = false;
  #goes = Promise.withResolvers<void>();
  #hubSeen = 0;
  #overheard: State | null = null;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#start();
    void this.#watch();
  }

  /** Whether no hub is reached from there, whichever are up. */
  readonly isCut = (): boolean => this.#cut;

  /** Whether the page there is the stand-in's now. */
  get standsIn(): boolean {
    return this.#away;
  }

  /** Comes to pass when the stand-in gets the page: then the page asks it what no hub has answered. */
  get goes(): Promise<void> {
    return this.#goes.promise;
  }

  get state(): State<'kiosk'> | null {
    return this.#run.stands?.state() ?? null;
  }

  /** The page there shows this: the agent hears a state as it comes, and only then. */
  heard(state: State | null): void {
    if (state === null || state === this.#overheard) return;
    this.#overheard = state;
    if (!this.#away) this.#run.stands?.heard(state as State<'kiosk'>);
  }

  /** Somebody taps while the stand-in has the page. Now and then the power goes, or the agent dies after it. */
  async tap(requestId: string, command: KioskCommand): Promise<Reply> {
    const { time, storm } = this.#world;
    const visitor = this.#visitors.get(requestId) ?? { told: null, taps: [] };
    this.#visitors.set(requestId, visitor);
    await time.sleep(this.#chance.whole(1, 9));
    const { stands } = this.#run;
    if (!stands) return { failed: 'unavailable' };
    visitor.taps.push({ now: time.now, wall: time.wall });
    if (storm && this.#chance.hit(powerGoes)) {
      this.#disk.cut = { after: this.#chance.whole(0, 2), part: this.#chance.next() };
    }
    const reply = await stands.command({ requestId, command });
    this.#world.trace(`the stand-in answers ${requestId}: ${JSON.stringify(reply)}`);
    if (this.#disk.gone) {
      this.die();
      return { failed: 'unavailable' };
    }
    if ('failed' in reply && reply.failed === 'bug')
      this.#fail('no-bugs', `${requestId} met a bug`);
    if ('ok' in reply && reply.ticket && reply.label) {
      this.#told(requestId, visitor, ticketId(reply.ticket), reply.label);
    }
    if (storm && this.#chance.hit(powerGoes)) {
      time.after(this.#chance.whole(0, 400), () => this.die());
    }
    return reply;
  }

  /** The net to this kiosk breaks, for longer than a hub takes to start. */
  cutOff(line: Line<'kiosk'> | undefined): void {
    if (this.#cut) return;
    const ms = this.#chance.whole(cutMs.least, cutMs.most);
    this.#world.trace(`${awayKiosk} is cut off for ${ms} ms`);
    this.#cut = true;
    line?.break(this.#chance.hit(0.5) ? 0 : this.#chance.whole(0, ms));
    this.#world.time.after(ms, () => this.mend());
  }

  mend(): void {
    this.#cut = false;
  }

  /** The process ends where it stands; it comes up again by itself. */
  die(): void {
    const run = this.#run;
    if (!run.alive) return;
    this.#world.trace('the stand-in dies');
    this.#run = { alive: false, stands: null };
    run.alive = false;
    this.#world.time.after(this.#chance.whole(100, 3_000), () => this.#start());
  }

  /** What is not settled yet; a hall without an open day takes numbers later. */
  unsettled(): string[] {
    const { stands } = this.#run;
    if (!stands) return ['the stand-in is down'];
    if (this.#away) return [`${awayKiosk} has not found a hub`];
    const { open } = stands.left();
    return open > 0 && this.#world.ledger.day?.open ? [`${open} numbers to be handed over`] : [];
  }

  /** Told of every number that became the hall's, in the moment in which it stands. */
  adopted(cmd: string, body: EventBodies['ticket-adopted']): void {
    const { ledger, setClocks, time } = this.#world;
    const [, , requestId = ''] = cmd.split(':');
    const { label, given, takenAt, unsure } = body;
    const twin = [...ledger.issued].find(
      ([id, one]) => id !== body.ticket && one.cmd === `${actor}:${requestId}`,
    );
    if ((twin?.[0] ?? null) !== given && ledger.tickets.has(twin?.[0] ?? '')) {
      this.#fail('one-tap-one-number', `${label} and ${twin?.[1].label} are of one tap`);
    }
    const taps = this.#visitors.get(requestId)?.taps ?? [];
    const [first] = taps;
    // What nobody tapped is a wish that nobody had: the world judges that.
    if (!first || unsure || setClocks.setWithin(time.now - first.now + clockMs)) return;
    if (!taps.some(({ wall }) => Math.abs(wall - takenAt) <= ageMsMax)) {
      this.#fail('away-age-true', `${label} was taken at ${first.wall}, it says ${takenAt}`);
    }
  }

  /** All that was told to anybody is the hall's now. To be asked when it is calm. */
  judge(): void {
    const { ledger } = this.#world;
    const { refused, damaged } = this.#run.stands?.left() ?? { refused: 0, damaged: 0 };
    if (refused + damaged > 0) {
      this.#fail('away-number-kept', `${refused} are refused, ${damaged} cannot be read`);
    }
    if (!ledger.day?.open) return;
    for (const { told } of this.#visitors.values()) {
      if (told && ledger.issued.get(told.ticket)?.label !== told.label) {
        this.#fail('away-number-kept', `${told.label} is in a hand, and unknown to the hall`);
      }
    }
  }

  /** Now and then the manager has overlooked somebody: time lets them go. Returns whether it was so. */
  async waitsOut(): Promise<boolean> {
    const { ledger, time } = this.#world;
    const held = () =>
      [...ledger.tickets].flatMap(([id, { status, heldUntil = 0 }]) =>
        status === 'held' && Number.isFinite(heldUntil) ? [id] : [],
      );
    const before = held();
    if (before.length === 0 || !this.#chance.hit(overlooked)) return false;
    await time.sleep(heldMs);
    // While the wall clock is behind what was stamped last, nothing falls due by time.
    const isDue = (id: string) => (ledger.tickets.get(id)?.heldUntil ?? 0) < time.wall;
    const after = held().filter((id) => before.includes(id) && isDue(id));
    if (after.length > 0 && !this.#world.setClocks.setWithin(heldMs + clockMs)) {
      this.#fail('held-is-let-go', `${after.length} are held for more than ${heldMs} ms`);
    }
    return true;
  }

  #told(requestId: string, visitor: Visitor, ticket: TicketId, label: string): void {
    const { told } = visitor;
    if (told && told.ticket !== ticket) {
      this.#fail('one-tap-one-number', `${requestId} is ${told.label}, and then ${label}`);
    }
    const day = this.#world.ledger.day?.date;
    const holder = this.#labels.get(`${day} ${label}`);
    if (holder !== undefined && holder !== requestId) {
      this.#fail('label-once-a-day', `${label} is ${holder}'s and ${requestId}'s on ${day}`);
    }
    this.#labels.set(`${day} ${label}`, requestId);
    visitor.told = { ticket, label };
    this.#world.moved();
  }

  #start(): void {
    const world = this.#world;
    this.#disk.cut = null;
    this.#disk.gone = false;
    const run: Run = { alive: true, stands: null };
    const clock = world.time.clockFor(() => run.alive);
    const startedAt = world.time.now;
    run.stands = new StandIn(
      {
        ...{ kiosk: awayKiosk, folder: '/data', print: async () => null },
        ask: (event, body) => this.#ask(run, event, body),
        complain: (what, error) => this.#complaint(what, error),
      },
      {
        disk: livingDisk(this.#disk, run),
        wall: () => clock.now(),
        monotonic: () => world.time.now - startedAt,
        bytes: (count) => this.#chance.bytes(count),
        setTimeout: (act, ms) => clock.setTimeout(act, ms),
        clearTimeout: (due) => clock.clearTimeout(due),
      },
    );
    run.stands.hubAway(this.#away);
    this.#run = run;
  }

  #complaint(what: string, error: unknown): void {
    this.#world.trace(`the stand-in complains: ${what}: ${String(error)}`);
    if (error instanceof PowerCut) {
      // The machine is dark: nothing of this process happens any more.
      if (this.#disk.gone) this.die();
    } else if (error instanceof Error) this.#fail('no-bugs', `${what}: ${error.stack}`);
  }

  /** As the agent's link to the hub: an answer, or none and nobody knows. */
  async #ask(run: Run, event: string, body: object): Promise<unknown> {
    const { time, hubs, storm, ledger } = this.#world;
    await time.sleep(this.#chance.whole(1, 60));
    const listening = hubs.filter(({ listens }) => listens);
    if (this.#cut || listening.length === 0) return null;
    const hub = this.#chance.pick(listening);
    const message = JSON.parse(JSON.stringify(body)) as { tickets?: JournalTicket[] };
    for (const { requestId } of message.tickets ?? []) {
      this.#world.wishes.set(`${actor}:${requestId}:away`, 'adopt-ticket');
    }
    const done = this.#world.asked(hub, `${event} of the stand-in`);
    const asked = hub.agentAsks(awayKiosk, event, message).then((reply) => {
      done();
      if (hub.alive && event === adoptAsk) this.#judgeOutcomes(reply);
      return JSON.parse(JSON.stringify(reply)) as unknown;
    });
    const reply = await Promise.race([asked, time.sleep(answerMs).then(() => null)]);
    await time.sleep(this.#chance.whole(1, 60));
    // Nobody is there any more to hear it.
    if (!run.alive) return new Promise(() => {});
    this.#world.trace(
      `${event} is answered at row ${ledger.rows}: ${JSON.stringify(reply).slice(0, 300)}`,
    );
    return this.#cut || (storm && this.#chance.hit(answerLost)) ? null : reply;
  }

  #judgeOutcomes(reply: unknown): void {
    const { outcomes = [] } = reply as { outcomes?: { ticket: string; is?: string }[] };
    for (const { ticket, is } of outcomes) {
      if (is === 'adopted' && !this.#world.ledger.issued.has(ticket)) {
        this.#fail('acknowledged-is-durable', `${ticket} is adopted, and not in the log`);
      }
    }
  }

  /** The relay's view of its line: away when no hub was there for a while, back with the first. */
  async #watch(): Promise<void> {
    const { time, hubs } = this.#world;
    for (;;) {
      await time.sleep(lookMs);
      if (!this.#cut && hubs.some(({ listens }) => listens)) this.#hubSeen = time.now;
      const away = time.now - this.#hubSeen >= agentAwayMs;
      if (away === this.#away) continue;
      this.#away = away;
      this.#world.trace(`${awayKiosk} is ${away ? 'away' : 'back'}`);
      this.#run.stands?.hubAway(away);
      if (!away) continue;
      this.#goes.resolve();
      this.#goes = Promise.withResolvers<void>();
    }
  }

  #fail(invariant: string, what: string): void {
    this.#world.fail(invariant, what);
  }
}

/** What a process that is gone still wanted to write never happens. */
function livingDisk(disk: TestDisk, run: Run): Disk {
  const living = () => {
    if (!run.alive) throw new PowerCut();
  };
  return {
    read: (path) => disk.read(path),
    append: (path, bytes) => {
      living();
      disk.append(path, bytes);
    },
    truncate: (path, length) => {
      living();
      disk.truncate(path, length);
    },
    replace: (path, bytes) => {
      living();
      disk.replace(path, bytes);
    },
  };
}

/** A manager who looks through what kiosks handed over: those who are there stand in line, others were served. */
export function settleHeld(world: World, people: People, chance: Chance): void {
  void people.keepActing(
    () => chance.whole(2_000, 9_000),
    async () => {
      const held = [...world.ledger.tickets].filter(([, { status }]) => status === 'held');
      const some = held.filter(() => chance.hit(0.6)).map(([id]) => ticketId(id));
      if (some.length === 0) return;
      const close = some.filter(() => chance.hit(0.25));
      const keep = some.filter((id) => !close.includes(id));
      const manager = { kind: 'manager', id: 'staff-5' as StaffId } as const;
      await people.ask({ type: 'settle-adopted', keep, close }, manager);
    },
  );
}
