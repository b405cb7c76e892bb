/**
 * Commands speak of the hall as it is in force: what pages have published counts for them too, from the moment
 * on from which it counts in the hall; the file of the start command where nothing else was published.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hallId } from '../../../core/hall/ids.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import { hallInForce } from '../../../server/cli/hall-in-force.ts';
import { chooseVersion } from '../../../server/configured/choosing.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { Keeper } from '../../../server/hall/keeper.ts';
import { readEnvironment } from '../../../server/settings.ts';
import { openTables } from '../../../server/tables.ts';
import { boss, type Step } from '../../core/hall.ts';
import { promising, smallFile, smallText } from '../configured/small-hall.ts';

const hall = hallId('small');
const by = 'manager:one';
const minuteMs = 60_000;

test('what was published is in force for commands, at once or from the next opening on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-in-force-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = readEnvironment({ DATA_DIR: join(folder, 'data') });
  const minutes = async (written = smallFile()) =>
    (await hallInForce(settings, written)).configuration.services[0]?.promiseMinutes;
  expect(await minutes()).toBe(30);
  expect(existsSync(settings.dataDir)).toBe(false);

  const data = { databaseUrl: null, dataDir: folder };
  const here = readEnvironment({ DATA_DIR: folder });
  const inForce = async (written = smallFile()) => {
    const file = await hallInForce(here, written);
    expect(file.path).toBe(written.path);
    return file.configuration.services[0]?.promiseMinutes;
  };
  const tables = await openTables(data, machineClock, machineDice);
  onTestFinished(() => tables.close());
  await chooseVersion(tables.settings, smallFile(), {});
  // The file is what counts, also as it was changed since.
  expect(await inForce()).toBe(30);
  expect(await inForce(smallFile(promising(60)))).toBe(60);

  const publish = async (text: string, effect: 'at-once' | 'opening') => {
    const [last] = await tables.settings.versions(hall);
    const draft = { source: 'page', base: last?.number ?? null, text, why: '', by } as const;
    const saved = await tables.settings.save(hall, draft);
    const version = 'number' in saved ? saved.number : 0;
    await tables.settings.publish(hall, { version, effect, seen: 'any', by });
  };
  await publish(promising(45), 'at-once');
  expect(await inForce()).toBe(45);
  expect(await inForce(smallFile(promising(60)))).toBe(45);

  // A day that had opened before goes on by the version before; the next one has it.
  await publish(smallText.replace('promiseMinutes: 30', 'promiseMinutes: 15'), 'opening');
  const log = sqliteLog({ path: join(folder, 'log.sqlite') });
  let movedMs = -minuteMs;
  const clock = { ...machineClock, now: () => machineClock.now() + movedMs };
  const keeper = Keeper.start({
    ...{ hall, log, clock, dice: machineDice, complain: () => {} },
    calendar: calendarOf('Asia/Shanghai'),
  });
  const ask = async (step: Step, requestId: string) => {
    if ('command' in step) expect(await keeper.submit({ ...step, requestId })).toHaveProperty('ok');
  };
  await ask(boss.opens(smallFile().configuration), 'open');
  expect(await inForce()).toBe(45);
  await ask(boss.closes(), 'close');
  movedMs = 24 * 60 * minuteMs;
  await ask(boss.opens(smallFile().configuration), 'open again');
  expect(await inForce()).toBe(15);
  keeper.close();
  await log.close();
});
