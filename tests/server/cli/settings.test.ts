/**
 * `jinghao settings`: carried out, brought in, put in force and taken back beside a running hub.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { settingsTeller } from '../../../server/cli/settings.ts';
import { chooseVersion } from '../../../server/configured/choosing.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { readEnvironment } from '../../../server/settings.ts';
import { openTables } from '../../../server/tables.ts';
import { promising, smallFile, smallText } from '../configured/small-hall.ts';

test('a version is carried out, changed, brought in, put in force and taken back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = readEnvironment({ DATA_DIR: folder });
  const file = smallFile();
  const parts = { settings, file, configuration: file.configuration };
  const say = (...words: string[]) => settingsTeller.run(parts, words);
  const start = async () => {
    const tables = await openTables(settings, machineClock, machineDice);
    const chosen = await chooseVersion(tables.settings, file, {});
    await tables.close();
    return chosen;
  };
  await start();
  const path = join(folder, 'hall.yaml');
  expect(await say('export', path)).toMatchObject({ ok: true });
  expect(readFileSync(path, 'utf8')).toBe(smallText);
  writeFileSync(path, smallText.replace('prefix: B', 'prefix: I'));
  expect((await say('import', path, '--why', '试')).lines).toEqual([
    expect.stringContaining('services.1.prefix: a prefix is one or two'),
  ]);
  writeFileSync(path, promising(45).replace('东城区政务服务中心', '东城大厅'));
  expect(await say('import', path)).toMatchObject({ ok: false });
  const taken = await say('import', path, '--why', '夏令');
  expect(taken.lines.join('\n')).toMatch(
    /version 2, not in force[\s\S]*promiseMinutes[\s\S]*art\. 18/,
  );
  expect((await start()).version).toBe(1);
  await expect(say('publish', '2', '--when', 'tomorrow')).rejects.toThrow('--when: at-once or');
  const published = await say('publish', '2');
  expect(published).toMatchObject({ ok: true, lines: ['published: 2', expect.any(String)] });
  expect(published.lines[1]).toContain('东城大厅 is of none of the four patterns of art. 18');
  expect(await start()).toMatchObject({ version: 2, source: 'import' });
  const listed = (await say('list')).lines;
  expect(listed[0]).toMatch(/^2\t.*command-line\timport\t\* at-once\t夏令$/);
  expect((await say('compare', '1', '2')).lines).toContain(
    'services.[tax].promiseMinutes\t30\t45\tat-once',
  );
  expect(await say('roll-back', '1', '--why', '改错了')).toMatchObject({ ok: true });
  expect((await start()).file.configuration.services[0]?.promiseMinutes).toBe(30);
  expect(await say('publish', '9')).toMatchObject({ ok: false });
  expect(await say('unheard-of')).toMatchObject({ ok: false });
});
