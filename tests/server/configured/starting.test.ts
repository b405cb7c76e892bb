/**
 * The check before a version is published and the start of a hub go by one and the same reading: whatever
 * would keep the hub from starting on this machine is told at its field, and no secret is told with it.
 */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkText } from '../../../server/configured/check.ts';
import { needsOf, startComplaints } from '../../../server/configured/starting.ts';
import { parseHall, SettingsError } from '../../../server/settings.ts';
import { smallText } from './small-hall.ts';

const openid = `signIn:
  openid:
    issuer: https://id.example.gov.cn
    clientId: jinghao
    secret: openid.secret
    hub: https://hall.example.gov.cn
    name: { zh-Hans: 统一身份认证 }
    roles: { claim: groups, map: { tellers: clerk } }
`;
const needy = `${smallText}${openid}relay: { url: "https://relay.example", keyFile: relay.key }
webhooks: [{ id: city, url: "https://city.example", secretFile: "env:CITY", events: [ticket-issued] }]
texts:
  signature: 东城政务
  providers:
    - { id: one, address: "cmpp://127.0.0.1:7890?version=2.0&account=901234&from=106912345&secret=one.secret" }
    - { id: two, address: "gsm:serial:/dev/ttyUSB9" }
  managers: [{ id: boss, phoneFile: boss.phone }]
`;

const folderOf = () => {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-starting-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const said = (file: Parameters<typeof startComplaints>[0], secrets = {}) =>
  startComplaints(file, { secrets }).map(({ path, rule }) => `${path.join('.')}: ${rule}`);

test('every key, secret and phone that is missing is told at its field, to the check and to the start', () => {
  const folder = folderOf();
  const file = parseHall(needy, join(folder, 'hall.yaml'));
  const complaints = said(file);
  expect(complaints).toEqual([
    expect.stringMatching(/^relay\.keyFile: the key file cannot be read/),
    expect.stringMatching(/^signIn\.openid\.secret: the secret cannot be read/),
    'webhooks.0.secretFile: the variable JINGHAO_SECRET_CITY is not set',
    expect.stringMatching(/^texts\.providers\.0\.address: the secret cannot be read/),
    expect.stringMatching(/^texts\.managers\.0\.phoneFile: the secret cannot be read/),
  ]);
  expect(() => needsOf(file, {})).toThrow(SettingsError);
  for (const line of complaints) expect(() => needsOf(file, {})).toThrow(line);

  const put = (name: string, text: string) =>
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  put('relay.key', 'A'.repeat(43));
  put('openid.secret', 'geheim');
  put('one.secret', 'geheim');
  put('boss.phone', '13900000000');
  expect(said(file, { CITY: 'geheim' })).toEqual([]);
  expect(needsOf(file, { secrets: { CITY: 'geheim' } })).toMatchObject({
    relay: { url: 'https://relay.example', key: 'A'.repeat(43) },
    openid: { secret: 'geheim' },
  });
  put('boss.phone', 'geheim');
  chmodSync(join(folder, 'openid.secret'), 0o644);
  const wrong = said(file, { CITY: 'geheim' });
  expect(wrong).toEqual([
    expect.stringMatching(/^signIn\.openid\.secret: .*open to others/),
    'texts.managers.0.phoneFile: its line is no mobile number',
  ]);
  expect(wrong.join()).not.toContain('geheim');
});

test('a hall that names none of them can start anywhere', () => {
  const file = parseHall(smallText, '/etc/jinghao/hall.yaml');
  expect(said(file)).toEqual([]);
  expect(needsOf(file, {})).toEqual({ relay: null, openid: null });
});

test('two on one line, and a role that nobody knows, are wrong before anything opens', () => {
  const wrongIn = (text: string) => {
    const checked = checkText(text, { hall: 'small', path: '/etc/jinghao/hall.yaml' });
    return checked.ok ? [] : checked.complaints.map(({ path, rule }) => [path.join('.'), rule]);
  };
  expect(wrongIn(needy)).toEqual([]);
  const devices = `devices:
  strips: [{ counter: "1", address: "serial:/dev/ttyUSB9?station=1&width=192&height=32" }]
  readers: [{ kiosk: entrance, address: "serial:/dev/ttyUSB8" }]
  scanners: [{ kiosk: entrance, address: "serial:/dev/ttyUSB8" }]
`;
  expect(wrongIn(needy + devices)).toEqual([
    [
      'devices.scanners.0.address',
      'reader@entrance is on this line, and a scanner needs its line for itself',
    ],
    [
      'texts.providers.1.address',
      'strip@counter-1 is on this line, and a modem needs its line for itself',
    ],
  ]);
  expect(wrongIn(needy.replace('tellers: clerk', 'tellers: teller'))).toEqual([
    ['signIn.openid.roles.map.tellers', 'no role has the id teller'],
  ]);
});
