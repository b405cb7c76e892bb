/**
 * The hub's own certificate: a browser's line by https, its renewal without a restart, and files that
 * cannot be used.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TLSSocket, Server as TlsServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { listen, portOf } from '../../../server/http/listen.ts';
import { readTls, renewing, type TlsFiles } from '../../../server/http/tls.ts';
import { HubClock } from './clock.ts';
import { HOUR_MS } from './world.ts';

/** A pair in a folder of its own, made out to this name. */
function pairFor(name: string): TlsFiles {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = { cert: join(folder, 'hub.crt'), key: join(folder, 'hub.key') };
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-days', '1', '-subj', `/CN=${name}`, '-out', files.cert, '-keyout', files.key],
    ],
    { stdio: 'ignore' },
  );
  chmodSync(files.key, 0o600);
  return files;
}

/** Whose certificate answers there, and what it says. */
const asked = (port: number): Promise<{ name: string; text: string }> =>
  new Promise((come, fail) => {
    const options = { port, host: '127.0.0.1', rejectUnauthorized: false, agent: false };
    request(options, (answer) => {
      const name = (answer.socket as TLSSocket).getPeerCertificate().subject.CN;
      let text = '';
      answer.on('data', (part: Buffer) => {
        text += part.toString();
      });
      answer.on('end', () => come({ name: String(name), text }));
    })
      .on('error', fail)
      .end();
  });

test('by https, with a renewed certificate within the hour and never with a broken one', async () => {
  const files = pairFor('first');
  const clock = new HubClock();
  const complaints: string[] = [];
  const server = await listen((_request, response) => response.end('safe'), {
    ...{ host: '127.0.0.1', port: 0, tls: readTls(files) },
  });
  onTestFinished(() => void server.close());
  if (!(server instanceof TlsServer)) throw new Error('it does not speak TLS');
  const complain = (what: string) => complaints.push(what);
  onTestFinished(renewing(server, files, { clock, complain }));
  const port = portOf(server);
  expect(await asked(port)).toEqual({ name: 'first', text: 'safe' });

  writeFileSync(files.cert, 'half of a certifi');
  clock.step(HOUR_MS);
  expect(complaints).toEqual(['the renewed certificate cannot be used']);
  expect(await asked(port)).toEqual({ name: 'first', text: 'safe' });

  const second = pairFor('second');
  copyFileSync(second.cert, files.cert);
  copyFileSync(second.key, files.key);
  clock.step(HOUR_MS);
  expect(complaints).toHaveLength(1);
  expect(await asked(port)).toEqual({ name: 'second', text: 'safe' });
});

test('files that cannot be used are named with the variable and the rule', () => {
  const files = pairFor('hall');
  const other = pairFor('other');
  expect(() => readTls({ ...files, cert: '/nowhere' })).toThrow(/JINGHAO_TLS_CERT: ENOENT/);
  expect(() => readTls({ ...files, key: '/nowhere' })).toThrow(/JINGHAO_TLS_KEY: ENOENT/);
  expect(() => readTls({ ...files, key: other.key })).toThrow(/not a pair of PEM/);
  chmodSync(files.key, 0o644);
  expect(() => readTls(files)).toThrow(/JINGHAO_TLS_KEY: .* is open to others: chmod 600/);
});
