/**
 * Two hubs on one PostgreSQL behind a real proxy, by the very files that are installed (deploy/proxy): four hall
 * screens in Chromium and somebody who takes numbers without a pause, while one hub after the other is killed.
 * Measured is how long after the kill a screen shows a call that was made after it. Ends with 1 when a number
 * that was acknowledged is lost or given twice, or a screen needs more than 5 s. Run by hand, with the proxies of
 * Debian installed: `node bench/proxies.ts nginx|caddy [kills]`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../fixtures/machines/postgres.ts';
import { ask, freePort, type HubProcess, startHub } from '../tests/hall/process/hub.ts';
import { openBrowser } from '../tests/screens/browser.ts';
import { withFolder } from './rig/folders.ts';

const screens = 4;
const backWithinMs = 5_000;
/** What has not come by then is given up: no number, no call, no proxy. */
const giveUpMs = 60_000;
/** A hub that was started again is a server of the proxy's again by then. */
const trustedAgainMs = 6_000;
const here = '127.0.0.1';
const files = resolve(import.meta.dirname, '../deploy/proxy');

interface Proxy {
  readonly url: string;
  readonly process: ChildProcess;
}

const proxies: Readonly<
  Record<string, (folder: string, hubs: readonly number[]) => Promise<Proxy>>
> = {
  nginx: async (folder, [one, two]) => {
    const port = await freePort();
    const pair = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'fullchain.pem')];
    const words = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=hall.example', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...words, ...pair], { stdio: 'ignore' });
    const written = readFileSync(join(files, 'nginx.conf'), 'utf8')
      .replace('127.0.0.1:8080', `${here}:${one}`)
      .replace('127.0.0.1:8081', `${here}:${two}`)
      .replace(/\tlisten \[::\].*\n/g, '')
      .replace('listen 80;', `listen ${here}:${await freePort()};`)
      .replace('listen 443 ', `listen ${here}:${port} `)
      .replaceAll('/etc/nginx/jinghao', folder);
    const around = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}`;
    writeFileSync(join(folder, 'nginx.conf'), `${around}\nhttp {\n${written}}\n`);
    const process = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')]);
    return { url: `https://${here}:${port}`, process };
  },
  caddy: async (folder, hubs) => {
    const port = await freePort();
    const written = readFileSync(join(files, 'Caddyfile'), 'utf8');
    // It would else listen at ports of its own, and put its authority where only root may.
    const quiet = 'admin off\n\tauto_https disable_redirects\n\tskip_install_trust\n';
    writeFileSync(join(folder, 'Caddyfile'), written.replace('{\n', `{\n\t${quiet}`));
    const HUBS = hubs.map((hub) => `${here}:${hub}`).join(' ');
    const said = { HALL_NAME: `https://localhost:${port}`, HALL_TLS: 'tls internal', HUBS };
    const env = { ...process.env, ...said, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const words = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    return { url: `https://localhost:${port}`, process: spawn('caddy', words, { env }) };
  },
};

const [name = '', kills = '6'] = process.argv.slice(2);
const begin = proxies[name];
if (!begin || !(Number(kills) > 0)) {
  console.error('node bench/proxies.ts nginx|caddy [kills]');
  process.exit(2);
}
// The proxy's certificate is its own.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
process.env.TRUST_PROXY = '1';
const load = loadavg()[0]?.toFixed(1);
const good = await withFolder(async (folder) => {
  const database = await startPostgres({ own: true });
  const ports = [await freePort(), await freePort()];
  const hubAt = (index: number): Promise<HubProcess> => {
    const dataDir = join(folder, `hub-${index}`);
    return startHub({ dataDir, port: ports[index] ?? 0, databaseUrl: database.url });
  };
  const hubs = [await hubAt(0), await hubAt(1)];
  const proxy = await begin(folder, ports);
  const browser = await openBrowser();
  try {
    return await killInTurns(proxy.url, hubs, hubAt, browser);
  } finally {
    await browser.close();
    proxy.process.kill();
    await Promise.all(hubs.map((hub) => hub.kill()));
    await database.remove();
  }
});
console.log(`load ${load} before, ${loadavg()[0]?.toFixed(1)} after`);
process.exit(good ? 0 : 1);

async function killInTurns(
  url: string,
  hubs: HubProcess[],
  hubAt: (index: number) => Promise<HubProcess>,
  browser: Awaited<ReturnType<typeof openBrowser>>,
): Promise<boolean> {
  const late = performance.now() + giveUpMs;
  while (!(await fetch(`${url}/healthz`).catch(() => null))?.ok) {
    if (performance.now() > late) throw new Error('the proxy does not answer');
    await sleep(200);
  }
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const pages = await Promise.all(Array.from({ length: screens }, () => context.newPage()));
  for (const page of pages) await page.goto(`${url}/display`);
  const given = new Map<string, string>();
  // As a page does: asked again, with the same id, until somebody answers.
  const answerTo = async (path: string, wish: object, wanted: number) => {
    const late = performance.now() + giveUpMs;
    for (;;) {
      const answer = await ask(url, path, wish);
      if (answer?.status === wanted) return answer.body;
      if (performance.now() > late) throw new Error(`${path}: ${answer?.status ?? 'no answer'}`);
      await sleep(50);
    }
  };
  const take = async () => {
    const requestId = `number-${given.size}`;
    const { id } = await answerTo('/tickets', { service: 'general', requestId }, 201);
    given.set(requestId, String(id));
  };
  const waits: number[] = [];
  for (let round = 0; round < Number(kills); round += 1) {
    const dead = round % 2;
    for (let number = 0; number < 3; number += 1) await take();
    const from = performance.now();
    const killed = hubs[dead]?.kill();
    const taking = (async () => {
      for (let number = 0; number < 5; number += 1) await take();
    })();
    const { label } = await answerTo('/counters/1/call-next', {}, 200);
    const shown = pages.map(async (page) => {
      await page.getByText(String(label)).first().waitFor();
      return performance.now() - from;
    });
    const took = await Promise.all(shown);
    await Promise.all([killed, taking]);
    waits.push(...took);
    console.log(`hub ${dead} killed: shown after ${took.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    await answerTo('/counters/1/finish', { outcome: 'done' }, 200);
    hubs[dead] = await hubAt(dead);
    await sleep(trustedAgainMs);
    // Half of the screens come anew, so that either hub has some again.
    for (const page of pages.slice(0, screens / 2)) await page.reload();
  }
  let lost = 0;
  for (const [requestId, id] of given) {
    const again = await answerTo('/tickets', { service: 'general', requestId }, 201);
    if (again.id !== id) lost += 1;
  }
  const twice = given.size - new Set(given.values()).size;
  const slowest = Math.max(...waits);
  console.log(
    `${name}: ${given.size} numbers, ${lost} lost, ${twice} twice; ${waits.length} times a screen saw a kill, ` +
      `the slowest ${slowest.toFixed(0)} ms (at most ${backWithinMs})`,
  );
  return lost === 0 && twice === 0 && slowest <= backWithinMs;
}
