/**
 * How an agent comes to its key: a manager makes a one-time code for the place, and this program
 * exchanges it at the hub. The key is written to a file of its own and shown nowhere.
 */

import { unlinkSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AgentError } from './agent-error.ts';
import { NewKeyFile } from './key-file.ts';

const withinMs = 15_000;
const answerBytesMax = 64 * 1024;
/** The cookie in which the hub gives a device its key. */
const keyCookie = /^jh_device=([^;]+)/;

export interface EnrolWish {
  readonly hub: string;
  readonly code: string;
  readonly keyFile: string;
  readonly ca: string | null;
}

/** Exchanges the code and writes the key file. Throws `AgentError`; then there is no file. */
export async function enrol({ hub, code, keyFile, ca }: EnrolWish): Promise<void> {
  // Made first: a code works once, and must not be lost for a folder that cannot be written.
  const file = new NewKeyFile(keyFile);
  try {
    file.write(await exchange(hub, code, ca));
  } catch (error) {
    unlinkSync(keyFile);
    throw error;
  }
}

async function exchange(hub: string, code: string, ca: string | null): Promise<string> {
  const { status, cookies, text } = await post(new URL('/enrol', hub), { code }, ca);
  const key = cookies.map((cookie) => keyCookie.exec(cookie)?.[1]).find(Boolean);
  if (status === 204 && key !== undefined) return key;
  if (status === 204) throw new AgentError('the hub gave no key: is this address a hub?');
  throw new AgentError(`the hub does not let this PC in: ${saying(text) ?? `status ${status}`}`);
}

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
}

function post(url: URL, body: object, ca: string | null): Promise<Answer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const content = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(new AgentError(`the hub ${url.origin} does not answer: ${error.message}`));
    const request = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(content),
        },
        signal: AbortSignal.timeout(withinMs),
        ...(ca === null ? {} : { ca }),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length > answerBytesMax) request.destroy(new Error('its answer is too long'));
        });
        response.on('error', failed);
        response.on('end', () => {
          const cookies = response.headers['set-cookie'] ?? [];
          resolve({ status: response.statusCode ?? 0, cookies, text });
        });
      },
    );
    request.on('error', failed);
    request.end(content);
  });
}

/** What the hub says went wrong (RFC 9457), in English; null: nothing that can be read. */
function saying(text: string): string | null {
  try {
    const { type, title, detail } = JSON.parse(text) as Record<string, unknown>;
    const said = [title, detail].filter((one) => typeof one === 'string').join(': ');
    return said === '' ? String(type ?? '') || null : said;
  } catch {
    return null;
  }
}
