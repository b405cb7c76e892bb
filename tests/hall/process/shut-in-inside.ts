/**
 * What stands inside a network that nothing enters (shut-in.ts), beside the hub: the inner end of the one
 * way out, and somebody of the hall, who asks the hub what the test wishes to be asked, by lines of JSON.
 */
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { type Answer, ask } from './hub.ts';

export interface Wish {
  readonly wish: number;
  /** A port of the loopback in here that is tried. */
  readonly port?: number;
  readonly ask?: { readonly url: string; readonly path: string; readonly body: object | undefined };
}

export interface Said {
  readonly wish: number;
  readonly interfaces: readonly string[];
  /** Whether that port answers; false when none was named. */
  readonly open: boolean;
  readonly answer?: Answer | null;
}

const [port = '', pipe = ''] = process.argv.slice(2);
const out = createServer((inside) => {
  const outside = connect(pipe);
  for (const end of [inside, outside]) end.on('error', () => {});
  inside.pipe(outside).pipe(inside);
  outside.on('close', () => inside.destroy());
  inside.on('close', () => outside.destroy());
});
await new Promise<void>((listens) => out.listen(Number(port), '127.0.0.1', listens));

const opens = (tried: number): Promise<boolean> =>
  new Promise((known) => {
    const socket = connect(tried, '127.0.0.1');
    socket.once('connect', () => known(true)).once('error', () => known(false));
    socket.once('connect', () => socket.destroy());
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { wish, port: tried, ask: asked } = JSON.parse(line) as Wish;
  const said: Said = {
    ...{ wish, interfaces: Object.keys(networkInterfaces()) },
    open: tried !== undefined && (await opens(tried)),
    ...(asked ? { answer: await ask(asked.url, asked.path, asked.body) } : {}),
  };
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
