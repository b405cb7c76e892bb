/**
 * Keys of the desktop: its settings run a command for a key in any window, the command asks here, and
 * the key is pressed at this PC's keypad. Only programs of this PC may press: a browser's page cannot,
 * since it cannot send our header to another origin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { keypadKeys } from '../../core/wire/agent.ts';
import type { KeypadKey } from '../../drivers/driver.ts';
import { isLocal } from './pages.ts';

/** What a command has to send along. */
const keyHeader = 'x-jinghao-key';

export interface KeysParts {
  /** False: this PC has no such keypad. */
  readonly press: (key: KeypadKey) => boolean;
  /** Whether a key pressed now gets to the hub; one that would not is not kept for later. */
  readonly hubIsUp: () => boolean;
}

/** Answers `POST /keys/call-next` and the like; false: the request is for somebody else. */
export function keys({ press, hubIsUp }: KeysParts) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const asked = /^\/keys\/([a-z-]{1,40})$/.exec(request.url ?? '')?.[1];
    if (asked === undefined) return false;
    const { host, origin, [keyHeader]: ours } = request.headers;
    const key = keypadKeys.find((one) => one === asked);
    const say = (status: number, text: string) => {
      response.writeHead(status, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
      response.end(`${text}\n`);
    };
    if (!isLocal(host) || origin !== undefined) say(421, 'only for programs of this PC');
    else if (request.method !== 'POST') say(405, 'only POST');
    else if (ours === undefined) say(403, `the header ${keyHeader} is missing`);
    else if (key === undefined) say(404, `key must be one of ${keypadKeys.join(', ')}`);
    else if (!hubIsUp()) say(503, 'the hub is away: nothing was pressed');
    else if (!press(key)) say(409, 'no keypad with the address shortcuts: is given to this PC');
    else say(202, 'pressed');
    return true;
  };
}
