/** What the hall's file may say of texts: each mistake is told by field and rule, and nothing goes unsaid. */
import { expect, test } from 'vitest';
import type { Hall } from '../../../core/hall/state.ts';
import { nearOnes, retryAfterMs, stillTrue } from '../../../server/texts/policy.ts';
import { textSettingsOf, textsShape } from '../../../server/texts/settings.ts';
import {
  partsCharged,
  rendered,
  templateProblem,
  textKinds,
  usualTemplates,
  visitorKinds,
} from '../../../server/texts/templates.ts';
import { given, hub, kiosk } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';

const modem = { id: 'modem', address: 'gsm:serial:/dev/ttyUSB2' };
const usual = { signature: '东城政务', providers: [modem] };

test('with a signature and one provider all else goes without saying', () => {
  const settings = textSettingsOf(textsShape.parse(usual));
  expect(settings.ahead).toEqual({ people: 3, minutes: 15 });
  expect([...settings.kinds]).toEqual([...visitorKinds]);
  expect(settings.managers).toEqual([]);
  expect(settings.templates).toEqual(usualTemplates);
});

const cloud = { id: 'cloud', address: 'aliyun:?key=LTAI5tExample1234&sign=东城政务&secret=s' };

test.each([
  [{ ...usual, signature: '【东城】' }, 'signature', '2-12 characters'],
  [{ ...usual, providers: [] }, 'providers', ''],
  [
    { ...usual, providers: [{ id: 'x', address: 'cmpp://h?account=1' }] },
    'providers.0.address',
    '',
  ],
  [{ ...usual, providers: [modem, modem] }, 'providers.1.id', 'stands twice'],
  [{ ...usual, providers: [cloud] }, 'providers.0.templates', 'approved templates'],
  [
    { ...usual, templates: { called: { en: 'to {window} please' } } },
    'templates.called.en',
    '{counter}',
  ],
  [{ ...usual, templates: { called: { en: '{label} 【a】' } } }, 'templates.called.en', '【'],
  [{ ...usual, limits: { perNumber: 0 } }, 'limits.perNumber', ''],
])('%j is refused at its %s %s', (written, field, rule) => {
  const parsed = textsShape.safeParse(written);
  const issues = parsed.success ? [] : parsed.error.issues;
  const found = issues.find(({ path }) => path.join('.') === field);
  expect(found?.message).toContain(rule);
});

test('all usual words keep the carriers’ rules, and a call is one part', () => {
  for (const kind of textKinds) {
    for (const text of Object.values(usualTemplates[kind])) {
      expect([text, templateProblem(kind, '东城区政务服务中心', text)]).toEqual([text, null]);
    }
  }
  const filled = { label: 'A012', counter: '3号综合窗口' };
  const body = rendered('东城政务', usualTemplates.called['zh-Hans'], filled);
  expect(body).toBe('【东城政务】请A012号现在到3号综合窗口办理。');
  expect([partsCharged(body), partsCharged('长'.repeat(71))]).toEqual([1, 2]);
});

test('what is tried again waits twice as long each time, and not for ever', () => {
  const retries = { times: 4, firstSeconds: 5, mostSeconds: 30 };
  const waits = [1, 2, 3, 4, 5].map((tries) => retryAfterMs(tries, retries));
  expect(waits).toEqual([5_000, 10_000, 20_000, 30_000, null]);
});

test('a text is true of the ticket as it stands', () => {
  const text = { step: 0, madeAt: 1_000 };
  const history = [{ what: 'ticket-called', at: 1_000 }];
  const called = { status: 'called', step: 0, history } as const;
  expect(stillTrue('called', text, called)).toBe(true);
  expect(stillTrue('called', text, { ...called, status: 'missed' })).toBe(false);
  expect(stillTrue('called', text, { ...called, step: 1 })).toBe(false);
  expect(stillTrue('ahead', text, called)).toBe(false);
  expect(stillTrue('missed', text, undefined)).toBe(false);
  // Missed, rejoined and called again meanwhile: the second call has a text of its own.
  const again = { ...called, history: [...history, { what: 'ticket-called', at: 2_000 }] };
  expect(stillTrue('called', text, again)).toBe(false);
  expect(stillTrue('called', { step: 0, madeAt: 2_000 }, again)).toBe(true);
  const resumed = { ...called, history: [...history, { what: 'ticket-resumed', at: 2_000 }] };
  expect(stillTrue('called', text, resumed)).toBe(false);
  expect(stillTrue('called', { step: 0, madeAt: 2_000 }, resumed)).toBe(true);
});

test('who was promised so little when taking is not told of it again, but when few are before them', () => {
  const promised = { low: 10, high: 20 };
  const taken = Array.from({ length: 6 }, (_, index) =>
    kiosk.takes('c', null, index === 5 ? { promised } : {}),
  );
  const { state: hall } = given(hub.opens(smallHall()), ...taken).state() as { state: Hall };
  const ids = [...hall.tickets.keys()].slice(-2);
  const [plain, knows] = ids;
  const forecasts = new Map(ids.map((id) => [id, { low: 10 }]));
  const near = (people: number) =>
    nearOnes(hall, ids, { people, minutes: 15 }, forecasts).map(({ ticket }) => ticket);
  expect(near(1)).toEqual([plain]);
  // With so many before them when taking it was as it is now.
  expect(near(5)).toEqual([]);
  expect(nearOnes(hall, ids, { people: 1, minutes: 5 }, forecasts)).toEqual([]);
  expect(knows).toBeDefined();
});
