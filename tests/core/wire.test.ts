/** What comes in from outside: the configuration file and commands. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  consoleCommandSchema,
  counterActs,
  kioskCommandSchema,
  requestIdSchema,
  type ticketActs,
} from '../../core/wire/commands.ts';
import { configurationSchema } from '../../core/wire/configuration.ts';
import { badInput, helloSchema, kioskMessageSchema } from '../../core/wire/messages.ts';

/** The example as a person wrote it, before any default, without what is the hub's. */
type Written = Record<string, unknown> & {
  services: Record<string, unknown>[];
  counters: Record<string, unknown>[];
  groups: Record<string, unknown>[];
  kiosks: Record<string, unknown>[];
  reasons: Record<string, Record<string, unknown>[]>;
  rules?: Record<string, unknown>;
};
const example = () => {
  const file = new URL('../../fixtures/halls/dongcheng.yaml', import.meta.url);
  const { cases: _, ...hall } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return hall as Written;
};

/** The fields that the schema complains of, each with its sentence. */
function complaints(change: (hall: Written) => void): [string, string][] {
  const hall = example();
  change(hall);
  const { error } = configurationSchema.safeParse(hall);
  return (error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]);
}

test('WIRE-1 the example hall is sound, and gets the rules’ defaults', () => {
  const hall = configurationSchema.parse(example());
  expect(hall.counters).toHaveLength(24);
  expect(hall.services.every((one) => one.open)).toBe(true);
  expect(hall.rules).toEqual({
    recallsMax: 3,
    recallCoolDownSeconds: 10,
    noShowAfterSeconds: 30,
    rejoinBehind: 3,
    rejoinsMax: 2,
    rejoinWithinMinutes: 60,
    postponeMinutes: 10,
    postponesMax: 1,
    forgottenSignOutMinutes: 240,
    overtakingMax: 5,
    peopleMax: 0,
    perPersonMax: 0,
    helpAnswerSeconds: 120,
  });
});

const bad: [string, (hall: Written) => void, string, RegExp][] = [
  [
    'an id with capitals',
    (hall) => put(hall.services, 0, { id: 'Tax' }),
    'services.0.id',
    /an id is/,
  ],
  ['an id twice', (hall) => put(hall.counters, 1, { id: '1' }), 'counters.1.id', /stands twice/],
  [
    'a sign twice',
    (hall) => put(hall.counters, 1, { sign: '1' }),
    'counters.1.sign',
    /two counters/,
  ],
  [
    'a letter twice',
    (hall) => put(hall.kiosks, 1, { letter: 'A' }),
    'kiosks.1.letter',
    /another kiosk/,
  ],
  [
    'NUM-1 I in a prefix',
    (hall) => put(hall.services, 0, { prefix: 'I' }),
    'services.0.prefix',
    /I and O/,
  ],
  [
    'NUM-1 O in a letter',
    (hall) => put(hall.kiosks, 0, { letter: 'O' }),
    'kiosks.0.letter',
    /I and O/,
  ],
  [
    'NUM-1 three letters',
    (hall) => put(hall.services, 0, { prefix: 'ABC' }),
    'services.0.prefix',
    /one or two/,
  ],
  [
    'NUM-1 a prefix kept free',
    (hall) => put(hall.services, 3, { prefix: 'FA' }),
    'services.3.prefix',
    /FA is kept free/,
  ],
  [
    'an unknown service',
    (hall) => put(hall.groups, 0, { services: ['x'] }),
    'groups.0.services.0',
    /no service has the id x/,
  ],
  [
    'a counter without services',
    (hall) => put(hall.counters, 0, { services: [] }),
    'counters.0.services',
    />=1/,
  ],
  [
    'an area with a counter that is not there',
    (hall) => {
      hall.areas = [{ id: 'east', name: { 'zh-Hans': '东', en: 'East' }, counters: ['99'] }];
    },
    'areas.0.counters.0',
    /no counter has the id 99/,
  ],
  [
    'a telephone number of letters',
    (hall) => {
      hall.contacts = { complaints: 'call us' };
    },
    'contacts.complaints',
    /telephone/,
  ],
  ['a service in no group', (hall) => hall.groups.pop(), 'services.14.id', /no group shows/],
  [
    'a service that nobody serves',
    (hall) => hall.counters.pop(),
    'services.18.id',
    /no counter serves/,
  ],
  [
    'no reason to pause',
    (hall) => {
      hall.reasons.pause = [];
    },
    'reasons.pause',
    />=1/,
  ],
  [
    'a text without English',
    (hall) => put(hall.services, 0, { name: { 'zh-Hans': '税' } }),
    'services.0.name.en',
    /./,
  ],
  [
    'a rule out of bounds',
    (hall) => {
      hall.rules = { recallsMax: 21 };
    },
    'rules.recallsMax',
    /<=20/,
  ],
  [
    'a rule that is a half',
    (hall) => {
      hall.rules = { rejoinBehind: 1.5 };
    },
    'rules.rejoinBehind',
    /int/,
  ],
  [
    'a counter that helps twice with one service',
    (hall) => put(hall.counters, 0, { helps: ['tax', 'tax'] }),
    'counters.0.helps.1',
    /twice/,
  ],
  [
    'a tide with one service twice',
    (hall) =>
      put(hall.counters, 0, { tides: [{ from: '09:00', to: '10:00', services: ['tax', 'tax'] }] }),
    'counters.0.tides.0.services.1',
    /twice/,
  ],
  [
    'a service that leads twice to another',
    (hall) => put(hall.services, 1, { leadsTo: ['tax', 'tax'] }),
    'services.1.leadsTo.1',
    /twice/,
  ],
  [
    'an overflow that names a counter twice',
    (hall) => put(hall.services, 0, { overflow: { people: 5, counters: ['1', '1'] } }),
    'services.0.overflow.counters.1',
    /twice/,
  ],
  [
    'an overflow without a measure',
    (hall) => put(hall.services, 0, { overflow: { counters: ['1'] } }),
    'services.0.overflow',
    /people, minutes, or both/,
  ],
  [
    'bounds that would let counters swing',
    (hall) => {
      hall.tideRules = [{ service: 'tax', counters: ['1'], openAbove: 20, closeBelow: 20 }];
    },
    'tideRules.0.closeBelow',
    /swing/,
  ],
  [
    'bands that overlap',
    (hall) => {
      const day = [
        { from: '09:00', to: '12:00' },
        { from: '11:30', to: '14:00' },
      ];
      hall.opening = { patterns: [{ id: 'odd', week: [day, [], [], [], [], [], []] }] };
    },
    'opening.patterns.0.week.0',
    /overlap/,
  ],
  [
    'no ordinary class',
    (hall) => {
      hall.classes = [{ id: 'care', kind: 'priority', name: { 'zh-Hans': '优先', en: 'Care' } }];
    },
    'classes',
    /exactly one class/,
  ],
  [
    'a field that nobody knows',
    (hall) => {
      hall.colour = 'red';
    },
    '',
    /colour/,
  ],
  [
    'an address that is none',
    (hall) => {
      hall.publicUrl = 'ftp://x';
    },
    'publicUrl',
    /URL/,
  ],
  [
    'a name of 121 characters',
    (hall) => put(hall.services, 0, { name: { 'zh-Hans': '税'.repeat(121), en: 'Tax' } }),
    'services.0.name.zh-Hans',
    /<=120/,
  ],
];

function put(
  list: Record<string, unknown>[],
  index: number,
  change: Record<string, unknown>,
): void {
  Object.assign(list[index] ?? {}, change);
}

test.each(bad)('WIRE-1 %s: the complaint names field and rule', (_name, change, field, rule) => {
  const found = complaints(change).filter(([path]) => path === field);
  expect(found.map(([, message]) => message).join('\n')).toMatch(rule);
});

test('WIRE-1 an address loses its last slashes', () => {
  const hall = configurationSchema.parse({ ...example(), publicUrl: 'https://hall.example/q//' });
  expect(hall.publicUrl).toBe('https://hall.example/q');
});

const acts: [keyof typeof counterActs, object, object, string][] = [
  ['call-next', { after: null }, { after: 7 }, 'after'],
  ['call-ticket', { ticket: 'ticket-1', reason: 'care' }, { ticket: 'ticket-1' }, 'reason'],
  ['recall', {}, { ticket: 'short' }, 'ticket'],
  ['serve', { ticket: 'ticket-1' }, { counter: '1' }, ''],
  ['finish', { outcome: 'accepted' }, { outcome: 'well' }, 'outcome'],
  ['no-show', {}, { ticket: null }, 'ticket'],
  ['park', { reason: 'copying' }, { reason: 'A reason' }, 'reason'],
  ['resume', { ticket: 'ticket-1' }, {}, 'ticket'],
  ['transfer', { toCounter: '3' }, {}, 'toService'],
  ['sign-in', { takeOver: true }, { takeOver: 'yes' }, 'takeOver'],
  ['sign-out', {}, { at: 1 }, ''],
  ['pause', { reason: 'meal' }, {}, 'reason'],
  ['unpause', {}, { by: 'clerk:wang' }, ''],
  [
    'set-services',
    { services: ['tax'], reason: 'rush' },
    { services: [], reason: 'rush' },
    'services',
  ],
];

test.each(acts)('WIRE-2 %s: a good body, and a bad one by its field', (act, good, wrong, field) => {
  expect(counterActs[act].safeParse(good).success).toBe(true);
  const { error } = counterActs[act].safeParse(wrong);
  expect(error && badInput(error)).toMatchObject({ refused: 'bad-input', field });
});

test('WIRE-2 every act at a counter is tried above, and a console knows them all', () => {
  expect(acts.map(([act]) => act).sort()).toEqual(Object.keys(counterActs).sort());
  for (const [type, good] of acts) {
    expect(consoleCommandSchema.safeParse({ type, ...good }).success).toBe(true);
  }
  const bodies: Record<keyof typeof ticketActs, object> = {
    rejoin: {},
    postpone: {},
    cancel: { reason: 'left' },
    'change-class': { class: 'care', reason: 'frail' },
  };
  for (const [type, body] of Object.entries(bodies)) {
    const command = { type, ticket: 'ticket-1', ...body };
    expect(consoleCommandSchema.safeParse(command).success).toBe(true);
  }
});

test('WIRE-2 nobody says time, identity or counter for the hub', () => {
  for (const extra of [{ at: 1 }, { by: 'clerk:wang' }, { counter: '2' }, { id: 'mine' }]) {
    const next = consoleCommandSchema.safeParse({ type: 'call-next', ...extra });
    const issue = kioskCommandSchema.safeParse({ type: 'issue-ticket', service: 'tax', ...extra });
    expect([next.success, issue.success]).toEqual([false, false]);
  }
  expect(consoleCommandSchema.safeParse({ type: 'close-day' }).success).toBe(false);
});

test('WIRE-2 a kiosk’s wish: language by default, request id by its rule', () => {
  const command = { type: 'issue-ticket', service: 'tax' };
  expect(kioskMessageSchema.parse({ requestId: 'tap:1', command }).command.language).toBe(
    'zh-Hans',
  );
  for (const id of ['', 'a b', 'x'.repeat(65), '号']) {
    const { error } = kioskMessageSchema.safeParse({ requestId: id, command });
    expect(error && badInput(error).field).toBe('requestId');
  }
  expect(requestIdSchema.safeParse('A-1_b.c:d').success).toBe(true);
});

test('WIRE-2 a hello says who comes and what it has', () => {
  const hello = { peer: 'display', protocol: 1, seq: 0, rev: 0, names: null };
  expect(helloSchema.safeParse(hello).success).toBe(true);
  expect(helloSchema.safeParse({ ...hello, peer: 'robot' }).success).toBe(false);
  expect(helloSchema.safeParse({ ...hello, seq: -1 }).success).toBe(false);
});
