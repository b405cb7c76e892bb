/**
 * What the hub of the hour holds and writes, read from outside: its own metrics, its files, and now
 * and then its heap after a collection that is asked for by Node's inspector.
 */
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';

const wanted = {
  rss: 'process_resident_memory_bytes',
  heap: 'nodejs_heap_size_used_bytes',
  external: 'nodejs_external_memory_bytes',
  lagP99: 'nodejs_eventloop_lag_p99_seconds',
  lagMax: 'nodejs_eventloop_lag_max_seconds',
  sockets: 'jinghao_sockets',
  seq: 'jinghao_hall_seq',
} as const;

export type Metered = Readonly<Record<keyof typeof wanted, number>>;

/** Every number of Prometheus' text format, by its name with its labels. */
export function readMetrics(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^([^#\s]\S*) (\S+)$/.exec(line) ?? [];
    if (name !== undefined) found.set(name, Number(value));
  }
  return found;
}

/** Throws when the hub does not tell. */
export async function metersOf(url: string): Promise<Metered> {
  const answer = await fetch(`${url}/metrics`);
  if (!answer.ok) throw new Error(`/metrics: ${answer.status}`);
  const all = readMetrics(await answer.text());
  const entries = Object.entries(wanted).map(([key, name]) => [key, all.get(name) ?? Number.NaN]);
  return Object.fromEntries(entries) as Metered;
}

export interface Files {
  readonly log: number;
  readonly logWal: number;
  readonly tables: number;
  readonly tablesWal: number;
}

/** Sizes in bytes; 0 where there is no file. */
export function filesOf(dataDir: string): Files {
  const size = (name: string) =>
    statSync(resolve(dataDir, name), { throwIfNoEntry: false })?.size ?? 0;
  return {
    ...{ log: size('log.sqlite'), logWal: size('log.sqlite-wal') },
    ...{ tables: size('house.sqlite'), tablesWal: size('house.sqlite-wal') },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/** Has the process behind this inspector collect its garbage; gives what its heap holds then, bytes. */
export async function heapAfterCollection(port: number): Promise<number> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await list.json()) as { readonly webSocketDebuggerUrl: string }[];
  if (target === undefined) throw new Error('the inspector has nothing to inspect');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((done, fail) => {
    socket.addEventListener('open', done, { once: true });
    socket.addEventListener('error', fail, { once: true });
  });
  const ask = (id: number, method: string): Promise<{ readonly usedSize?: number }> =>
    new Promise((done) => {
      const hear = ({ data }: MessageEvent) => {
        const said = JSON.parse(String(data)) as { id?: number; result?: { usedSize?: number } };
        if (said.id !== id) return;
        socket.removeEventListener('message', hear);
        done(said.result ?? {});
      };
      socket.addEventListener('message', hear);
      socket.send(JSON.stringify({ id, method }));
    });
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    // What the first one let go of may have held more.
    await ask(2, 'HeapProfiler.collectGarbage');
    return (await ask(3, 'Runtime.getHeapUsage')).usedSize ?? Number.NaN;
  } finally {
    socket.close();
  }
}
