/** What a strip's font cannot show, and how much of a text it has room for. */
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { usualStrip } from '../../../drivers/onbon/profile.ts';
import { roomOf, stripText, textMax } from '../../../drivers/onbon/text.ts';
import { readStripAddress } from '../../../drivers/open-strip.ts';

const textOf = (text: string, change: Partial<typeof usualStrip> = {}) => {
  const read = stripText({ text, colour: 'green', brightness: 8 }, { ...usualStrip, ...change });
  return { ...read, said: iconv.decode(Buffer.from(read.bytes), 'gb18030') };
};

describe('the text of a strip', () => {
  test.each([
    ['请A012号到3号窗口，谢谢。', '请A012号到3号窗口，谢谢。', []],
    ['䶮先生请到𠮷窗口', '〓先生请到〓窗口', ['䶮', '𠮷']],
    ['2㎏以内', '2kg以内', []],
    ['暂停服务\n请到2号窗口', '暂停服务 请到2号窗口', []],
    ['C:\\C1', 'C:＼C1', []],
    ['號', '〓', ['號']],
    ['  两头  空白 ', '两头 空白', []],
    ['价¥5\u0007\u200d', '价￥5', []],
    ['', '', []],
  ])('%j is shown as %j', (text, said, masked) => {
    expect(textOf(text)).toMatchObject({ said, masked, cut: false });
  });

  test('holds only codes of GB 2312', () => {
    const every = Array.from({ length: 0xff00 }, (_, at) => String.fromCharCode(at + 0x20));
    for (let at = 0; at < every.length; at += 100) {
      const { bytes } = textOf(every.slice(at, at + 100).join(''));
      const said = Buffer.from(bytes).toString('latin1');
      expect(said).toMatch(/^([\x20-\x5b\x5d-\x7e]|[\xa1-\xf7][\xa1-\xfe])*$/);
    }
  });

  test('is cut between characters', () => {
    const long = textOf('号'.repeat(300));
    expect(long).toMatchObject({ cut: true, fits: 'scrolls' });
    expect(long.bytes).toHaveLength(textMax);
    expect(long.said).toBe('号'.repeat(textMax / 2));
  });

  test.each([
    [
      { width: 192, height: 32, font: 16 },
      { cells: 24, lines: 2 },
    ],
    [
      { width: 128, height: 16, font: 16 },
      { cells: 16, lines: 1 },
    ],
    [
      { width: 256, height: 32, font: 32 },
      { cells: 16, lines: 1 },
    ],
  ])('%j has room for %j', (size, room) => {
    expect(roomOf({ ...usualStrip, ...size })).toEqual(room);
  });

  test('does not break through a character', () => {
    // 13 cells: six characters and half of one.
    const narrow = { width: 104, height: 32 };
    expect(textOf('一二三四五六', narrow).fits).toBe('line');
    expect(textOf('一二三四五六七八九十甲乙', narrow).fits).toBe('lines');
    expect(textOf('一二三四五六七八九十甲乙A', narrow).fits).toBe('lines');
    expect(textOf('一二三四五六七八九十甲乙丙', narrow).fits).toBe('scrolls');
  });
});

describe('the address of a strip', () => {
  test('without settings it is the strip of the trade', () => {
    expect(readStripAddress('serial:/dev/ttyUSB0')).toEqual({
      ok: true,
      port: { wire: 'serial', path: '/dev/ttyUSB0', baud: 57_600, flow: 'none' },
      profile: usualStrip,
    });
    expect(readStripAddress('tcp://10.0.0.7')).toMatchObject({ port: { port: 5_005 } });
  });

  test('takes its settings from behind the question mark', () => {
    const read = readStripAddress(
      'serial:/dev/ttyS1?baud=9600&station=17&width=256&height=16&reply=none&protocol=f0&colour=coded&brightness=sent&refresh=0',
    );
    expect(read).toMatchObject({
      ok: true,
      port: { baud: 9600 },
      profile: { station: 17, width: 256, height: 16, reply: 'none', protocol: 'f0', refresh: 0 },
    });
  });

  test.each([
    ['tcp://10.0.0.7?station=0', 'station', '1 to 32766'],
    ['tcp://10.0.0.7?station=65534', 'station', '1 to 32766'],
    ['tcp://10.0.0.7?width=100', 'width', 'a multiple of 8'],
    ['tcp://10.0.0.7?height=16&font=32', 'font', 'no larger'],
    ['tcp://10.0.0.7?timeout=90', 'timeout', 'at least twice the refresh'],
    ['tcp://10.0.0.7?timeout=90&refresh=0', 'timeout', 'at least twice the refresh'],
    ['tcp://10.0.0.7?reply=maybe', 'reply', 'one of asked, none'],
    ['tcp://10.0.0.7?paper=80', 'paper', 'one of the settings station'],
    ['tcp://10.0.0.7?refresh=-1', 'refresh', '0 to 3600'],
    ['strip', 'address', 'tcp://host:port'],
  ])('%s is refused by the field %s', (text, field, rule) => {
    const read = readStripAddress(text);
    expect(read).toMatchObject({ ok: false, problem: { field } });
    expect(read.ok ? '' : read.problem.rule).toContain(rule);
  });
});
