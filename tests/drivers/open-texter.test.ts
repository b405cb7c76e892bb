/** Addresses of providers of texts: each kind is read, and each mistake is told by field and rule. */
import { expect, test } from 'vitest';
import { openTexter, readTexterAddress } from '../../drivers/open-texter.ts';
import { SteppedClock } from './stepped-clock.ts';

const cmpp = 'cmpp://10.0.0.5?version=2.0&account=901234&from=10690001&secret=keys/cmpp.secret';

test('reads each kind, with what goes without saying', () => {
  expect(readTexterAddress('gsm:serial:/dev/ttyUSB2')).toMatchObject({
    ...{ ok: true, kind: 'gsm', settings: { valid: '60' } },
    port: { wire: 'serial', path: '/dev/ttyUSB2', baud: 115_200 },
  });
  expect(readTexterAddress(cmpp)).toMatchObject({
    ...{ ok: true, kind: 'cmpp', port: { host: '10.0.0.5', port: 7890 } },
    settings: { account: '901234', service: '', window: '16' },
  });
  expect(readTexterAddress('smpp://g.example:2776?account=hall&from=12345&secret=s')).toMatchObject(
    { ok: true, kind: 'smpp', port: { host: 'g.example', port: 2776 } },
  );
  const cloud = 'aliyun:?key=LTAI5tExample1234&sign=东城政务&secret=s';
  expect(readTexterAddress(cloud)).toMatchObject({
    ...{ ok: true, port: null },
    settings: { sign: '东城政务', url: 'https://dysmsapi.aliyuncs.com/' },
  });
  const other = 'tencent:?key=AKIDexample1234&app=1400000000&sign=东城政务&secret=s';
  expect(readTexterAddress(other)).toMatchObject({ ok: true, settings: { region: 'ap-beijing' } });
});

test.each([
  ['sms:x', 'address'],
  ['gsm:serial:/dev/ttyUSB2?valid=2', 'valid'],
  ['gsm:serial:/dev/ttyUSB2?baud=7', 'baud'],
  [cmpp.replace('2.0', '4.0'), 'version'],
  [cmpp.replace('&secret=keys/cmpp.secret', ''), 'secret'],
  [`${cmpp}&password=geheim`, 'password'],
  [`${cmpp}&window=99`, 'window'],
  ['aliyun:?key=LTAI5tExample1234&sign=东城政务&secret=s&url=http://far.example/', 'url'],
  ['tencent:?key=AKIDexample1234&sign=东城政务&secret=s', 'app'],
])('%s is refused for its %s', (address, field) => {
  expect(readTexterAddress(address)).toMatchObject({ ok: false, problem: { field } });
});

test('a secret is read from its file as the line is opened', async () => {
  const asked: string[] = [];
  const secretIn = (file: string) => {
    asked.push(file);
    return 'secret';
  };
  const opening = { clock: new SteppedClock(), secretIn, newId: () => 'id' };
  const texter = openTexter('aliyun:?key=LTAI5tExample1234&sign=东城政务&secret=a.secret', opening);
  expect(asked).toEqual(['a.secret']);
  await texter.close();
  expect(() => openTexter('gsm:', opening)).toThrow('address must be');
});
