/**
 * A network that nothing enters, for a hub: a Linux network namespace whose one interface is its own
 * loopback, with one way out, which opens from inside only (a pipe to one port of the machine). Where
 * the machine permits none, it says why, and whoever asked has to say so.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ended } from './example.ts';
import { type Answer, ask } from './hub.ts';
import type { Said, Wish } from './shut-in-inside.ts';

/** Root may make one as it is; others as root of a user namespace of their own, where that is allowed. */
const ways = [
  { make: ['--net'], enter: ['--net'] },
  { make: ['--map-root-user', '--net'], enter: ['--user', '--preserve-credentials', '--net'] },
] as const;
const path = `${process.env.PATH}:/usr/sbin:/sbin`;
const loopbackUp = ['ip', 'link', 'set', 'lo', 'up'];

/** Where the hub of a test stands, and how somebody inside the hall reaches it. */
export interface Surroundings {
  /** The words before a program that is to stand there. */
  readonly under: readonly string[];
  ask(url: string, path: string, body?: object): Promise<Answer | null>;
  /** Names of the network interfaces there, and whether that port of its loopback answers. */
  look(port: number): Promise<{ readonly interfaces: readonly string[]; readonly open: boolean }>;
  close(): Promise<void>;
}

type Way = (typeof ways)[number];

/** How one is made here, or why not. */
export function wayToShutIn(): Way | { readonly refused: string } {
  let refused = 'no Linux';
  if (process.platform !== 'linux') return { refused };
  for (const way of ways) {
    const tried = spawnSync('unshare', [...way.make, '--', ...loopbackUp], {
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
    });
    if (tried.status === 0) return way;
    refused = tried.error?.message ?? tried.stderr.trim();
  }
  return { refused };
}

/** Its loopback's `port` leads to the machine's; nothing else does, and nothing leads in. */
export async function shutIn(way: Way, port: number, folder: string): Promise<Surroundings> {
  const pipe = join(folder, 'way-out.sock');
  const out: Server = createServer((inside) => {
    const outside = connect(port, '127.0.0.1');
    for (const end of [inside, outside]) end.on('error', () => {});
    inside.pipe(outside).pipe(inside);
    outside.on('close', () => inside.destroy());
    inside.on('close', () => outside.destroy());
  });
  await new Promise<void>((listens) => out.listen(pipe, listens));
  const script = join(import.meta.dirname, 'shut-in-inside.ts');
  const child: ChildProcess = spawn(
    'unshare',
    [...way.make, '--', 'sh', '-c', `${loopbackUp.join(' ')} && exec "$@"`, 'sh'].concat([
      process.execPath,
      script,
      String(port),
      pipe,
    ]),
    { env: { ...process.env, PATH: path }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map<number, (said: Said) => void>();
  let wishes = 0;
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('pipes were asked for');
  createInterface({ input: stdout }).on('line', (line) => {
    const said = JSON.parse(line) as Said;
    waiting.get(said.wish)?.(said);
    waiting.delete(said.wish);
  });
  const say = (wish: Omit<Wish, 'wish'>): Promise<Said> =>
    new Promise((hears) => {
      wishes += 1;
      waiting.set(wishes, hears);
      stdin.write(`${JSON.stringify({ ...wish, wish: wishes } satisfies Wish)}\n`);
    });
  // Its first answer says that it stands.
  await say({});
  return {
    under: ['nsenter', '--target', String(child.pid), ...way.enter, '--'],
    ask: async (url, path, body) => (await say({ ask: { url, path, body } })).answer ?? null,
    look: async (port) => await say({ port }),
    close: async () => {
      await ended(child, 'SIGTERM');
      out.close();
    },
  };
}

/** Without walls: apart by its address only. */
export const besides: Surroundings = {
  under: [],
  ask,
  look: () => Promise.resolve({ interfaces: [], open: true }),
  close: () => Promise.resolve(),
};
