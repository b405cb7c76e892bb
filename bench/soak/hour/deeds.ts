/**
 * What the people of the hour asked and were told: every number, every call, every rating that was
 * acknowledged, and whatever was answered that should not have been.
 */
import type { Peer } from '../../../core/wire/messages.ts';
import type { Answered, Following } from '../../../ui/following.ts';
import type { Line } from './line.ts';

type Asked = Parameters<Following<Peer>['command']>[0];

export interface Took {
  readonly ticket: string;
  readonly label: string;
  readonly phone: string | null;
}

export interface Called {
  readonly ticket: string;
  readonly counter: string;
  readonly seq: number;
}

/** A wish is asked again for a quarter of an hour while nothing is known of it: it is one deed. */
const triesMax = 45;
/** Complaints that are kept; more say nothing new. */
const wrongsMax = 200;

export class Deeds {
  readonly #took: Took[] = [];
  readonly #called: Called[] = [];
  readonly #rated: string[] = [];
  readonly #wrong: string[] = [];
  readonly #refused: Record<string, number> = {};
  /** Nobody comes any more: whoever only waits and looks goes home. */
  ending = false;
  /** Tickets that were finished. */
  readonly finished = new Set<string>();
  #finishes = 0;
  #asked = 0;

  newId(): string {
    this.#asked += 1;
    return `${process.pid}-${this.#asked}-hour`;
  }

  /** Asks until it is known what became of it; counts what was refused, by name. */
  async ask(
    line: Line<Peer> | Line<'kiosk'> | Line<'counter'> | Line<'phone'>,
    command: object,
    id = this.newId(),
  ) {
    let reply: Answered = { failed: 'no-answer' };
    for (let nth = 0; nth < triesMax; nth += 1) {
      // A phone's wishes are no commands of kiosks; they go the same way.
      reply = await line.following.command(command as Asked, id);
      if (!('failed' in reply)) break;
    }
    if ('failed' in reply) this.wrong(`${JSON.stringify(command)}: ${JSON.stringify(reply)}`);
    if ('refused' in reply) this.#refuse(reply.refused, command);
    return reply;
  }

  /** Asks what cannot be refused. */
  async done(line: Line<'counter'>, command: object): Promise<void> {
    const reply = await this.ask(line, command);
    if ('refused' in reply) this.wrong(`${JSON.stringify(command)}: ${JSON.stringify(reply)}`);
  }

  #refuse(name: string, command: object): void {
    const key = `${(command as { type?: string }).type ?? 'rate'}: ${name}`;
    this.#refused[key] = (this.#refused[key] ?? 0) + 1;
  }

  took(one: Took): void {
    this.#took.push(one);
  }

  called(one: Called): void {
    this.#called.push(one);
  }

  rated(ticket: string): void {
    this.#rated.push(ticket);
  }

  finishedOne(ticket: string): void {
    this.#finishes += 1;
    this.finished.add(ticket);
  }

  wrong(what: string): void {
    if (this.#wrong.length < wrongsMax) this.#wrong.push(what);
  }

  counts() {
    return {
      ...{ taken: this.#took.length, called: this.#called.length, finished: this.#finishes },
    };
  }

  record() {
    return {
      ...{ took: this.#took, called: this.#called, rated: this.#rated },
      ...{ wrong: this.#wrong, refused: this.#refused },
    };
  }
}
