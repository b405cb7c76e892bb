/**
 * Twenty times the hub is killed in the middle of its work and started again. Whatever it had
 * acknowledged is there, whatever it had not is there once or not at all, and a retry makes it one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, freePort, type HubProcess, startHub } from './hub.ts';

const rounds = 20;
const takers = 24;
const counters = ['1', '2', '3', '4', '5', '6'];
/** The hub is killed as soon as this many more deeds are acknowledged, while all others are under way. */
const deedsARound = 60;

interface Taken {
  readonly id: string;
  readonly label: string;
}

/** What was acknowledged, and what was asked without an answer, over all rounds. */
const taken = new Map<string, Taken>();
const calls: { readonly ticket: string; readonly counter: string }[] = [];
const unanswered = new Set<string>();
let acknowledged = 0;
let retried = 0;
/** Told when so many deeds are acknowledged. */
let wanted = { deeds: Number.POSITIVE_INFINITY, tell: () => {} };

function countOne(): void {
  acknowledged += 1;
  if (acknowledged >= wanted.deeds) wanted.tell();
}

let dataDir: string;
let port: number;
let lastRequest = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'jinghao-crash-'));
  port = await freePort();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** `not-yet`: the hub lives, but had too much to do. */
async function take(url: string, requestId: string): Promise<'taken' | 'not-yet' | 'gone'> {
  const answer = await ask(url, '/tickets', { service: 'general', requestId });
  if (answer?.status !== 201) {
    unanswered.add(requestId);
    return answer === null ? 'gone' : 'not-yet';
  }
  const { id, label } = answer.body as unknown as Taken;
  const before = taken.get(requestId);
  if (before) expect({ id, label }).toEqual(before);
  taken.set(requestId, { id, label });
  unanswered.delete(requestId);
  countOne();
  return 'taken';
}

/** Asks for it until it is there; the hub lives. */
async function surely(url: string, requestId: string): Promise<void> {
  await expect.poll(() => take(url, requestId)).toBe('taken');
}

/** Takes numbers until the hub is gone. */
async function taker(url: string): Promise<void> {
  for (;;) {
    lastRequest += 1;
    if ((await take(url, `take-${lastRequest}`)) === 'gone') return;
  }
}

/** Calls and finishes until the hub is gone; a counter may still have a ticket in hand from before. */
async function clerk(url: string, counter: string): Promise<void> {
  for (;;) {
    lastRequest += 1;
    const called = await ask(url, `/counters/${counter}/call-next`, {
      requestId: `call-${lastRequest}`,
    });
    if (!called) return;
    if (called.status === 200) {
      calls.push({ ticket: String(called.body.ticket), counter });
      countOne();
    }
    const done = await ask(url, `/counters/${counter}/finish`, { outcome: 'done' });
    if (!done) return;
  }
}

async function round(hub: HubProcess): Promise<void> {
  const waiting = [...unanswered];
  for (const requestId of waiting) {
    if ((await take(hub.url, requestId)) === 'taken') retried += 1;
  }
  const enough = new Promise<void>((tell) => {
    wanted = { deeds: acknowledged + deedsARound, tell };
  });
  const work = Promise.all([
    ...Array.from({ length: takers }, () => taker(hub.url)),
    ...counters.map((counter) => clerk(hub.url, counter)),
  ]);
  await enough;
  await hub.kill();
  await work;
}

describe('kill -9, twenty times', () => {
  test('every acknowledged ticket is there, no label twice, nobody called to two windows', async () => {
    for (let count = 0; count < rounds; count += 1) {
      await round(await startHub({ dataDir, port }));
    }
    const hub = await startHub({ dataDir, port });
    for (const requestId of [...unanswered]) {
      await surely(hub.url, requestId);
      retried += 1;
    }

    expect(acknowledged).toBeGreaterThan(rounds * deedsARound - 1);
    expect(retried).toBeGreaterThan(rounds);
    const labels = [...taken.values()].map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const { id, label } of taken.values()) {
      const found = await ask(hub.url, `/tickets/${id}`);
      expect(found?.body).toMatchObject({ id, label });
    }
    const calledAt = new Map<string, string>();
    for (const { ticket, counter } of calls) {
      expect(calledAt.get(ticket) ?? counter).toBe(counter);
      calledAt.set(ticket, counter);
    }
    expect(calledAt.size).toBe(calls.length);
    // The same wish once more, days of crashes later, is the same ticket.
    for (const requestId of [...taken.keys()].slice(0, 50)) {
      await surely(hub.url, requestId);
    }
    await hub.end();
    expect(inTheLog()).toEqual({ labels: labels.length, tickets: labels.length });
  }, 900_000);
});

/** How many tickets and different labels stand in the log: as many as were asked for, each once. */
function inTheLog(): { labels: number; tickets: number } {
  const database = new DatabaseSync(join(dataDir, 'log.sqlite'), { readOnly: true });
  const row = database
    .prepare(
      `select count(*) tickets, count(distinct json_extract(body, '$.label')) labels
       from event where type = 'ticket-issued'`,
    )
    .get() as { tickets: number; labels: number };
  database.close();
  return { labels: row.labels, tickets: row.tickets };
}
