/**
 * Halls for the tests of the rules: one small enough to reckon with in one's head, and variations of
 * it for changes of configuration.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Configuration } from '../../core/hall/configuration.ts';
import { counterId, groupId, hallId, kioskId, reasonId, serviceId } from '../../core/hall/ids.ts';
import { configurationSchema } from '../../core/wire/configuration.ts';

const texts = (text: string) => ({ 'zh-Hans': text, en: text });
const reason = (id: string) => ({ id: reasonId(id), name: texts(id) });

export const service = (id: string, prefix: string, open = true) => ({
  id: serviceId(id),
  prefix,
  name: texts(id),
  open,
});

export const place = (id: string, services: readonly string[]) => ({
  id: counterId(id),
  sign: id,
  name: texts(id),
  services: services.map(serviceId),
});

/**
 * Services a (A), b (B), c (C), and d (D), which gives no numbers. Counter 1 serves a and b, 2 serves
 * a, 3 serves c and d. Two recalls 10 s apart, no-show after 30 s, rejoin behind 2, once, within
 * 60 minutes; a forgotten sign-out after 60 minutes.
 */
export const smallHall = (changes: Partial<Configuration> = {}): Configuration => ({
  version: 'v1',
  hall: hallId('small'),
  timeZone: 'Asia/Shanghai',
  name: texts('small'),
  hours: texts('9-17'),
  neverCloses: false,
  groups: [
    { id: groupId('all'), name: texts('all'), services: ['a', 'b', 'c', 'd'].map(serviceId) },
  ],
  services: [service('a', 'A'), service('b', 'B'), service('c', 'C'), service('d', 'D', false)],
  counters: [place('1', ['a', 'b']), place('2', ['a']), place('3', ['c', 'd'])],
  kiosks: [{ id: kioskId('door'), letter: 'K', name: texts('door') }],
  reasons: {
    pause: [reason('meal')],
    callTicket: [reason('care')],
    park: [reason('copying')],
    cancel: [reason('left')],
  },
  ...changes,
  rules: {
    recallsMax: 2,
    recallCoolDownSeconds: 10,
    noShowAfterSeconds: 30,
    rejoinBehind: 2,
    rejoinsMax: 1,
    rejoinWithinMinutes: 60,
    forgottenSignOutMinutes: 60,
    ...changes.rules,
  },
});

export const neverCloses = (changes: Partial<Configuration> = {}): Configuration =>
  smallHall({ neverCloses: true, ...changes });

/** The example hall, as a person wrote it and the schema reads it. */
export function exampleHall(): Configuration {
  const file = new URL('../../fixtures/halls/dongcheng.yaml', import.meta.url);
  return {
    ...configurationSchema.parse(parse(readFileSync(file, 'utf8'))),
    version: 'example',
  };
}
