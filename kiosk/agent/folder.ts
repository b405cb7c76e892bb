/**
 * The agent's own folder: made for it alone, and held by one agent at a time, since two that write one
 * journal would each print what the other has printed.
 */
import { hash } from 'node:crypto';
import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { AgentError } from './agent-error.ts';

/** Makes the folder when there is none. Throws `AgentError`. */
export function claimFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AgentError(`the data folder cannot be made: ${(error as Error).message}`);
  }
  const open = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  if (open) throw new AgentError(`the data folder ${path} is open to others: chmod 700 ${path}`);
}

/**
 * Holds the folder until the returned function is called or this process ends, however it ends: by a
 * name that the system gives to one process only. Rejects with `AgentError` when another agent has it.
 * Linux and Windows; elsewhere nothing is held.
 */
export async function holdFolder(path: string): Promise<() => void> {
  const name = `jinghao-agent-${hash('sha256', realpathSync(path)).slice(0, 32)}`;
  const address = { linux: `\0${name}`, win32: `\\\\.\\pipe\\${name}` }[process.platform as string];
  if (address === undefined) return () => {};
  const holder = createServer((caller) => caller.destroy());
  await new Promise<void>((resolve, reject) => {
    holder.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const why = taken ? 'another agent runs with it' : error.message;
      reject(new AgentError(`the data folder ${path} cannot be held: ${why}`));
    });
    holder.listen(address, resolve);
  });
  holder.unref();
  return () => holder.close();
}
