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
} from '../../server/settings.ts';
import { changed, complaint, small } from './small-hall.ts';

const examplePath = resolve(import.meta.dirname, '../../fixtures/halls/dongcheng.yaml');
const exampleText = readFileSync(examplePath, 'utf8');

describe('the environment', () => {
  it('may be empty: a hub for this machine alone', () => {
    expect(readEnvironment({})).toEqual({
      ...{ port: 8080, host: '127.0.0.1', dataDir: resolve('data'), databaseUrl: null },
      ...{ configFile: null, apiToken: null, keyFile: resolve('data/keys/hall.key') },
      ...{ hubUrl: 'http://127.0.0.1:8080', backupHours: null, tls: null },
      ...{ trustProxy: false, logLevel: 'info' },
    });
  });

  it('is read whole', () => {
    const read = readEnvironment({
      ...{ PORT: '9000', HOST: '0.0.0.0', DATA_DIR: '/srv/hall', TRUST_PROXY: '1' },
      ...{ DATABASE_URL: 'postgresql://u:p@db/hall', JINGHAO_CONFIG: '/etc/hall.yaml' },
      ...{ JINGHAO_API_TOKEN: 'secret', JINGHAO_KEY_FILE: '/etc/hall.key', LOG_LEVEL: 'debug' },
      ...{ JINGHAO_URL: 'http://hub:8080', JINGHAO_BACKUP_HOURS: '26', PATH: '/bin' },
    });
    expect(read).toEqual({
      ...{ port: 9000, host: '0.0.0.0', dataDir: '/srv/hall', trustProxy: true },
      ...{ databaseUrl: 'postgresql://u:p@db/hall', configFile: '/etc/hall.yaml' },
      ...{ apiToken: 'secret', keyFile: '/etc/hall.key', logLevel: 'debug' },
      ...{ hubUrl: 'http://hub:8080', backupHours: 26, tls: null },
    });
  });

  it('names certificate and key together, and commands then ask by https', () => {
    const both = { JINGHAO_TLS_CERT: '/etc/hub.crt', JINGHAO_TLS_KEY: '/etc/hub.key' };
    expect(readEnvironment(both)).toMatchObject({
      tls: { cert: '/etc/hub.crt', key: '/etc/hub.key' },
      hubUrl: 'https://127.0.0.1:8080',
    });
    expect(() => readEnvironment({ JINGHAO_TLS_KEY: '/etc/hub.key' })).toThrow(/go together/);
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
    ['JINGHAO_BACKUP_HOURS', '0', /whole hours: 1 to 9999/],
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

describe('the window for failed errands', () => {
  it('is could-not unless the file names another of its services', () => {
    expect(parseHall(stringify(small()), 'x').cases.window).toBe('could-not');
    const [service] = small().services as { id: string }[];
    const named = changed('cases', { window: service?.id });
    expect(parseHall(stringify(named), 'x').cases.window).toBe(service?.id);
    const none = changed('cases', { window: 'nowhere' });
    expect(complaint(() => parseHall(stringify(none), 'x'))).toContain(
      '  cases.window: no service nowhere',
    );
  });
});

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
