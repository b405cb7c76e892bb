/**
 * The agent of one PC, put together: its line to the hub, the devices that hang here, the journal of
 * what was printed, and the kiosk's page with its relay. It starts without the hub, too.
 */
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { HostedDevice } from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import { espeak } from '../../drivers/speech/espeak.ts';
import { AgentError } from './agent-error.ts';
import type { OpenAway } from './away-hall.ts';
import { claimFolder, holdFolder } from './folder.ts';
import { KeptGuides } from './guides.ts';
import { HostedDevices } from './hosted.ts';
import { Jobs } from './jobs.ts';
import { JobJournal } from './journal.ts';
import { type KeysParts, keys } from './keys.ts';
import { type HubAccess, HubLink, type LinkParts, type LinkState } from './link.ts';
import type { Openers } from './openers.ts';
import { pages } from './pages.ts';
import { Plans } from './plan.ts';
import { PageRelay } from './relay.ts';
import { recall, remember } from './remembered.ts';

export interface AgentChoice {
  readonly hub: HubAccess;
  /** A folder of its own, made when it is not there. */
  readonly dataFolder: string;
  /** Where the page is served on this machine; 0: any free port; null: nowhere. */
  readonly port: number | null;
  readonly distFolder: string;
  readonly version: string;
}

export interface AgentParts {
  readonly clock: Clock;
  readonly openers: Openers;
  readonly openAway?: OpenAway;
  /** Presses a key of this PC's desktop. */
  readonly press: KeysParts['press'];
  readonly log: LinkParts['log'];
}

export interface Agent {
  /** Where the page is: `http://127.0.0.1:8090/kiosk`; null: it is not served. */
  readonly page: string | null;
  /** How the line to the hub stands. */
  hub(): LinkState;
  close(): Promise<void>;
}

/** Starts the agent and resolves when it serves. Rejects with `AgentError` for what has to be put right. */
export async function startAgent(choice: AgentChoice, parts: AgentParts): Promise<Agent> {
  claimFolder(choice.dataFolder);
  const release = await holdFolder(choice.dataFolder);
  const running = new RunningAgent(choice, parts, release);
  try {
    await running.start();
  } catch (error) {
    await running.close();
    throw error;
  }
  return running;
}

class RunningAgent implements Agent {
  page: string | null = null;
  readonly #choice: AgentChoice;
  readonly #parts: AgentParts;
  readonly #journal: JobJournal;
  readonly #jobs: Jobs;
  readonly #devices: HostedDevices;
  readonly #ends: (() => Promise<void> | void)[] = [];
  readonly #release: () => void;
  #link: HubLink | null = null;
  #relay: PageRelay | null = null;
  #place: string | null = null;
  #awayOpening: Promise<void> | null = null;

  /** `release` is called when nothing is written any more. */
  constructor(choice: AgentChoice, parts: AgentParts, release: () => void) {
    this.#choice = choice;
    this.#parts = parts;
    const { clock, openers: open, log } = parts;
    this.#release = release;
    this.#journal = new JobJournal(join(choice.dataFolder, 'jobs.journal'));
    const { unreadable } = this.#journal;
    if (unreadable > 0)
      log.warn({ lines: unreadable }, 'the journal of jobs was partly unreadable');
    const say: HubLink['say'] = (name, said) => this.#link?.say(name, said);
    const torn = () => this.#journal.torn;
    this.#devices = new HostedDevices({ open, say, torn, clock, log });
    this.#jobs = new Jobs({
      ...{ journal: this.#journal, clock, complain: this.#complain },
      printer: (device) => this.#devices.printer(device),
      tellHub: async (job, outcome) => (await this.#link?.ask('ended', { job, outcome })) ?? null,
    });
  }

  async start(): Promise<void> {
    const { hub, version, dataFolder } = this.#choice;
    const { clock, log } = this.#parts;
    await this.#serve();
    const known = recall(join(dataFolder, 'hosted.json'));
    if (known) {
      this.#devices.set(known.devices);
      this.#standsAt(known.place);
    }
    const link = new HubLink({
      ...{ hub, version, clock, log },
      hosted: (devices) => this.#hosts(devices),
      wish: (name, wish) => this.#devices.wish(name, wish),
      print: (wish) => this.#jobs.print(wish),
      job: (job) => this.#jobs.stand(job),
    });
    this.#link = link;
    link.onState((state) => {
      this.#relay?.hubIs(state);
      this.#devices.hubGone(state === 'gone');
      if (state !== 'up') return;
      this.#devices.sayAll();
      this.#jobs.tellEnds();
    });
  }

  hub(): LinkState {
    return this.#link?.state() ?? 'gone';
  }

  async close(): Promise<void> {
    // Devices first: what they were printing ends, and the hub may still be told.
    await this.#devices.close();
    await this.#jobs.close();
    this.#link?.close();
    await this.#awayOpening;
    for (const end of this.#ends.reverse()) await end();
    this.#journal.close();
    this.#release();
  }

  #hosts(devices: readonly HostedDevice[]): void {
    this.#devices.set(devices);
    const { place, hall } = this.#link?.joined() ?? {};
    if (place === undefined || hall === undefined) return;
    try {
      remember(join(this.#choice.dataFolder, 'hosted.json'), {
        place,
        hall,
        devices: [...devices],
      });
    } catch (error) {
      this.#complain('what this agent hosts could not be written', error);
    }
    this.#standsAt(place);
  }

  async #serve(): Promise<void> {
    const { port, distFolder, hub } = this.#choice;
    if (port === null) return;
    const { clock, log } = this.#parts;
    const health = () => ({ hub: this.hub(), page: this.#relay?.mode() });
    const folder = this.#choice.dataFolder;
    const guides = new KeptGuides({ hub, folder, complain: this.#complain });
    const page = pages({
      ...{ distFolder, health, complain: this.#complain },
      ...{ speech: espeak(), guides },
      plans: new Plans({ hub, folder, complain: this.#complain }),
    });
    const key = keys({ press: this.#parts.press, hubIsUp: () => this.#link?.state() === 'up' });
    const server = createServer((request, response) => {
      if (!key(request, response)) page(request, response);
    });
    const relay = new PageRelay({
      ...{ http: server, hub, clock, log },
      onGuides: (version) => void guides.keep(version),
    });
    this.#relay = relay;
    this.#ends.push(() => relay.close());
    await listen(server, port);
    const { port: taken } = server.address() as AddressInfo;
    this.page = `http://127.0.0.1:${taken}/kiosk`;
  }

  /** Builds the stand-in, once it is known where this agent stands. */
  #standsAt(place: string): void {
    const { openAway } = this.#parts;
    const relay = this.#relay;
    if (place === this.#place || !openAway || !relay) return;
    if (this.#place !== null) {
      this.#parts.log.warn({ place }, 'this PC has another place now: restart the agent');
      return;
    }
    this.#place = place;
    const folder = join(this.#choice.dataFolder, 'away');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opening = openAway({
      ...{ kiosk: place, folder, complain: this.#complain },
      ask: (event, body) => this.#link?.ask(event, body) ?? Promise.resolve(null),
      print: async (job, paper) => {
        const printer = this.#devices.ownPrinter();
        return printer && this.#jobs.printHere(job, printer, paper);
      },
    });
    this.#awayOpening = opening.then(
      (away) => {
        relay.standIn(away);
        this.#ends.push(() => away.close());
      },
      (error: unknown) => this.#complain('the stand-in for the hub could not be opened', error),
    );
  }

  readonly #complain = (what: string, error: unknown): void => {
    const err = error instanceof Error ? { name: error.name, message: error.message } : error;
    this.#parts.log.error({ err }, what);
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new AgentError(`the page cannot be served: ${error.message} (is an agent running?)`));
    });
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
