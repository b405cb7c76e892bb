/**
 * What an administrator writes: every variable and every field of the hall's file, right and wrong;
 * each complaint names what is wrong and which rule it breaks.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import {
  configurationJsonSchema,
  parseHall,
  readEnvironment,
  readHallFile,
  SettingsError,
} from '../../server/settings.ts';

const examplePath = resolve(import.meta.dirname, '../../fixtures/halls/dongcheng.yaml');
const exampleText = readFileSync(examplePath, 'utf8');

/** What it complains of. */
function complaint(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('it did not complain');
}

describe('the environment', () => {
  it('may be empty: a hub for this machine alone', () => {
    expect(readEnvironment({})).toEqual({
      ...{ port: 8080, host: '127.0.0.1', dataDir: resolve('data'), databaseUrl: null },
      ...{ configFile: null, apiToken: null, keyFile: resolve('data/keys/hall.key') },
      hubUrl: 'http://127.0.0.1:8080',
      ...{ trustProxy: false, logLevel: 'info' },
    });
  });

  it('is read whole', () => {
    const read = readEnvironment({
      ...{ PORT: '9000', HOST: '0.0.0.0', DATA_DIR: '/srv/hall', TRUST_PROXY: '1' },
      ...{ DATABASE_URL: 'postgresql://u:p@db/hall', JINGHAO_CONFIG: '/etc/hall.yaml' },
      ...{ JINGHAO_API_TOKEN: 'secret', JINGHAO_KEY_FILE: '/etc/hall.key', LOG_LEVEL: 'debug' },
      ...{ JINGHAO_URL: 'http://hub:8080', PATH: '/bin' },
    });
    expect(read).toEqual({
      ...{ port: 9000, host: '0.0.0.0', dataDir: '/srv/hall', trustProxy: true },
      ...{ databaseUrl: 'postgresql://u:p@db/hall', configFile: '/etc/hall.yaml' },
      ...{ apiToken: 'secret', keyFile: '/etc/hall.key', logLevel: 'debug' },
      hubUrl: 'http://hub:8080',
    });
  });

  it('with a variable that is empty is as without it', () => {
    const names = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'JINGHAO_CONFIG', 'LOG_LEVEL'];
    const empty = Object.fromEntries([...names, 'TRUST_PROXY'].map((name) => [name, '']));
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  const wrong: readonly [string, string, RegExp][] = [
    ['PORT', 'http', /a port: 0 to 65535/],
    ['PORT', '65536', /a port: 0 to 65535/],
    ['PORT', '-1', /a port: 0 to 65535/],
    ['PORT', '80.5', /a port: 0 to 65535/],
    ['PORT', ' ', /a port: 0 to 65535/],
    ['PORT', '0x50', /a port: 0 to 65535/],
    ['DATABASE_URL', 'mysql://u:hidden@db/hall', /an address of PostgreSQL: postgres:\/\//],
    ['TRUST_PROXY', 'true', /"0"\|"1"/],
    ['LOG_LEVEL', 'loud', /"fatal"\|"error"\|"warn"\|"info"\|"debug"/],
  ];
  for (const [name, value, rule] of wrong) {
    it(`refuses ${name}=${JSON.stringify(value)}, by name and rule`, () => {
      const said = complaint(() => readEnvironment({ [name]: value }));
      expect(said).toMatch(new RegExp(`^the environment\\n  ${name}: `));
      expect(said).toMatch(rule);
      expect(said).not.toContain('hidden');
    });
  }

  it('names all that is wrong at once', () => {
    const said = complaint(() => readEnvironment({ PORT: 'x', TRUST_PROXY: 'x', LOG_LEVEL: 'x' }));
    expect(said.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
      ...['the environment', 'PORT', 'TRUST_PROXY', 'LOG_LEVEL'],
    ]);
  });
});

describe("the hall's file", () => {
  it('of the example is sound, and its version is that of what it says', () => {
    const { configuration, devices } = readHallFile(examplePath);
    expect(configuration).toMatchObject({ hall: 'dongcheng', neverCloses: true });
    expect(configuration.version).toMatch(/^[\w-]{16}$/);
    expect(devices).toEqual([]);
    // A comment or another order of lists' spaces is no change; a name is.
    const same = parseHall(`# a note\n${exampleText}`, 'same.yaml');
    expect(same.configuration.version).toBe(configuration.version);
    const other = parseHall(exampleText.replace('企业设立登记', '企业登记'), 'other.yaml');
    expect(other.configuration.version).not.toBe(configuration.version);
  });

  it('with other printers is the same hall', () => {
    const kiosk = parseHall(exampleText, 'x').configuration.kiosks[0]?.id;
    const devices = { printers: [{ kiosk, address: 'tcp://10.0.0.5:9100?paper=58' }] };
    const read = parseHall(stringify({ ...parse(exampleText), devices }), 'x');
    expect(read.devices).toEqual([
      {
        ...{ id: `printer@${kiosk}`, kind: 'printer', place: { kind: 'kiosk', id: kiosk } },
        ...{ address: 'tcp://10.0.0.5:9100?paper=58', agent: null, levels: [5, 4, 3, 2] },
        ...{ responsible: null, serviceEveryDays: null, columns: null, line: null },
      },
    ]);
    expect(read.configuration.version).toBe(parseHall(exampleText, 'x').configuration.version);
  });

  it('that is not there is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jinghao-settings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'hall.yaml');
    expect(complaint(() => readHallFile(path))).toContain(`${path} cannot be read`);
  });

  const notYaml: readonly [string, RegExp][] = [
    ['hall: [', /is not YAML: .* line 1/s],
    ['hall: a\nhall: b', /is not YAML: Map keys must be unique at line 2/],
    ['\thall: a', /is not YAML/],
    ['', /\(whole\): .*expected object/],
    ['- hall', /\(whole\): .*expected object/],
    ['just words', /\(whole\): .*expected object/],
  ];
  for (const [text, rule] of notYaml) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      const said = complaint(() => parseHall(text, '/etc/hall.yaml'));
      expect(said).toContain('/etc/hall.yaml');
      expect(said).toMatch(rule);
    });
  }
});

/** A hall as small as the schema lets it be. */
const small = () => ({
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
function changed(path: string, value: unknown): object {
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

const bus = 'serial:/dev/ttyS3';
const printer = (address: string) => [{ kiosk: 'door', address }];

describe("a rule of the hall's file", () => {
  it('is kept by the small hall', () => {
    expect(parseHall(stringify(small()), 'x').configuration.hall).toBe('small');
  });

  const rules: readonly [string, unknown, string, RegExp][] = [
    ['hall', 'Small Hall', 'hall', /an id is 1-32 of a-z/],
    ['hall', undefined, 'hall', /expected string/],
    ['halls', 'x', '(whole)', /"halls"/],
    ['timeZone', 'Asia/Nowhere', 'timeZone', /no IANA time zone/],
    ['name.en', '', 'name.en', />=1 char/],
    ['name.fr', 'Salle', 'name', /"fr"/],
    ['hours.zh-Hans', 'x'.repeat(121), 'hours.zh-Hans', /<=120 char/],
    ['publicUrl', 'hall.example', 'publicUrl', /URL/],
    ['publicUrl', 'ftp://hall.example', 'publicUrl', /URL/],
    ['neverCloses', 'yes please', 'neverCloses', /boolean/],
    ['services.0.prefix', 'I', 'services.0.prefix', /without I and O/],
    ['services.0.prefix', 'abc', 'services.0.prefix', /one or two capital letters/],
    ['services.0.prefix', 'BK', 'services.0.prefix', /kept free/],
    ['services.1.id', 'a', 'services.1.id', /stands twice/],
    ['services.0.open', 'no', 'services.0.open', /boolean/],
    ['groups.0.services', ['a'], 'services.1.id', /no group shows this service/],
    ['groups.0.services', ['a', 'b', 'c'], 'groups.0.services.2', /no service has the id c/],
    ['groups.0.services', ['a', 'b', 'a'], 'groups.0.services.2', /stands twice/],
    ['groups.0.services', [], 'groups.0.services', />=1 item/],
    ['counters.0.services', ['a'], 'services.1.id', /no counter serves this service/],
    ['counters.0.services', ['b', 'b'], 'counters.0.services.1', /stands twice/],
    ['counters.1.services', ['x'], 'counters.1.services.0', /no service has the id x/],
    ['counters.1.id', '1', 'counters.1.id', /stands twice/],
    ['counters.1.sign', '1', 'counters.1.sign', /two counters bear this sign/],
    ['counters.1.sign', '1234567', 'counters.1.sign', /<=6 char/],
    ['kiosks.1.id', 'door', 'kiosks.1.id', /stands twice/],
    ['kiosks.1.letter', 'K', 'kiosks.1.letter', /another kiosk has this letter/],
    ['kiosks.1.letter', 'O', 'kiosks.1.letter', /without I and O/],
    ['reasons.pause.1.id', 'one', 'reasons.pause.1.id', /stands twice/],
    ['reasons.callTicket.1.id', 'one', 'reasons.callTicket.1.id', /stands twice/],
    ['reasons.park.1.id', 'one', 'reasons.park.1.id', /stands twice/],
    ['reasons.cancel.1.id', 'one', 'reasons.cancel.1.id', /stands twice/],
    ['reasons.park', undefined, 'reasons.park', /expected array/],
    ['reasons.pause', [], 'reasons.pause', />=1 item/],
    ['rules.recallsMax', -1, 'rules.recallsMax', />=0/],
    ['rules.recallsMax', 2.5, 'rules.recallsMax', /int/],
    ['rules.forgottenSignOutMinutes', 1, 'rules.forgottenSignOutMinutes', />=5/],
    ['rules.recalls', 3, 'rules', /"recalls"/],
    ['devices.printer', [], 'devices', /"printer"/],
    ['devices.printers.0.kiosk', 'gone', 'devices.printers.0.kiosk', /no kiosk has the id gone/],
    [
      'devices.printers',
      [...printer('tcp://10.0.0.5:9100'), ...printer('tcp://10.0.0.6:9100')],
      'devices.printers.1.kiosk',
      /already has a printer/,
    ],
    ['devices.printers', printer('10.0.0.5'), 'devices.printers.0.address', /must be/],
    ['devices.printers', printer('usb://x'), 'devices.printers.0.address', /must be/],
    ['devices.printers', printer('tcp://x:0'), 'devices.printers.0.address', /port must be/],
    [
      'devices.printers',
      printer('serial:/dev/ttyUSB0?baud=fast'),
      'devices.printers.0.address',
      /baud must be/,
    ],
    [
      'devices.printers',
      printer('tcp://x:9100?paper=76'),
      'devices.printers.0.address',
      /paper must be/,
    ],
    ['devices.strips', [{ counter: 'x', address: bus }], 'devices.strips.0.counter', /no counter/],
    ['devices.strips', [{ counter: '1', address: 'x' }], 'devices.strips.0.address', /must be/],
    ['devices.strips', [{ counter: '1' }], 'devices.strips.0.address', /expected string/],
    [
      'devices.readers',
      [{ address: bus }],
      'devices.readers.0.kiosk',
      /at a kiosk or at a counter/,
    ],
    [
      'devices.scanners',
      [{ kiosk: 'door', counter: '1', address: bus }],
      'devices.scanners.0.kiosk',
      /name one of them/,
    ],
    [
      'devices.readers',
      [{ kiosk: 'door', address: 'tcp://10.0.0.5:9100' }],
      'devices.readers.0.address',
      /printer@door is on this line, and a reader needs its line for itself/,
    ],
    [
      'devices.keypads',
      [
        { counter: '1', address: `${bus}?station=4` },
        { counter: '2', address: `${bus}?repeat=900&station=4` },
      ],
      'devices.keypads.1.address',
      /keypad@counter-1 has the same place on this line/,
    ],
    [
      'devices.keypads',
      [{ counter: '1', address: 'shortcuts:' }],
      'devices.keypads.0.agent',
      /the PC whose desktop has the keys/,
    ],
    [
      'devices.keypads',
      [
        { counter: '1', address: 'shortcuts:', agent: 'pc' },
        { counter: '2', address: 'shortcuts:', agent: 'pc' },
      ],
      'devices.keypads.1.address',
      /keypad@counter-1 has the same place on this line/,
    ],
    [
      'devices.pads',
      [
        { counter: '1', address: `${bus}?station=4` },
        { counter: '2', address: `${bus}?station=5&baud=19200` },
      ],
      'devices.pads.1.address',
      /baud must be the same as that of pad@counter-1/,
    ],
    [
      'devices.strips',
      [{ counter: '1', address: bus, line: '𠮷先生' }],
      'devices.strips.0.line',
      /GB 2312 only, not 𠮷$/,
    ],
    ['devices.stripTexts.idle', ['{person}'], 'devices.stripTexts.idle.0', /its blanks are/],
    [
      'devices.stripLight',
      [
        { from: '18:00', brightness: 8 },
        { from: '07:00', brightness: 16 },
      ],
      'devices.stripLight',
      /order of the day/,
    ],
    [
      'devices.pads',
      [{ counter: '1', address: `${bus}?station=4`, levels: [5, 4, 3] }],
      'devices.pads.0.levels',
      /./,
    ],
    [
      'devices.pads',
      [{ counter: '1', address: `${bus}?station=4`, levels: [5, 4, 3, 0] }],
      'devices.pads.0.levels.3',
      /./,
    ],
    ['devices.printers.0.agent', 'PC 1', 'devices.printers.0.agent', /the id of a PC/],
    ['devices.printers.0.serviceEveryDays', 0, 'devices.printers.0.serviceEveryDays', />=1/],
    ['devices.printers.0.responsible', '', 'devices.printers.0.responsible', />=1 char/],
  ];
  for (const [path, value, field, rule] of rules) {
    it(`${path} = ${JSON.stringify(value)?.slice(0, 60)}: complains of ${field}`, () => {
      const said = complaint(() => parseHall(stringify(changed(path, value)), 'hall.yaml'));
      const [head, ...lines] = said.split('\n');
      expect(head).toBe('the configuration hall.yaml');
      const line = lines.find((one) => one.startsWith(`  ${field}: `));
      expect(line, said).toMatch(rule);
    });
  }

  it('is named with all others that are broken', () => {
    const hall = { ...changed('hall', 'X'), neverCloses: 3, kiosks: 'none' };
    const said = complaint(() => parseHall(stringify(hall), 'hall.yaml'));
    for (const field of ['hall', 'neverCloses', 'kiosks']) expect(said).toContain(`  ${field}: `);
  });
});

it('knows how much a strip shows by its address, or is told', () => {
  const hall = small();
  const strips = [
    { counter: '1', address: `${bus}?station=1&width=96&height=16` },
    { counter: '2', address: `${bus}?station=2`, columns: 20, line: '示范岗' },
  ];
  const read = parseHall(stringify({ ...hall, devices: { strips } }), 'x');
  expect(read.devices.map(({ id, columns, line }) => [id, columns, line])).toEqual([
    ['strip@counter-1', 12, null],
    ['strip@counter-2', 20, '示范岗'],
  ]);
  expect(read.strips.texts.called).toContain('{label}');
  expect(read.strips.light).toContainEqual({ from: 1080, brightness: 8 });
});

describe('the JSON Schema for editors', () => {
  const schema = configurationJsonSchema();

  it('is plain JSON of draft 2020-12', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });

  it('finds the example and the small hall right', () => {
    const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    expect(read.safeParse(parse(exampleText)).error).toBeUndefined();
    expect(read.safeParse(small()).error).toBeUndefined();
  });

  it('finds wrong fields wrong', () => {
    const read = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
    const wrong: readonly [string, unknown][] = [
      ['hall', 'X Y'],
      ['hall', undefined],
      ['halls', 1],
      ['rules.recallsMax', -1],
      ['services.0.prefix', 'ABC'],
      ['devices.printers', 'none'],
    ];
    for (const [path, value] of wrong) {
      expect(read.safeParse(changed(path, value)).success, path).toBe(false);
    }
  });
});
