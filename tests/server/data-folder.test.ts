/**
 * Whose a data folder is: a real hall's never opens as the example, nor one hall's as another's.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { claimDataFolder, openDataFolder } from '../../server/data-folder.ts';
import { SettingsError } from '../../server/settings.ts';

let folder = '';
beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), 'jinghao-folder-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  folder = join(parent, 'a', 'b');
});

it('is made for its owner alone, and marked', () => {
  claimDataFolder(folder, 'east', false);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(JSON.parse(readFileSync(join(folder, 'hall.json'), 'utf8'))).toEqual({
    ...{ hall: 'east', example: false },
  });
  claimDataFolder(folder, 'east', false);
});

const strangers: readonly [boolean, string, boolean, RegExp][] = [
  [false, 'east', true, /holds the data of the hall east/],
  [true, 'east', false, /holds the data of the example hall east/],
  [false, 'west', false, /holds the data of the hall east; name another folder for west/],
];
for (const [example, hall, asExample, why] of strangers) {
  it(`of ${example ? 'the example' : 'the hall'} east is refused to ${asExample ? 'the example' : 'the hall'} ${hall}`, () => {
    claimDataFolder(folder, 'east', example);
    const claim = () => claimDataFolder(folder, hall, asExample);
    expect(claim).toThrow(SettingsError);
    expect(claim).toThrow(/^DATA_DIR: /);
    expect(claim).toThrow(why);
  });
}

for (const text of ['', 'no JSON', '{}', '{"hall":1,"example":false}']) {
  it(`with ${JSON.stringify(text)} for a mark is nobody's, and stays as it is`, () => {
    claimDataFolder(folder, 'east', false);
    const path = join(folder, 'hall.json');
    writeFileSync(path, text);
    const claim = () => claimDataFolder(folder, 'east', false);
    expect(claim).toThrow(SettingsError);
    expect(claim).toThrow(/hall\.json is not a mark of ours/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
}

it('is opened beside a hub by its own hall, example or not, and by no other', () => {
  openDataFolder(folder, 'east');
  claimDataFolder(folder, 'east', true);
  openDataFolder(folder, 'east');
  expect(() => openDataFolder(folder, 'west')).toThrow(/holds the data of the example hall east/);
});
