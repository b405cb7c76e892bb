/**
 * The on-screen keyboard without a screen: what letters may mean, and that names, streets and titles
 * can be typed in full pinyin and chosen from three pages at the most.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { candidatesFor } from '../../ui/keyboard/candidates.ts';
import { Dictionary } from '../../ui/keyboard/dictionary.ts';
import { rowsOf } from '../../ui/keyboard/keys.ts';
import {
  type CandidateRoom,
  candidatePages,
  type Key,
  keyOf,
  press,
  type Typing,
  textAfter,
  typingBegins,
} from '../../ui/keyboard/typing.ts';
import { words } from '../../ui/keyboard/words.ts';

const dictionary = new Dictionary(words);
const pagesMax = 3;
/**
 * One row, as a screen that lies has it at least; standing there are two, of 19 em each. (Low-reach mode
 * has one of those: there it may take a page or two more.)
 */
const room: CandidateRoom = { rows: 1, rowEm: 27, leastEm: 2.6, sidesEm: 1 };
const texts = (letters: string, count = 9) =>
  candidatesFor(letters, dictionary)
    .slice(0, count)
    .map(({ text }) => text);

const streets =
  '东华门 景山 交道口 安定门 北新桥 东四 朝阳门 建国门 东直门 和平里 前门 崇文门外 东花市 龙潭 体育馆路 天坛 永定门外'.split(
    ' ',
  );
/** The hundred names that are most often given, by the police's yearly reports and general lists. */
const names = (
  '张伟 王伟 王芳 李伟 李娜 张敏 李静 王静 刘伟 王秀英 张丽 李秀英 王丽 张静 李敏 王敏 刘芳 王勇 李强 张勇 ' +
  '李军 王军 张杰 王磊 李勇 王艳 李艳 李丽 张磊 王强 张军 张艳 刘敏 刘洋 王超 李杰 刘杰 李超 张强 李明 ' +
  '王刚 王平 刘静 李霞 张涛 李刚 王鹏 李鹏 张鹏 王杰 张秀英 李桂英 王桂英 刘秀英 杨秀英 陈静 陈伟 杨洋 张婷 王婷 ' +
  '李婷 张宇 王浩 李浩 张浩 刘浩 陈浩 张俊 王宇 李宇 刘宇 陈杰 杨勇 赵伟 黄伟 周杰 吴刚 徐静 孙丽 马超 ' +
  '张梓涵 王子轩 李雨桐 刘欣怡 陈思远 杨浩然 赵一诺 黄诗涵 周佳琪 吴宇航 欧阳娜 司马光 诸葛亮 林志强 郭建国 何晓明 高文博 罗海燕 郑凯旋 梁志军'
).split(' ');
const titles = [
  ...readFileSync(resolve(import.meta.dirname, '../../fixtures/guides/README.md'), 'utf8').matchAll(
    /^\| [a-z-]+ \| ([^|]*[\u4e00-\u9fff][^|]*) \| [^|]+ \| [^|]+ \| [^|]+ \|$/gm,
  ),
].map(([, title]) => title ?? '');

/** Types all of it and chooses what is right and longest; the page on which the last choice stood. */
function farthestPage(wanted: string): number {
  let farthest = 0;
  for (const [part] of wanted.matchAll(/[\u4e00-\u9fff]+/g)) {
    let left = part;
    let typing: Typing = typingBegins('pinyin');
    const spelt = pinyin(part, { toneType: 'none', type: 'array', v: true }).join('');
    for (const sign of spelt) typing = press(typing, { key: 'sign', sign }, []).typing;
    while (left !== '') {
      const candidates = candidatesFor(typing.composed, dictionary);
      const [right] = candidates
        .map(({ text }, place) => ({ text, place }))
        .filter(({ text }) => left.startsWith(text))
        .sort((a, b) => b.text.length - a.text.length);
      if (!right) return Number.POSITIVE_INFINITY;
      const begins = candidatePages(candidates, room);
      farthest = Math.max(farthest, begins.filter((begin) => begin <= right.place).length);
      const typed = press(typing, { key: 'choose', place: right.place }, candidates);
      left = left.slice(right.text.length);
      typing = typed.typing;
    }
    if (typing.composed !== '') return Number.POSITIVE_INFINITY;
  }
  return farthest;
}

describe('within three pages', () => {
  it.each([
    ['a hundred common names', names, 100],
    ['the seventeen streets of Dongcheng', streets, 17],
    ['the titles of the example', titles, 60],
  ])('%s', (_, all, least) => {
    expect(new Set(all).size).toBeGreaterThanOrEqual(least);
    const beyond = all
      .map((one) => [one, farthestPage(one)])
      .filter(([, at]) => Number(at) > pagesMax);
    expect(beyond).toEqual([]);
  });

  it('what nobody can mean is beyond them', () => {
    expect(farthestPage('魑魅')).toBeGreaterThan(0);
    expect(candidatesFor('vvv', dictionary)).toEqual([]);
  });
});

describe('what letters may mean', () => {
  it('one syllable or two: xian is 先 and 西安, and a mark parts them', () => {
    expect(texts('xian')).toEqual(expect.arrayContaining(['先', '西安']));
    expect(texts("xi'an", 1)).toEqual(['西安']);
  });

  it('initials, and initials mixed with syllables', () => {
    expect(texts('sfz', 1)).toEqual(['身份证']);
    expect(texts('shenfz', 1)).toEqual(['身份证']);
    expect(texts('yyzz')).toContain('营业执照');
  });

  it('a word before it is typed to its end', () => {
    expect(texts('shenf', 3)).toContain('身份');
    expect(texts('yingyezh')).toContain('营业执照');
  });

  it('a sentence at once, and a word of it alone', () => {
    expect(texts('juminshenfenzhengbuling', 3)).toEqual(['居民身份证补领', '居民身份证', '居民']);
  });

  it('words as they are read: 银行 and 行政, 女儿 with v', () => {
    expect(texts('yinhang', 1)).toEqual(['银行']);
    expect(texts('xingzheng')).toContain('行政');
    expect(texts('nver', 1)).toEqual(['女儿']);
  });

  it('a family name before what newspapers write more often', () => {
    for (const [letters, name] of [
      ['zhang', '张'],
      ['wang', '王'],
      ['li', '李'],
    ]) {
      expect(texts(letters ?? '', 12)).toContain(name);
    }
  });
});

describe('keys', () => {
  const type = (typing: Typing, ...keys: Key[]) => {
    let text = '';
    let now = typing;
    for (const key of keys) {
      const typed = press(now, key, candidatesFor(now.composed, dictionary));
      text = textAfter(text, typed, 40);
      now = typed.typing;
    }
    return { text, typing: now };
  };
  const signs = (letters: string): Key[] => [...letters].map((sign) => ({ key: 'sign', sign }));

  it('letters are composed, a choice uses up its part of them', () => {
    const { text, typing } = type(typingBegins('pinyin'), ...signs('sfzbl'), {
      key: 'choose',
      place: 1,
    });
    expect(text).toBe('身份证');
    expect(typing.composed).toBe('bl');
  });

  it('space chooses the first, delete takes a letter and then a character, clear takes all', () => {
    expect(type(typingBegins('pinyin'), ...signs('sfz'), { key: 'space' }).text).toBe('身份证');
    const deleted = type(
      typingBegins('pinyin'),
      ...signs('sfzx'),
      { key: 'delete' },
      { key: 'space' },
      { key: 'delete' },
    );
    expect(deleted.text).toBe('身份');
    expect(
      type(typingBegins('pinyin'), ...signs('sfz'), { key: 'space' }, ...signs('a'), {
        key: 'clear',
      }),
    ).toMatchObject({ text: '', typing: { composed: '' } });
  });

  it('English goes in as it is, a capital once', () => {
    const { text, typing } = type(
      typingBegins('english'),
      { key: 'capital' },
      ...signs('id'),
      { key: 'space' },
      ...signs('card'),
    );
    expect(text).toBe('Id card');
    expect(typing.capital).toBe(false);
  });

  it('marks and another layout end what was composed', () => {
    const marks = type(
      typingBegins('pinyin'),
      ...signs('dongsi'),
      { key: 'layout', layout: 'marks' },
      ...signs('12-3'),
    );
    expect(marks.text).toBe('东四12-3');
    expect(rowsOf(marks.typing)[0]).toContain('7');
    expect(type(marks.typing, { key: 'layout', layout: marks.typing.letters }).typing.layout).toBe(
      'pinyin',
    );
  });

  it('nothing is longer than it may be', () => {
    expect(textAfter('abcd', { typing: typingBegins('english'), put: 'ef' }, 5)).toBe('abcd');
    expect(type(typingBegins('pinyin'), ...signs('a'.repeat(80))).typing.composed.length).toBe(64);
  });

  it('a real keyboard does the same: digits choose on the page that is up', () => {
    const composing = { ...typingBegins('pinyin'), composed: 'sfz' };
    expect(keyOf('2', composing, 9)).toEqual({ key: 'choose', place: 10 });
    expect(keyOf('2', typingBegins('pinyin'), 0)).toEqual({ key: 'sign', sign: '2' });
    expect(keyOf('Backspace', composing, 0)).toEqual({ key: 'delete' });
    expect(keyOf('PageDown', composing, 0)).toEqual({ key: 'page', page: 1 });
    expect(keyOf('Tab', composing, 0)).toBeNull();
    expect(keyOf('Enter', typingBegins('pinyin'), 0)).toBeNull();
  });
});
