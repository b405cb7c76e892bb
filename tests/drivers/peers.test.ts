/**
 * Whoever sends texts against carriers that are processes of their own: pretend gateways that speak CMPP and
 * SMPP, a modem on a pseudo-terminal, Aliyun and Tencent over HTTP. Each is made to drop the line, be slow,
 * answer in halves or under a wrong number, turn us away, throttle us, and die: no text is told twice, and
 * what became of it has a name.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTexter } from '../../drivers/open-texter.ts';
import type { Text, Texter } from '../../drivers/texter.ts';
import { scriptOf } from '../../fixtures/machines/all.ts';
import type { Announced } from '../../fixtures/machines/peer-process.ts';
import { until } from './waiting.ts';

const clock = { now: Date.now, setTimeout, clearTimeout } as never;
const text = (id: string): Text => ({
  ...{ id, to: '13800138000', body: '【东城政务】请A012号到3号窗口办理。' },
  template: { id: 'SMS_1', variables: { label: 'A012', counter: "3号 (二层)'*!" } },
});

/** A carrier in a process of its own, and what it has announced. */
class PeerProcess {
  readonly said: Announced[] = [];
  readonly #child: ChildProcess;
  readonly #lookers = new Set<() => void>();

  constructor(machine: string, words: readonly string[]) {
    const all = [scriptOf(machine), ...words, '--announce', 'json'];
    this.#child = spawn(process.execPath, all, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.said.push(JSON.parse(line) as Announced);
      for (const look of [...this.#lookers]) look();
    });
  }

  async heard(what: string, is: (one: Announced) => boolean): Promise<Announced> {
    const find = () => this.said.find(is);
    await until(
      `it says ${what}`,
      () => find() !== undefined,
      (look) => {
        this.#lookers.add(look);
        return () => this.#lookers.delete(look);
      },
    );
    return find() as Announced;
  }

  /** Says a word; resolves when it is obeyed. */
  async word(word: string): Promise<Announced> {
    this.said.length = 0;
    this.#child.stdin?.write(`${word}\n`);
    return this.heard(word, (one) => 'is' in one || (word === 'taken' && 'taken' in one));
  }

  be = (condition: object) => this.word(`be ${JSON.stringify(condition)}`);

  async taken(): Promise<number> {
    const told = await this.word('taken');
    return 'taken' in told ? told.taken : -1;
  }

  /** Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

const secretIn = () => '1234';
let ids = 0;
const newId = () => {
  ids += 1;
  return `nonce-${ids}`;
};
const ready = (texter: Texter, state = 'ready') =>
  until(
    `it is ${state}`,
    () => texter.health().state === state,
    (look) => texter.onHealth(look),
  );

const gateways = [
  ['cmpp-2.0', 'cmpp', '?version=2.0&account=901234&from=106912345&secret=s'],
  ['cmpp-3.0', 'cmpp', '?version=3.0&account=901234&from=106912345&secret=s'],
  ['smpp', 'smpp', '?account=901234&from=106912345&secret=s'],
] as const;

describe.each(gateways)('a gateway that is a process and speaks %s', (speaks, scheme, settings) => {
  const good = { result: 0, slowMs: 0, writes: 'whole', wrongSeq: false, drops: false };
  let peer: PeerProcess;
  let texter: Texter;

  beforeAll(async () => {
    peer = new PeerProcess('gateway', ['--speaks', speaks, '--tcp', '0']);
    const told = await peer.heard('where it is', (one) => 'at' in one);
    const at = 'at' in told ? told.at : '';
    texter = openTexter(`${scheme}://${at}${settings}`, { clock, secretIn, newId });
    await ready(texter);
  });
  afterAll(async () => {
    await texter.close();
    await peer.kill();
  });

  test('slow, in pieces, throttled: it goes once or surely not', async () => {
    await peer.be({ slowMs: 300 });
    expect(await texter.send(text('slow'))).toMatchObject({ outcome: 'accepted' });
    await peer.be({ slowMs: 0, writes: 'pieces' });
    expect(await texter.send(text('pieces'))).toMatchObject({ outcome: 'accepted' });
    await peer.be({ ...good, result: speaks === 'smpp' ? 0x58 : 8 });
    expect(await texter.send(text('fast'))).toMatchObject({
      ...{ outcome: 'failed', reason: 'throttled' },
    });
    await peer.be(good);
    expect(await peer.taken()).toBe(2);
  });

  test.each([
    ['drops the line as a text comes', { drops: true }, 0],
    ['answers by half', { writes: 'half' }, 1],
  ] as const)('%s: nobody knows, and nothing is sent again', async (_, fault, more) => {
    const had = await peer.taken();
    await peer.be(fault);
    expect(await texter.send(text('cut'))).toMatchObject({ outcome: 'unknown' });
    await peer.be(good);
    await ready(texter);
    expect(await peer.taken()).toBe(had + more);
  });

  test('an answer under a wrong number is no answer to this text', async () => {
    await peer.be({ wrongSeq: true });
    const had = await peer.taken();
    peer.said.length = 0;
    const sending = texter.send(text('seq'));
    await peer.heard('that it has it', (one) => 'taken' in one && one.taken === had + 1);
    await peer.word('cut');
    expect(await sending).toMatchObject({ outcome: 'unknown' });
    await peer.be(good);
    await ready(texter);
    expect(await texter.send(text('next'))).toMatchObject({ outcome: 'accepted' });
  });

  test('turned away as it comes back, then let in, then dead', async () => {
    await peer.be({ turnsAway: true });
    await peer.word('cut');
    await ready(texter, 'error');
    expect(await texter.send(text('no'))).toMatchObject({ outcome: 'failed', reason: 'sign-in' });
    await peer.be({ turnsAway: false });
    await ready(texter);
    await peer.kill();
    await ready(texter, 'unplugged');
    expect(await texter.send(text('dead'))).toMatchObject({
      ...{ outcome: 'failed', reason: 'unplugged' },
    });
  });
});

describe('a modem that is a process on a pseudo-terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-peer-'));
  const path = join(folder, 'modem');
  let peer: PeerProcess;
  let texter: Texter;

  beforeAll(async () => {
    peer = new PeerProcess('modem', ['--pty', path]);
    await peer.heard('where it is', (one) => 'at' in one);
    texter = openTexter(`gsm:serial:${path}`, { clock, secretIn, newId });
    await ready(texter);
  });
  afterAll(async () => {
    await texter.close();
    await peer.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('in pieces, with a cause of the network, and dead in the midst of a text', async () => {
    await peer.be({ pieces: { bytes: 3, everyMs: 2 } });
    expect(await texter.send(text('pieces'))).toMatchObject({ outcome: 'accepted' });
    await peer.be({ pieces: null, takes: 42 });
    expect((await texter.send(text('busy'))).outcome).toBe('failed');
    await peer.be({ takes: 'none' });
    expect(await peer.taken()).toBe(1);
    const sending = texter.send(text('dying'));
    // Wherever it stands, waiting for the text or with all of it: then its line is gone for a moment.
    await peer.word('cut');
    expect(['unknown', 'failed']).toContain((await sending).outcome);
    await peer.be({ takes: 'all' });
    await ready(texter);
    expect(await texter.send(text('again'))).toMatchObject({ outcome: 'accepted' });
    expect(await peer.taken()).toBe(2);
  });
});

const clouds = [
  [
    'aliyun',
    'key=LTAI5tPretend1234&sign=东城政务',
    'isv.AMOUNT_NOT_ENOUGH',
    { outcome: 'failed', reason: 'credit' },
  ],
  [
    'tencent',
    'key=LTAI5tPretend1234&app=1400006666&sign=东城政务',
    'FailedOperation.InsufficientBalanceInSmsPackage',
    { outcome: 'failed', reason: 'credit' },
  ],
] as const;

describe.each(clouds)('%s as a process', (speaks, settings, code, told) => {
  let peer: PeerProcess;
  let at = '';
  const texters: Texter[] = [];
  const open = (secret: string) => {
    const address = `${speaks}:?${settings}&secret=s&url=${at}`;
    const texter = openTexter(address, { clock, secretIn: () => secret, newId });
    texters.push(texter);
    return texter;
  };

  beforeAll(async () => {
    peer = new PeerProcess('cloud', ['--speaks', speaks, '--http', '0']);
    const where = await peer.heard('where it is', (one) => 'at' in one);
    at = 'at' in where ? where.at : '';
  });
  afterAll(async () => {
    await Promise.all(texters.map((texter) => texter.close()));
    await peer.kill();
  });

  test('signed it goes, slowly too; with another secret, without credit or with halves it does not', async () => {
    const texter = open('1234');
    await peer.be({ slowMs: 200 });
    expect(await texter.send(text('slow'))).toMatchObject({ outcome: 'accepted' });
    await peer.be({ slowMs: 0, code });
    expect(await texter.send(text('no'))).toMatchObject(told);
    await peer.be({ code: null });
    expect((await open('another').send(text('sign'))).outcome).not.toBe('accepted');
    expect(await peer.taken()).toBe(1);
    for (const fault of [{ breaks: 'half' }, { breaks: 'before' }, { breaks: 'no', status: 502 }]) {
      await peer.be(fault);
      expect(await texter.send(text('half'))).toMatchObject({ outcome: 'unknown' });
    }
    await peer.be({ status: 200 });
    expect(await texter.send(text('well'))).toMatchObject({ outcome: 'accepted' });
    await peer.kill();
    // A line that was kept open may still be taken for one.
    expect(['unknown', 'failed']).toContain((await texter.send(text('dying'))).outcome);
    expect(await texter.send(text('dead'))).toMatchObject({
      ...{ outcome: 'failed', reason: 'unplugged' },
    });
  });
});
