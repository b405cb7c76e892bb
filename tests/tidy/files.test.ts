/**
 * The form of the house: a comment at the head of every file, no room without a name, nothing longer
 * than a reader can hold, nothing left for later.
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { longer } from './allowed.ts';
import { root, sources } from './tree.ts';

const linesMax = 400;
const code = sources(/\.(ts|tsx|css)$/).filter((path) => !path.includes('/texts/'));
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

describe('files', () => {
  test('every file says why it exists', () => {
    const scripts = code.filter((path) => !path.endsWith('.css'));
    expect(scripts.filter((path) => !/^(#!.*\n)?\/\*\*/.test(read(path)))).toEqual([]);
  });

  test(`no file is longer than ${linesMax} lines, but those with a reason`, () => {
    const long = code.filter((path) => read(path).split('\n').length - 1 > linesMax);
    expect(long.filter((path) => !(path in longer))).toEqual([]);
    expect(Object.keys(longer).filter((path) => !long.includes(path))).toEqual([]);
  });

  test('no room says nothing: utils, helpers, common, shared, lib', () => {
    const empty = /(^|\/)(utils?|helpers?|common|shared|lib|misc)(\/|\.|$)/;
    expect(code.filter((path) => empty.test(path))).toEqual([]);
  });

  test('file names are kebab-case, components PascalCase or kebab-case', () => {
    const odd = code.filter(
      (path) =>
        !/^[a-z0-9]+([.-][a-z0-9]+)*$|^zh-Han[st]\.ts$|^[A-Z][A-Za-z]+\.(tsx|css)$/.test(
          basename(path),
        ),
    );
    expect(odd).toEqual([]);
  });

  test('nothing is left for later', () => {
    const word = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|X{3})\\b`);
    expect(code.filter((path) => word.test(read(path)))).toEqual([]);
  });

  test('no test is skipped or left alone, and no module is mocked', () => {
    const cheats = new RegExp(
      `\\b(test|it|describe)\\.(${['on', 'ly'].join('')}|todo)\\b|vi\\.${['mo', 'ck'].join('')}\\(`,
    );
    expect(sources(/\.test\.ts$/).filter((path) => cheats.test(read(path)))).toEqual([]);
  });

  test('no test reads a page in passing, right after an act: what follows is waited for', () => {
    const [act, seen, look] = [
      'click|dblclick|tap|press|type|fill|check|uncheck|selectOption|setViewportSize',
      'innerText|allInnerTexts|textContent|count|is[A-Z]\\w+|inputValue|getAttribute|boundingBox' +
        '|evaluate\\w*',
      'violationsOn|clippedOn|cutWordsOn|smallOn|focusOn|cutOff|overlaps|shortened',
    ];
    const acts = new RegExp(`\\.(${act})\\(.*\\);$`);
    const reads = new RegExp(`expect\\(\\(?await .*(\\.(${seen})|\\b(${look}))\\(`);
    const passing = sources(/^tests\/.*\.test\.ts$/).flatMap((path) => {
      const lines = read(path)
        .replace(/expect\(\n\s*await/g, 'expect(await')
        .split('\n');
      const after = lines.filter((line, at) => reads.test(line) && acts.test(lines[at - 1] ?? ''));
      return after.map((line) => `${path}: ${line.trim()} (await expect.poll, or says)`);
    });
    expect(passing).toEqual([]);
  });

  test('the lock file holds no address', () => {
    expect(read('package-lock.json')).not.toMatch(
      /https?:\/\/(?!.*(github|opencollective|paypal|tidelift|feross|patreon|npmjs\.com\/support|funding|sponsor))[^"]*\.tgz/,
    );
  });
});
