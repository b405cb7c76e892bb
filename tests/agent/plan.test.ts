/**
 * The hall's emblem at a kiosk's agent: handed on from the hub, there after a restart while the hub is
 * away, and gone when the hall has none any more.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Plans } from '../../kiosk/agent/plan.ts';

type Answer = { readonly type: string; readonly bytes: Buffer } | null;
const drawing = { type: 'image/svg+xml', bytes: Buffer.from('<svg viewBox="0 0 1 1"/>') };
const png = { type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') };

interface Hub {
  url: string;
  answer: Answer;
  end(): void;
}

async function hubWith(answer: Answer): Promise<Hub> {
  const server = createServer((_request, response) => {
    if (hub.answer === null) response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': hub.answer.type }).end(hub.answer.bytes);
  });
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  const hub: Hub = { url: '', answer, end };
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(end);
  return hub;
}

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-plan-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What the page is answered by an agent that starts anew: status, type and length. */
async function asked(url: string, folder: string, complaints: string[] = []) {
  const plans = new Plans({
    ...{ hub: { url, ca: null }, folder },
    complain: (what) => void complaints.push(what),
  });
  const said = { status: 0, type: '', size: 0 };
  const response = {
    writeHead: (status: number, headers: Record<string, string> = {}) => {
      said.status = status;
      said.type = headers['Content-Type'] ?? '';
      return response;
    },
    end: (bytes?: Buffer) => {
      said.size = bytes?.length ?? 0;
    },
  };
  await plans.answer('/emblem', response as unknown as ServerResponse);
  return said;
}

test('it is there after a restart while the hub is away, as it was last', async () => {
  const folder = folderOf();
  const hub = await hubWith(drawing);
  expect(await asked(hub.url, folder)).toMatchObject({ status: 200, type: 'image/svg+xml' });
  hub.answer = png;
  expect(await asked(hub.url, folder)).toMatchObject({ status: 200, type: 'image/png' });
  hub.end();
  expect(await asked(hub.url, folder)).toEqual({ status: 200, type: 'image/png', size: 8 });
  expect(readdirSync(folder)).toEqual(['emblem']);
});

test('a hall that has none any more has none after a restart', async () => {
  const folder = folderOf();
  const hub = await hubWith(drawing);
  await asked(hub.url, folder);
  hub.answer = null;
  expect(await asked(hub.url, folder)).toMatchObject({ status: 404 });
  hub.end();
  expect(await asked(hub.url, folder)).toMatchObject({ status: 404 });
  expect(readdirSync(folder)).toEqual([]);
});

test('a disk that takes nothing keeps no page from its emblem', async () => {
  const complaints: string[] = [];
  const hub = await hubWith(drawing);
  const nowhere = join(folderOf(), 'gone');
  expect(await asked(hub.url, nowhere, complaints)).toMatchObject({ status: 200 });
  expect(complaints).toEqual(['the emblem could not be kept on the disk']);
});
