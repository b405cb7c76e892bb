/**
 * From `npm start` on a built tree to the first page served: with a folder that was never used, where
 * accounts, codes and the database have to be made, and with the one of the last start.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { type Bench, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { inTurns } from './rig/rounds.ts';

const root = resolve(import.meta.dirname, '..');
const upMsMax = 60_000;
const knockMs = 5;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Until the kiosk's page is there, ms. */
async function firstPage(dataDir: string): Promise<number> {
  const port = await freePort();
  const from = performance.now();
  // A group of its own, so that all that it starts can be ended together.
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA_DIR: dataDir },
    stdio: 'ignore',
    detached: true,
  });
  const gone = new Promise((done) => npm.once('exit', done));
  try {
    while (performance.now() - from < upMsMax) {
      const page = await fetch(`http://127.0.0.1:${port}/kiosk`).catch(() => null);
      const text = page?.ok ? await page.text() : '';
      if (text.includes('<script')) return performance.now() - from;
      await new Promise((next) => setTimeout(next, knockMs));
    }
    throw new Error('no page came');
  } finally {
    if (npm.pid !== undefined) process.kill(-npm.pid, 'SIGTERM');
    await gone;
  }
}

export const start: Bench = {
  name: 'start',
  run: (context) =>
    withFolder(async (folder) => {
      let run = 0;
      const samples = await inTurns(context, {
        example: async () => {
          const dataDir = resolve(folder, `${++run}`);
          return { first: await firstPage(dataDir), again: await firstPage(dataDir) };
        },
      });
      return [
        {
          name: 'npm start to the first page, a new data folder',
          unit: 'ms',
          runs: valuesOf(samples.example, 'first'),
          gate: { rule: 'at-most', limit: 3_000 },
        },
        {
          name: 'npm start to the first page, again',
          unit: 'ms',
          runs: valuesOf(samples.example, 'again'),
          gate: { rule: 'at-most', limit: 3_000 },
        },
      ];
    }),
};
