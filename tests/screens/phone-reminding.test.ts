/**
 * How a phone draws attention to a call: only what the browser truly has is promised, permission is
 * asked for by a tap, and what turns out to be absent is said from then on.
 */
import { expect, test } from 'vitest';
import { remindingBy } from '../../display/phone/reminding.ts';

interface Pretend {
  readonly secure?: boolean;
  readonly agent?: string;
  readonly permission?: string;
  readonly answer?: string;
  readonly throws?: boolean;
  readonly none?: boolean;
  readonly hidden?: boolean;
  readonly still?: boolean;
}

function browserOf(how: Pretend) {
  const shown: string[] = [];
  const shaken: unknown[] = [];
  class Notice {
    static permission = how.permission ?? 'default';
    static asked = 0;
    static requestPermission(answered: () => void): undefined {
      Notice.asked += 1;
      Notice.permission = how.answer ?? 'granted';
      answered();
    }
    constructor(text: string) {
      if (how.throws) throw new TypeError('Illegal constructor');
      shown.push(text);
    }
  }
  const vibrate = (pattern: unknown) => shaken.push(pattern);
  const browser = {
    isSecureContext: how.secure ?? true,
    ...(how.none ? {} : { Notification: Notice }),
    navigator: { userAgent: how.agent ?? 'Desktop', ...(how.still ? {} : { vibrate }) },
    document: { hidden: how.hidden ?? false },
  };
  return { reminding: remindingBy(browser as never), shown, shaken, Notice };
}

test('nothing is promised without https, without notices, on Android, or when they were denied', () => {
  const all: Pretend[] = [
    { secure: false },
    { none: true },
    { agent: 'Mozilla/5.0 (Linux; Android 13)' },
    { permission: 'denied' },
  ];
  for (const how of all) expect(browserOf(how).reminding.notices.value).toBe('no');
  expect(browserOf({ still: true }).reminding.shakes).toBe(false);
});

test('a tap asks, and shows at once what a call will look like; nothing asks by itself', async () => {
  const { reminding, shown, Notice } = browserOf({});
  expect([reminding.notices.value, Notice.asked]).toEqual(['can', 0]);
  await reminding.allow('like this');
  expect([reminding.notices.value, shown]).toEqual(['on', ['like this']]);
  await reminding.allow('again');
  expect(Notice.asked).toBe(1);
  const no = browserOf({ answer: 'denied' });
  await no.reminding.allow('like this');
  expect([no.reminding.notices.value, no.shown]).toEqual(['no', []]);
});

test('a browser that promises notices and shows none is found out by the first', async () => {
  const { reminding } = browserOf({ throws: true });
  await reminding.allow('like this');
  expect(reminding.notices.value).toBe('no');
});

test('a call shakes the phone; a notice comes only to who is not looking', () => {
  const looking = browserOf({ permission: 'granted' });
  looking.reminding.call('A017');
  expect([looking.shaken.length, looking.shown]).toEqual([1, []]);
  const away = browserOf({ permission: 'granted', hidden: true, still: true });
  away.reminding.call('A017');
  expect([away.shaken.length, away.shown]).toEqual([0, ['A017']]);
});
