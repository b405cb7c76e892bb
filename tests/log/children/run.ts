/**
 * Runs the child processes of the log's tests with the same Node, and the outside tools that some
 * faults need (`strace`, `unshare`), which not every machine has or allows.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A command line that runs `file` of this folder. */
export function child(file: string, ...args: string[]): string[] {
  return [process.execPath, fileURLToPath(new URL(file, import.meta.url)), ...args];
}

/** Runs to the end and gives what it said. Rejects, with its complaints, when it fails. */
export async function runToEnd(command: readonly string[]): Promise<string> {
  const running = start(command);
  let said = '';
  let complaints = '';
  running.stdout?.on('data', (bytes) => {
    said += bytes;
  });
  running.stderr?.on('data', (bytes) => {
    complaints += bytes;
  });
  const code = await new Promise((done) => running.on('close', done));
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${complaints}`);
  return said;
}

export function start([program = '', ...args]: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Whether the command works here. */
export function works(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
