/**
 * `jinghao explain` and `jinghao replay` on a recorded morning: in real processes on a real SQLite file,
 * and on a real PostgreSQL.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Told } from '../../../core/hall/events.ts';
import { startPostgres } from '../../../fixtures/machines/postgres.ts';
import { openPostgresLog } from '../../../log/postgres.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import type { Said } from '../../../server/cli/acts.ts';
import { story } from '../../../server/cli/explain.ts';
import { openingOf, readDay } from '../../../server/cli/recorded.ts';
import { waitsOf } from '../../../server/cli/replay/figures.ts';
import { recordOf } from '../../../server/cli/replay/record.ts';
import { ordersFor } from '../../../server/cli/replay/roster.ts';
import { playAgain } from '../../../server/cli/replay/simulation.ts';
import { tellers } from '../../../server/cli/tellers.ts';
import { readEnvironment, readHallFile, SettingsError } from '../../../server/settings.ts';
import { day, Morning, write } from './day.ts';

const root = resolve(import.meta.dirname, '../../..');
const timeout = 120_000;
const visitors = 150;
const morning = new Morning(3, visitors);
const opening = openingOf(morning.told);
const { configuration } = opening.body;
const file = readHallFile(resolve(root, 'fixtures/halls/dongcheng.yaml'));

let folder = '';
let dataDir = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jinghao-tellers-'));
  dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const log = sqliteLog({ path: join(dataDir, 'log.sqlite') });
  await write(log, morning);
  await log.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { PATH, NODE_COMPILE_CACHE } = process.env;

function jinghao(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const config = join(root, 'fixtures/halls/dongcheng.yaml');
  const child = spawn(process.execPath, ['server/main.ts', ...words], {
    cwd: root,
    env: { PATH, NODE_COMPILE_CACHE, JINGHAO_CONFIG: config, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece) => {
    said.out += piece;
  });
  child.stderr.on('data', (piece) => {
    said.err += piece;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((end) =>
    child.on('close', (code) => end({ code, ...said })),
  );
}

/** The same within this process: what is said, and whether it was done. */
async function told(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const [name = '', ...rest] = words;
  const settings = readEnvironment({ DATA_DIR: dataDir, ...env });
  try {
    const said = await tellers[name]?.run({ settings, file, configuration }, rest);
    if (!said) throw new Error(`there is no ${name}`);
    return said;
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, lines: [error.message] };
    throw error;
  }
}

/** A ticket that another class went before, by its label. */
function overtaken(): string {
  const labels = morning.told.flatMap(({ type, body }) =>
    type === 'ticket-issued' ? [body.label] : [],
  );
  const asking = { hall: configuration.hall, language: 'en' } as const;
  const found = labels.find((ticket) =>
    story(morning.told, { ...asking, ticket })?.some((line) => line.includes('(priority: Care')),
  );
  if (found === undefined) throw new Error('nobody was overtaken that morning');
  return found;
}

describe('explain', () => {
  it('tells who went before a ticket and why, in both languages', { timeout }, async () => {
    const label = overtaken();
    const [zh, en] = await Promise.all([
      jinghao(['explain', label, '--day', day]),
      jinghao(['explain', label, '--language', 'en']),
    ]);
    expect(en).toMatchObject({ code: 0, err: '' });
    expect(en.out).toContain(`${label} was taken for`);
    expect(en.out).toMatch(/OVERTAKEN by \w+ to window \d+ \(priority: Care, waited \d+ min\)/);
    expect(en.out).toMatch(/called to window \d+ after \d+ min: .*; before it \d+ in turn, [1-9]/);
    expect(zh).toMatchObject({ code: 0, err: '' });
    expect(zh.out).toMatch(/后来先叫：\w+ → \d+ 号窗口（优先：爱心优先，已等 \d+ 分钟）/);
    expect(zh.out.split('\n')).toHaveLength(en.out.split('\n').length);
  });

  it('tells of every errand of a ticket, and of what goes on by itself', { timeout }, async () => {
    const home = morning.told.find(
      ({ type, body }) => type === 'ticket-issued' && body.steps.length === 3,
    );
    const company = morning.told.find(
      ({ type, body }) => type === 'ticket-issued' && body.steps[0]?.items.length === 2,
    );
    if (home?.type !== 'ticket-issued' || company?.type !== 'ticket-issued') throw new Error();
    const [steps, items] = await Promise.all(
      [home, company].map(({ body }) => jinghao(['explain', body.ticket, '--language', 'en'])),
    );
    expect(steps?.out).toContain('goes on to: Tax, Collect results');
    expect(steps?.out.match(/goes on by itself/g)).toHaveLength(2);
    expect(items?.out).toContain('items: Business licence, Company seals');
    expect(items?.out).toContain('accepted (Company seals: papers to be supplemented)');
  });

  it('names no clerk and no person', { timeout }, async () => {
    const { out } = await jinghao(['explain', overtaken()]);
    expect(out).not.toMatch(/c-\d+/);
  });

  it('refuses by name what is not there', { timeout }, async () => {
    const nowhere = join(folder, 'nowhere');
    const asked: [string[], NodeJS.ProcessEnv, RegExp][] = [
      [['explain', 'Z999'], {}, /^no ticket Z999 on 2026-11-20$/m],
      [['explain', 'A001', '--day', '2026-11-21'], {}, /^the log holds no 2026-11-21/m],
      [['explain', 'A001', '--day', 'today'], {}, /--day: a date is YYYY-MM-DD/],
      [['explain'], {}, /^ticket: its id, or its label$/m],
      [['explain', 'A001', '--loud', '1'], {}, /--loud: not known/],
      [['explain', 'A001', '--language', 'fr'], {}, /--language: zh-Hans or en/],
      [['explain', 'A001'], { DATA_DIR: nowhere }, /there is no log at .*nowhere/],
    ];
    for (const [words, env, why] of asked) {
      const { ok, lines } = await told(words, env);
      expect(ok).toBe(false);
      expect(lines.join('\n')).toMatch(why);
    }
    const ended = await jinghao(['explain', 'A001'], { DATA_DIR: nowhere });
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.err).toMatch(/^SettingsError: there is no log at/);
    expect(ended.err).not.toContain('    at ');
  });
});

describe('replay', () => {
  const recorded = recordOf(morning.told, opening);
  const waits = waitsOf(morning.told);

  it('has everybody of the day, and counts the waits as they were', () => {
    expect(recorded.visits.size).toBe(
      morning.told.filter(({ type }) => type === 'ticket-issued').length,
    );
    const calls = morning.told.filter(({ type }) => type === 'ticket-called').length;
    expect(waits.all).toMatchObject({ called: calls, left: 0 });
    expect(waits.all.p50).toBeLessThanOrEqual(waits.all.p90);
    expect(waits.all.p90).toBeLessThanOrEqual(waits.all.longest);
  });

  it('by its own rules comes near the day as it was', () => {
    const { events, refused } = playAgain(recorded, configuration, recorded.orders);
    const again = waitsOf(events);
    expect(refused).toBe(0);
    expect(again.all.called).toBe(waits.all.called);
    expect(again.all.missed).toBe(waits.all.missed);
    expect(Math.abs(again.all.mean - waits.all.mean)).toBeLessThan(0.25 * waits.all.mean + 1);
  });

  it('who asked for more minutes asks again, and is not called meanwhile; other rules may refuse it', () => {
    const putOff = (events: readonly Told[]) =>
      events.flatMap(({ type, body, at }) =>
        type === 'ticket-postponed' ? [{ ticket: body.ticket, until: body.until, at }] : [],
      );
    const again = playAgain(recorded, configuration, recorded.orders).events;
    expect(putOff(again).length).toBeGreaterThan(3);
    expect(putOff(again)).toEqual(putOff(morning.told));
    for (const { ticket, until, at } of putOff(again)) {
      const called = again.filter(
        ({ type, body }) => type === 'ticket-called' && body.ticket === ticket,
      );
      expect(called.filter((call) => call.at >= at && call.at < until)).toEqual([]);
      expect(called.length).toBeGreaterThan(0);
    }
    const never = { ...configuration, rules: { ...configuration.rules, postponesMax: 0 } };
    const without = playAgain(recorded, never, recorded.orders);
    expect(putOff(without.events)).toEqual([]);
    expect(without.refused).toBe(0);
  });

  it('fewer windows wait longer, more windows less, and no errand loses its last window', () => {
    const mean = (windows: number) => {
      const orders = ordersFor(recorded, configuration, windows);
      const { all } = waitsOf(playAgain(recorded, configuration, orders).events);
      expect(all.called + all.left).toBeGreaterThanOrEqual(0.9 * waits.all.called);
      return all.mean;
    };
    expect(mean(6)).toBeGreaterThan(mean(7));
    expect(mean(12)).toBeLessThan(mean(7));
  });

  it('the same day by the same rules is the same, whenever it is played', () => {
    const play = () => playAgain(recorded, configuration, recorded.orders).events;
    expect(play()).toEqual(play());
  });

  it('prints recorded, replayed and what-if side by side, and writes nothing', {
    timeout,
  }, async () => {
    const rules = join(folder, 'rules.yaml');
    await writeFile(
      rules,
      'rules: { overtakingMax: 0 }\nservices: [{ id: tax, promiseMinutes: 90 }]\n',
    );
    const { code, out, err } = await jinghao([
      ...['replay', day, '--rules', rules, '--staff', '1.2', '--language', 'en'],
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/recorded: 7 windows staffed, by 7 clerks/);
    expect(out).toMatch(/what if: rules .*rules.yaml, 5 windows, which take 6 people/);
    expect(out).toMatch(/recorded +\| replayed by its own rules +\| what if/);
    for (const name of ['everybody', 'Ordinary', 'Care', 'Tax', 'Collect results']) {
      expect(out).toMatch(new RegExp(`^${name} .*\\|.*\\|`, 'm'));
    }
    const log = sqliteLog({ path: join(dataDir, 'log.sqlite') });
    expect(await log.head('hall:dongcheng')).toBe(morning.told.length);
    await log.close();
  });

  it('refuses by name what cannot be played', { timeout }, async () => {
    const file = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const strange = await file('strange.yaml', 'speed: 2\n');
    const nobody = await file('nobody.yaml', 'services: [{ id: nothing, promiseMinutes: 9 }]\n');
    const unsound = await file('unsound.yaml', 'counters: [{ id: "1", services: [nothing] }]\n');
    const asked: [string[], RegExp][] = [
      [['replay'], /^day: YYYY-MM-DD$/m],
      [['replay', '2026-11-21'], /^the log holds no 2026-11-21/m],
      [['replay', day, '--counters', '99'], /--counters: the hall has 24/],
      [['replay', day, '--counters', '2.5'], /--counters: a whole number/],
      [['replay', day, '--staff', 'all'], /--staff: a number over 0/],
      [['replay', day, '--rules', join(folder, 'none.yaml')], /cannot be read/],
      [['replay', day, '--rules', strange], /Unrecognized key: "speed"/],
      [['replay', day, '--rules', nobody], /services: no nothing that day/],
      [
        ['replay', day, '--rules', unsound],
        /counters\.0\.services\.0: no service has the id nothing/,
      ],
    ];
    for (const [words, why] of asked) {
      const { ok, lines } = await told(words);
      expect(ok).toBe(false);
      expect(lines.join('\n')).toMatch(why);
    }
  });
});

it('a log on PostgreSQL is told of alike', { timeout }, async () => {
  const postgres = await startPostgres();
  try {
    const { url } = postgres;
    const log = await openPostgresLog({ url });
    await write(log, morning);
    expect(await readDay(log, 'hall:dongcheng', day)).toEqual(morning.told);
    expect(await readDay(log, 'hall:dongcheng', '2026-11-19')).toEqual([]);
    await log.close();
    const env = { DATABASE_URL: url };
    const explained = await jinghao(['explain', overtaken(), '--day', day], env);
    expect(explained).toEqual(await jinghao(['explain', overtaken(), '--day', day]));
    expect(explained.code).toBe(0);
    const replayed = await told(['replay', day, '--counters', '6'], env);
    expect(replayed).toEqual(await told(['replay', day, '--counters', '6']));
  } finally {
    await postgres.remove();
  }
});
