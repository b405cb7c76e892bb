/**
 * The `jinghao` command as an administrator runs it, in real processes: acts beside a hub, what they
 * print, and how they end.
 */

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { tiedWords } from '../../../fixtures/tied.ts';
import { claimDataFolder } from '../../../server/data-folder.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { Audit } from '../../../server/people/audit.ts';
import { openTables, type Tables } from '../../../server/tables.ts';

const root = resolve(import.meta.dirname, '../../..');
const config = join(root, 'fixtures/halls/dongcheng.yaml');
let folder = '';
let dataDir = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jinghao-cli-'));
  dataDir = join(folder, 'data');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: readonly string[];
  readonly err: string;
}

const { PATH, NODE_COMPILE_CACHE } = process.env;

function jinghao(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [...tiedWords, 'server/main.ts', ...words], {
    cwd: root,
    env: { PATH, NODE_COMPILE_CACHE, JINGHAO_CONFIG: config, DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  return new Promise((end) =>
    child.on('close', (code) => end({ code, out: out.split('\n').filter(Boolean), err })),
  );
}

/** What the hub would find in the tables. */
async function inTables<T>(read: (tables: Tables) => Promise<T>): Promise<T> {
  const tables = await openTables({ databaseUrl: null, dataDir }, machineClock, machineDice);
  try {
    return await read(tables);
  } finally {
    await tables.close();
  }
}

const wordAfter = (line: string | undefined): string => line?.split(/\s+/).at(-1) ?? '';

it('staff: an account is added, listed, and given another password', {
  timeout: 60_000,
}, async () => {
  const added = await jinghao(['staff', 'add', 'li.na', '李娜', 'clerk']);
  expect(added).toMatchObject({ code: 0, err: '' });
  expect(added.out[0]).toBe('account li.na');
  const first = wordAfter(added.out[1]);
  expect(await inTables(({ staff }) => staff.verify('li.na', first, 'here'))).toMatchObject({
    ...{ account: 'li.na', role: 'clerk', hall: 'dongcheng' },
  });
  expect(await jinghao(['staff', 'add', 'li.na', '李娜', 'clerk'])).toMatchObject({ code: 1 });
  expect((await jinghao(['staff', 'list'])).out).toEqual(['li.na\tclerk\t']);
  const noted = await inTables(({ house }) => new Audit(house, machineClock, 'dongcheng').find({}));
  expect(noted.map(({ actor, act, outcome }) => [actor, act, outcome])).toEqual([
    ['command-line', 'staff add', 'refused'],
    ['command-line', 'staff add', 'done'],
  ]);
  const set = await jinghao(['staff', 'password', 'li.na']);
  expect(set.code).toBe(0);
  const second = wordAfter(set.out[1]);
  expect(second).not.toBe(first);
  await inTables(async ({ staff }) => {
    expect(await staff.verify('li.na', first, 'here')).toHaveProperty('refused');
    expect(await staff.verify('li.na', second, 'here')).toHaveProperty('account');
  });
});

it('token: one is made, listed without its secret, and revoked', { timeout: 60_000 }, async () => {
  const made = await jinghao(['token', 'add', 'gateway']);
  expect(made.code).toBe(0);
  const [, id = ''] = /^token (\S+) \(gateway\)$/.exec(made.out[0] ?? '') ?? [];
  const secret = made.out[1] ?? '';
  expect(await inTables(({ tokens }) => tokens.find(secret))).toMatchObject({ id });
  const listed = await jinghao(['token', 'list']);
  expect(listed.out).toEqual([`${id}\tgateway`]);
  expect(await jinghao(['token', 'revoke', id])).toMatchObject({ code: 0 });
  expect(await inTables(({ tokens }) => tokens.find(secret))).toBeNull();
  const again = await jinghao(['token', 'revoke', id]);
  expect(again).toMatchObject({ code: 1, out: [] });
  expect(again.err).toContain(`no token ${id}`);
});

it('device: a code is made, redeemed, and the device listed and revoked', {
  timeout: 60_000,
}, async () => {
  // A kiosk that pages have published is known, though the file does not name it.
  const place = 'new-hall';
  await inTables(async ({ settings }) => {
    const hall = parse(await readFile(config, 'utf8'));
    const name = { 'zh-Hans': '新厅', en: 'New hall' };
    hall.kiosks.push({ id: place, letter: 'Z', name });
    const draft = {
      source: 'page',
      base: null,
      text: stringify(hall),
      why: '',
      by: 'test',
    } as const;
    const saved = await settings.save('dongcheng', draft);
    const version = 'number' in saved ? saved.number : 0;
    const wish = { version, effect: 'at-once', seen: 'any', by: 'test' } as const;
    await settings.publish('dongcheng', wish);
  });
  const strange = await jinghao(['device', 'enrol', 'nowhere']);
  expect(strange.code).toBe(1);
  const known = /^kiosk: one of (.+)$/m.exec(strange.err)?.[1]?.split(', ') ?? [];
  expect(known).toContain(place);
  const invited = await jinghao(['device', 'enrol', place]);
  expect(invited.out[0]).toBe(`kiosk ${place}`);
  const code = invited.out[1]?.replace('code ', '') ?? '';
  const redeemed = await inTables(({ enrolment }) => enrolment.redeem(code, '127.0.0.1'));
  expect(redeemed).toHaveProperty('device');
  const { out } = await jinghao(['device', 'keys']);
  expect(out).toHaveLength(1);
  const [id = '', kind, at, revoked] = out[0]?.split('\t') ?? [];
  expect([kind, at, revoked]).toEqual(['kiosk', place, '']);
  expect((await jinghao(['device', 'revoke', id])).code).toBe(0);
  expect((await jinghao(['device', 'keys'])).out).toEqual([`${id}\tkiosk\t${place}\trevoked`]);
});

describe('what it is told wrongly', () => {
  it('an act that is none is answered with those that are, and ends with 1', async () => {
    const ended = await jinghao(['make', 'coffee']);
    expect(ended).toMatchObject({ code: 1, out: [] });
    expect(ended.err).toContain('not understood');
    expect(ended.err).toContain('staff add <account>');
    expect(ended.err).not.toContain('    at ');
  });

  it('a role that is none, or words that are missing, are named', async () => {
    const role = await jinghao(['staff', 'add', 'x', 'X', 'boss']);
    expect(role).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^role: one of clerk, manager, system-admin/),
    });
    const bare = await jinghao(['token', 'add']);
    expect(bare).toMatchObject({ code: 1, err: 'name: what the token is for\n' });
  });

  it('settings are complained of without a stack', async () => {
    const port = await jinghao(['staff', 'list'], { PORT: 'x' });
    expect(port.code).toBe(1);
    expect(port.err).toContain('PORT: a port');
    const none = await jinghao(['start'], { JINGHAO_CONFIG: '' });
    expect(none.code).toBe(1);
    expect(none.err).toContain('set JINGHAO_CONFIG');
    for (const { err } of [port, none]) expect(err).not.toContain('    at ');
  });

  it("another hall's data are not touched", async () => {
    const theirs = join(folder, 'theirs');
    claimDataFolder(theirs, 'west', false);
    const ended = await jinghao(['staff', 'list'], { DATA_DIR: theirs });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('holds the data of the hall west');
    const example = await jinghao(['start', '--example'], { DATA_DIR: theirs, PORT: '0' });
    expect(example.code).toBe(1);
    expect(example.err).toContain('holds the data of the hall west');
  });
});

it('schema and help need nothing', { timeout: 60_000 }, async () => {
  const bare = { JINGHAO_CONFIG: '', DATA_DIR: join(folder, 'never-made') };
  const schema = await jinghao(['schema'], bare);
  expect(schema.code).toBe(0);
  const read = z.fromJSONSchema(JSON.parse(schema.out.join('\n')));
  expect(read.safeParse(parse(await readFile(config, 'utf8'))).success).toBe(true);
  for (const words of [['help'], ['--help']]) {
    const help = await jinghao(words, bare);
    expect(help.code).toBe(0);
    expect(help.out.join('\n')).toContain('jinghao device enrol <kiosk>');
  }
});
