/**
 * How a phone draws attention to a call: nothing is promised before a tap has tried it, permission is
 * asked for by that tap, and what turns out to be absent is said from then on.
 */
import { expect, test } from 'vitest';
import { remindingBy } from '../../display/phone/reminder/reminding.ts';

interface Pretend {
  readonly secure?: boolean;
  readonly permission?: string;
  readonly answer?: string;
  /** The page may show notices by itself: desktops, not Android. */
  readonly itself?: boolean;
  /** `none`: the browser has no workers; `lost`: the hub does not serve ours. */
  readonly workers?: 'none' | 'lost' | 'there';
  readonly notices?: boolean;
  readonly hidden?: boolean;
  /** `still`: cannot shake; `blocked`: says that it can and does not. */
  readonly shake?: 'still' | 'blocked' | 'can';
}

function browserOf(how: Pretend) {
  const shown: string[] = [];
  const shaken: unknown[] = [];
  const registered: unknown[] = [];
  class Notice {
    static permission = how.permission ?? 'default';
    static asked = 0;
    static requestPermission(answered: () => void): undefined {
      Notice.asked += 1;
      Notice.permission = how.answer ?? 'granted';
      answered();
    }
    constructor(text: string) {
      if (how.itself === false) throw new TypeError('Illegal constructor');
      shown.push(text);
    }
  }
  const vibrate = (pattern: unknown) => {
    if (how.shake === 'blocked') return false;
    shaken.push(pattern);
    return true;
  };
  const serviceWorker = {
    register: async (at: string, { scope }: { scope: string }) => {
      if (how.workers === 'lost') throw new TypeError('404');
      registered.push([at, scope]);
    },
    ready: Promise.resolve({
      showNotification: async (text: string) => void shown.push(`worker: ${text}`),
    }),
  };
  const browser = {
    isSecureContext: how.secure ?? true,
    ...(how.notices === false ? {} : { Notification: Notice }),
    navigator: {
      ...(how.shake === 'still' ? {} : { vibrate }),
      ...((how.workers ?? 'none') === 'none' ? {} : { serviceWorker }),
    },
    location: { href: 'https://hall/t/secret' },
    document: { hidden: how.hidden ?? false },
  };
  return { reminding: remindingBy(browser as never), shown, shaken, registered, Notice };
}

/** What is told before the tap, and after it. */
async function told(how: Pretend): Promise<string[]> {
  const { reminding } = browserOf(how);
  const before = reminding.reminds.value;
  await reminding.allow('like this');
  return [before, reminding.reminds.value];
}

test.each([
  [{}, ['can', 'both']],
  [{ shake: 'still' }, ['can', 'notice']],
  [{ shake: 'blocked' }, ['can', 'notice']],
  [{ workers: 'there', itself: false }, ['can', 'both']],
  [{ workers: 'lost' }, ['can', 'both']],
  [{ workers: 'lost', itself: false }, ['can', 'shake']],
  [{ itself: false, shake: 'still' }, ['can', 'no']],
  [{ answer: 'denied' }, ['can', 'shake']],
  [{ answer: 'denied', shake: 'still' }, ['can', 'no']],
  [{ answer: 'default' }, ['can', 'shake']],
  [{ answer: 'default', shake: 'still' }, ['can', 'can']],
  [{ secure: false }, ['can', 'shake']],
  [{ secure: false, shake: 'blocked' }, ['can', 'no']],
  [{ secure: false, shake: 'still' }, ['no', 'no']],
  [{ notices: false, shake: 'still' }, ['no', 'no']],
  [{ permission: 'denied', shake: 'still' }, ['no', 'no']],
] as [Pretend, string[]][])('%o: told before and after a tap %o', async (how, expected) => {
  expect(await told(how)).toEqual(expected);
});

test('nothing is asked, shaken or registered before the tap, and the tap asks once', async () => {
  const { reminding, shown, shaken, registered, Notice } = browserOf({ workers: 'there' });
  reminding.call('A017');
  expect([Notice.asked, shown, shaken, registered]).toEqual([0, [], [], []]);
  await Promise.all([reminding.allow('like this'), reminding.allow('like this')]);
  await reminding.allow('again');
  expect([Notice.asked, shown, shaken]).toEqual([1, ['worker: like this'], [150]]);
  expect(registered).toEqual([['/remind.js', '/t/']]);
});

test('who allowed notices before is told so without a tap', async () => {
  const { reminding, Notice } = browserOf({ permission: 'granted', workers: 'there' });
  await expect.poll(() => reminding.reminds.value).toBe('notice');
  expect(Notice.asked).toBe(0);
});

test('a call shakes the phone; a notice comes only to who is not looking', async () => {
  const looking = browserOf({});
  await looking.reminding.allow('like this');
  looking.reminding.call('A017');
  expect([looking.shaken.length, looking.shown]).toEqual([2, ['like this']]);
  const away = browserOf({ hidden: true, shake: 'still' });
  await away.reminding.allow('like this');
  away.reminding.call('A017');
  expect([away.shaken.length, away.shown]).toEqual([0, ['like this', 'A017']]);
});
