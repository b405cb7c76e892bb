/**
 * The agent's key on disk: one line in a file that only its owner may read. A file that others may
 * read is refused, because whoever has the key is this agent.
 */
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { AgentError } from './agent-error.ts';

/** Read or write for the group or for others. */
const others = 0o077;
const keyForm = /^[A-Za-z0-9_-]{20,256}$/;

/** The key. Throws `AgentError`, which says what to do. */
export function readKey(path: string): string {
  let text: string;
  let mode: number;
  try {
    const file = openSync(path, 'r');
    mode = fstatSync(file).mode;
    text = readFileSync(file, 'utf8').trim();
    closeSync(file);
  } catch (error) {
    const { message } = error as Error;
    throw new AgentError(
      `the key file cannot be read: ${message}\nmake one with: jinghao agent enrol`,
    );
  }
  if ((mode & others) !== 0 && process.platform !== 'win32') {
    throw new AgentError(`the key file ${path} may be read by others: chmod 600 ${path}`);
  }
  if (!keyForm.test(text)) throw new AgentError(`the key file ${path} holds no key`);
  return text;
}

/** A new file for a key, made before a code is used up. Throws `AgentError` when there is one. */
export class NewKeyFile {
  readonly #file: number;

  constructor(path: string) {
    try {
      this.#file = openSync(path, 'wx', 0o600);
    } catch (error) {
      throw new AgentError(`the key file cannot be made: ${(error as Error).message}`);
    }
  }

  write(key: string): void {
    writeSync(this.#file, `${key}\n`);
    fsyncSync(this.#file);
    closeSync(this.#file);
  }
}
