/**
 * A hall's file as small as the schema lets it be, with another value at a path: what the tests of
 * settings break one field at a time.
 */
import { expect } from 'vitest';
import { SettingsError } from '../../server/settings.ts';

/** A hall as small as the schema lets it be. */
export const small = () => ({
  hall: 'small',
  name: { 'zh-Hans': '小厅', en: 'Small hall' },
  hours: { 'zh-Hans': '9-17', en: '9-17' },
  groups: [{ id: 'all', name: { 'zh-Hans': '全部', en: 'All' }, services: ['a', 'b'] }],
  services: [
    { id: 'a', prefix: 'A', name: { 'zh-Hans': '甲', en: 'A' } },
    { id: 'b', prefix: 'B', name: { 'zh-Hans': '乙', en: 'B' } },
  ],
  counters: [
    { id: '1', sign: '1', name: { 'zh-Hans': '一', en: '1' }, services: ['a', 'b'] },
    { id: '2', sign: '2', name: { 'zh-Hans': '二', en: '2' }, services: ['a'] },
  ],
  kiosks: [
    { id: 'door', letter: 'K', name: { 'zh-Hans': '门口', en: 'Door' } },
    { id: 'lift', letter: 'L', name: { 'zh-Hans': '电梯', en: 'Lift' } },
  ],
  reasons: Object.fromEntries(
    ['pause', 'callTicket', 'park', 'cancel'].map((list) => [
      list,
      [
        { id: 'one', name: { 'zh-Hans': '一', en: 'One' } },
        { id: 'two', name: { 'zh-Hans': '二', en: 'Two' } },
      ],
    ]),
  ),
  devices: { printers: [{ kiosk: 'door', address: 'tcp://10.0.0.5:9100' }] as object[] },
});

/** The small hall with another value at a path, e.g. `services.0.prefix`. */
export function changed(path: string, value: unknown): object {
  const hall: unknown = small();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  // biome-ignore lint/suspicious/noExplicitAny: it walks wherever the path leads
  let place = hall as any;
  for (const key of keys) {
    place[key] ??= {};
    place = place[key];
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
  return hall as object;
}

/** What it complains of. */
export function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('it did not complain');
}
