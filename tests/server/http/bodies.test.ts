/**
 * What cannot be understood is answered with the field and the rule, and what is no proper request
 * with its own name: always as a problem, never as a page or a stack.
 */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { bodyBytesMax, complaintsMax } from '../../../server/http/limits.ts';
import { worldOf } from './world.ts';

test('every field that breaks its rule is named with the rule', async () => {
  const { post, hall } = await worldOf();
  const bad = async (body: unknown) => {
    const answered = await post(`${hall}/tickets`, body);
    expect([answered.status, answered.body.refused]).toEqual([400, 'bad-input']);
    expect(answered.body.errors[0]).toEqual({
      field: answered.body.field,
      rule: answered.body.rule,
    });
    return answered.body;
  };
  expect(await bad({})).toMatchObject({ field: 'service', errors: { length: 1 } });
  expect(await bad({ service: 'No Such!' })).toMatchObject({
    field: 'service',
    rule: 'an id of the hall: a-z, 0-9, -',
  });
  expect(await bad({ service: 'a', requestId: 'no blanks' })).toMatchObject({
    field: 'requestId',
    rule: 'a request id is 1-64 of letters, digits and _ . : -',
  });
  expect(await bad({ service: 'a', language: 'fr' })).toMatchObject({ field: 'language' });
  expect(await bad({ service: 'a', at: 5, by: 'me' })).toMatchObject({
    field: 'at',
    rule: 'no such field',
    errors: [
      { field: 'at', rule: 'no such field' },
      { field: 'by', rule: 'no such field' },
    ],
  });
  expect((await bad({ service: 3, kiosk: 4 })).errors).toMatchObject([
    { field: 'service' },
    { field: 'kiosk' },
  ]);
  expect(await bad([])).toMatchObject({ field: '' });
  expect(await bad('{"service":"a","__proto__":{"kiosk":"door"}}')).toMatchObject({
    field: '__proto__',
  });
});

test('complaints are bounded', async () => {
  const { post, hall } = await worldOf();
  const many = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`x${index}`, 1]));
  const { body } = await post(`${hall}/tickets`, { service: 'a', ...many });
  expect(body.errors).toHaveLength(complaintsMax);
});

test('acts name what they need', async () => {
  const { act } = await worldOf();
  const fields: [string, object | undefined, string][] = [
    ['call-ticket', {}, 'ticket'],
    ['call-ticket', { ticket: 'some-ticket' }, 'reason'],
    ['park', undefined, 'reason'],
    ['resume', undefined, 'ticket'],
    ['pause', { reason: 'X' }, 'reason'],
    ['finish', { outcome: 'well' }, 'outcome'],
    ['transfer', {}, 'toService'],
    ['call-next', { after: 7 }, 'after'],
    ['sign-out', { takeOver: true }, 'takeOver'],
    ['unpause', { requestId: '' }, 'requestId'],
  ];
  for (const [name, body, field] of fields) {
    const answered = await act('1', name, body);
    expect([name, answered.status, answered.body.field]).toEqual([name, 400, field]);
  }
});

test('what is not JSON', async () => {
  const { post, hall } = await worldOf();
  for (const body of ['{', 'service=a', '"a"', '{"service":"a"}}', '\u0000']) {
    const answered = await post(`${hall}/tickets`, body);
    expect([body, answered.status, answered.body.refused]).toEqual([body, 400, 'malformed-json']);
    expect(answered.text).not.toMatch(/at .*\.js|SyntaxError/);
  }
});

test('another content type, charset or encoding', async () => {
  const { post, hall } = await worldOf();
  const kinds = [
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    { 'Content-Type': 'application/json; charset=gb18030' },
    { 'Content-Encoding': 'zstd-of-tomorrow' },
    // Not unpacked, so it cannot be packed wrongly either.
    { 'Content-Encoding': 'gzip' },
  ];
  for (const headers of kinds) {
    const { status, body } = await post(`${hall}/tickets`, { service: 'a' }, { headers });
    expect([headers, status, body.refused]).toEqual([headers, 415, 'wrong-content-type']);
  }
});

test('a body that is too large is not taken in', async () => {
  const { post, hall, take } = await worldOf();
  const filled = (bytes: number) => `{"service":"a"${' '.repeat(bytes - 15)}}`;
  expect((await post(`${hall}/tickets`, filled(bodyBytesMax))).status).toBe(201);
  const { status, body } = await post(`${hall}/tickets`, filled(bodyBytesMax + 1));
  expect([status, body.refused]).toEqual([413, 'too-large']);
  expect(await take('a')).toMatchObject({ label: 'A002' });
});

test('a large body that comes without its length is cut off as well', async () => {
  const { url, hall, token } = await worldOf();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${url}${hall}/tickets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.write('{"service":"');
    sent.end('a'.repeat(bodyBytesMax));
  });
  expect(status).toBe(413);
});

test('addresses and methods that are none', async () => {
  const { ask, get, hall, token } = await worldOf();
  for (const path of ['/api', '/api/', '/api/nothing', `${hall}/nothing`, '/API/x']) {
    const { status, body } = await get(path);
    expect([path, status, body.refused]).toEqual([path, 404, 'unknown-route']);
  }
  const methods = [
    ['DELETE', hall, 'GET, HEAD'],
    ['GET', `${hall}/tickets`, 'POST'],
    ['PUT', `${hall}/tickets/some-ticket`, 'GET, HEAD'],
    ['OPTIONS', `${hall}/counters/1/call-next`, 'POST'],
    ['GET', '/sign-in', 'POST'],
  ] as const;
  for (const [method, path, allow] of methods) {
    const { status, body, headers } = await ask(method, path, { token });
    expect([method, path, status]).toEqual([method, path, 405]);
    expect([body.refused, headers.get('allow')]).toEqual(['wrong-method', allow]);
  }
  const broken = await get(`${hall}/tickets/%E0%A4%A`);
  expect([broken.status, broken.body.refused]).toEqual([400, 'malformed-path']);
});

test('a bug is a 500 that tells nothing and is written down', async () => {
  const world = await worldOf();
  Object.assign(world.parts.keeper, {
    look: () => {
      throw new Error('secret detail');
    },
  });
  const { status, body, text } = await world.get(world.hall);
  expect([status, body.failed]).toEqual([500, 'bug']);
  expect(text).not.toContain('secret detail');
  const written = world.lines.filter(({ level }) => level === 'error');
  expect(written).toMatchObject([{ facts: { err: { message: 'secret detail' } } }]);
});
