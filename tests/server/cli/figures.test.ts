/**
 * `jinghao figures rebuild` on the recorded log of a morning: what it makes is what a hub had filled, how
 * often soever it is run.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sqliteLog } from '../../../log/sqlite.ts';
import { figuresTeller } from '../../../server/cli/figures.ts';
import { Filling } from '../../../server/figures/follow.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { readEnvironment, SettingsError } from '../../../server/settings.ts';
import { openTables } from '../../../server/tables.ts';
import { exampleHall } from '../../core/halls.ts';
import { day, Morning, write } from './day.ts';

const configuration = exampleHall();
const { hall } = configuration;

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-rebuild-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const settings = readEnvironment({ DATA_DIR: folder });
  const rebuild = (...words: string[]) => figuresTeller.run({ settings, configuration }, words);
  return { folder, settings, rebuild };
}

it('makes the same figures again, beside a hub that has them already', async () => {
  const { folder, settings, rebuild } = await place();
  const log = sqliteLog({ path: join(folder, 'log.sqlite') });
  onTestFinished(() => log.close());
  const morning = new Morning(21, 40);
  await write(log, morning);
  const tables = await openTables(settings, machineClock, machineDice);
  onTestFinished(() => tables.close());
  const { figures } = tables;
  const filling = new Filling({ hall, log, figures, calendar: calendarOf('Asia/Shanghai') });
  while (await filling.page()) {}
  const filled = await figures.sums(hall, day);
  expect(filled.length).toBeGreaterThan(20);
  // What stands there wrongly does not stay.
  await figures.house.db.deleteFrom('figure_sums').where('dim', '=', 'service').execute();
  const said = { ok: true, lines: [`${morning.told.length} events`] };
  for (let time = 0; time < 2; time += 1) {
    expect(await rebuild('rebuild')).toEqual(said);
    const made = await figures.sums(hall, day);
    expect(made).toHaveLength(filled.length);
    expect(made).toEqual(expect.arrayContaining(filled));
  }
});

it('refuses other words, and a folder without a log', async () => {
  const { rebuild } = await place();
  expect(await rebuild('forget')).toEqual({ ok: false, lines: ['figures: rebuild'] });
  expect(await rebuild()).toMatchObject({ ok: false });
  await expect(rebuild('rebuild')).rejects.toThrow(SettingsError);
});
