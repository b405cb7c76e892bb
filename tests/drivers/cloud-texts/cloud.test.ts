/**
 * Texts by cloud providers, over HTTP to a pretend one that checks the signature by its own reading; the
 * providers' published vectors; and everything that breaks.
 */
import { createHmac, hash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AliyunDialect } from '../../../drivers/cloud-texts/aliyun.ts';
import { openCloudTexts } from '../../../drivers/cloud-texts/cloud.ts';
import { aliyunSignature, tencentAuthorization } from '../../../drivers/cloud-texts/signing.ts';
import { TencentDialect, tencentHost } from '../../../drivers/cloud-texts/tencent.ts';
import type { Text, Texter } from '../../../drivers/texter.ts';

const clock = { now: () => 1_795_338_904_000, setTimeout, clearTimeout } as never;
const secret = 'not-a-real-secret';
const template = { id: 'SMS_1', variables: { label: 'A012', window: "3号 (二层)'*!" } };
const text = (change: Partial<Text> = {}): Text => ({
  ...{ id: 't1', to: '13800138000', body: 'x', template, ...change },
});

interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let url = '';
let ids = 0;
const asked: Asked[] = [];
const answer = { status: 200, body: '{}', hangs: false };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => {
      body += piece.toString();
    });
    request.on('end', () => {
      asked.push({ headers: request.headers, body });
      if (answer.hangs) request.socket.destroy();
      else response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  asked.length = 0;
  Object.assign(answer, { status: 200, body: '{}', hangs: false });
});
afterAll(() => server.close());

const newId = () => {
  ids += 1;
  return `nonce-${ids}`;
};
const aliyun = (): Texter =>
  openCloudTexts({
    ...{ url, clock, newId },
    dialect: new AliyunDialect({ keyId: 'id', keySecret: secret, signName: '东城政务' }),
  });
const tencent = (at = url): Texter =>
  openCloudTexts({
    ...{ url: at, clock, newId },
    dialect: new TencentDialect({
      ...{ secretId: 'id', secretKey: secret, app: '1400000000', signName: '东城政务' },
      region: 'ap-beijing',
    }),
  });

describe('signatures', () => {
  test('Aliyun: the provider’s own example', () => {
    const parameters = {
      ...{ Timestamp: '2016-02-23T12:46:24Z', Format: 'XML', AccessKeyId: 'testid' },
      ...{ Action: 'DescribeRegions', SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0' },
      SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      Version: '2014-05-26',
    };
    expect(aliyunSignature('GET', parameters, 'testsecret')).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
  });

  test('Tencent: the provider’s own example', () => {
    const stars = '*'.repeat(32);
    const words = '\\u672a\\u547d\\u540d';
    const body = `{"Limit": 1, "Filters": [{"Values": ["${words}"], "Name": "instance-name"}]}`;
    const about = { service: 'cvm', host: 'cvm.tencentcloudapi.com', action: 'DescribeInstances' };
    const keys = { secretId: `AKID${stars}`, secretKey: stars };
    expect(tencentAuthorization({ ...about, body, at: 1_551_113_065 }, keys)).toBe(
      `TC3-HMAC-SHA256 Credential=AKID${stars}/2019-02-25/cvm/tc3_request, ` +
        'SignedHeaders=content-type;host;x-tc-action, ' +
        'Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
    );
  });
});

describe('Aliyun', () => {
  test('is asked for one text with its template, signed', async () => {
    answer.body = '{"Code":"OK","BizId":"900","RequestId":"r"}';
    const texter = aliyun();
    expect(await texter.send(text())).toEqual({ outcome: 'accepted', refs: ['900'], parts: 1 });
    const said = new URLSearchParams(asked[0]?.body);
    expect(said.get('PhoneNumbers')).toBe('13800138000');
    expect(JSON.parse(said.get('TemplateParam') ?? '')).toEqual(template.variables);
    // Read again from what came, by hand.
    const signature = said.get('Signature');
    said.delete('Signature');
    const enc = (one: string) =>
      [...Buffer.from(one)]
        .map((octet) => String.fromCharCode(octet))
        .map((char) =>
          /[\w.~-]/.test(char)
            ? char
            : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
        )
        .join('');
    const query = [...said].sort(([a], [b]) => (a < b ? -1 : 1));
    const line = query.map(([name, value]) => `${enc(name)}=${enc(value)}`).join('&');
    const signed = createHmac('sha1', `${secret}&`).update(`POST&%2F&${enc(line)}`);
    expect(signature).toBe(signed.digest('base64'));
    expect(texter.health().state).toBe('ready');
  });

  test.each([
    ['isv.MOBILE_NUMBER_ILLEGAL', { outcome: 'refused', reason: 'bad-number' }],
    ['isv.BUSINESS_LIMIT_CONTROL', { outcome: 'refused', reason: 'number-limit' }],
    ['isv.AMOUNT_NOT_ENOUGH', { outcome: 'failed', reason: 'credit' }],
    ['SignatureDoesNotMatch', { outcome: 'failed', reason: 'sign-in' }],
    ['something.NEW', { outcome: 'failed', reason: 'error' }],
  ])('%s has a name', async (code, told) => {
    answer.body = JSON.stringify({ Code: code, Message: 'to 13800138000' });
    const outcome = await aliyun().send(text());
    expect(outcome).toMatchObject(told);
    expect(JSON.stringify(outcome)).not.toContain('138001');
  });
});

describe('Tencent', () => {
  test('is asked for one text with its template, signed', async () => {
    answer.body = '{"Response":{"SendStatusSet":[{"Code":"Ok","SerialNo":"77"}],"RequestId":"r"}}';
    expect(await tencent().send(text())).toEqual({ outcome: 'accepted', refs: ['77'], parts: 1 });
    const { headers, body } = asked[0] as Asked;
    expect(JSON.parse(body)).toMatchObject({
      PhoneNumberSet: ['+8613800138000'],
      TemplateParamSet: ['A012', "3号 (二层)'*!"],
    });
    const canonical = [
      ...['POST', '/', '', `content-type:${headers['content-type']}`, `host:${tencentHost}`],
      ...['x-tc-action:sendsms', '', 'content-type;host;x-tc-action', hash('sha256', body)],
    ].join('\n');
    const date = new Date(Number(headers['x-tc-timestamp']) * 1_000).toISOString().slice(0, 10);
    const mac = (key: string | Buffer, said: string) =>
      createHmac('sha256', key).update(said).digest();
    const key = mac(mac(mac(`TC3${secret}`, date), 'sms'), 'tc3_request');
    const words = `TC3-HMAC-SHA256\n${headers['x-tc-timestamp']}\n${date}/sms/tc3_request\n`;
    const signature = mac(key, words + hash('sha256', canonical)).toString('hex');
    expect(headers.authorization).toContain(`Signature=${signature}`);
  });

  test.each([
    ['FailedOperation.PhoneNumberInBlacklist', { outcome: 'refused', reason: 'blocked-number' }],
    ['LimitExceeded.PhoneNumberDailyLimit', { outcome: 'refused', reason: 'number-limit' }],
    ['LimitExceeded.DeliveryFrequencyLimit', { outcome: 'failed', reason: 'throttled' }],
    ['AuthFailure.SecretIdNotFound', { outcome: 'failed', reason: 'sign-in' }],
  ])('%s has a name', async (code, told) => {
    answer.body = JSON.stringify({ Response: { Error: { Code: code, Message: 'x' } } });
    expect(await tencent().send(text())).toMatchObject(told);
  });
});

describe('what became of a text', () => {
  const about = { ref: '900', to: '13800138000', sentAt: Date.UTC(2026, 10, 21, 17) };

  test.each([
    [1, 'x', null],
    [3, 'DELIVERED', { ref: '900', state: 'delivered', detail: 'DELIVERED' }],
    [2, 'MOBILE_OFF', { ref: '900', state: 'undelivered', detail: 'MOBILE_OFF' }],
  ])(
    'Aliyun is asked by number, id and day in China, and says %i %s',
    async (status, code, told) => {
      const details = [{ SendStatus: status, ErrCode: code, PhoneNum: '13800138000' }];
      const answers = {
        Code: 'OK',
        TotalCount: 1,
        SmsSendDetailDTOs: { SmsSendDetailDTO: details },
      };
      answer.body = JSON.stringify(answers);
      expect(await aliyun().ask?.(about)).toEqual(told);
      const said = Object.fromEntries(new URLSearchParams(asked[0]?.body));
      const { Signature, ...signed } = said;
      expect(signed).toMatchObject({
        ...{ Action: 'QuerySendDetails', PhoneNumber: '13800138000', BizId: '900' },
        ...{ SendDate: '20261122', PageSize: '10', CurrentPage: '1' },
      });
      expect(Signature).toBe(aliyunSignature('POST', signed, secret));
    },
  );

  test.each([
    ['SUCCESS', 'DELIVRD', { ref: '900', state: 'delivered', detail: 'DELIVRD' }],
    ['FAIL', 'MK:0001', { ref: '900', state: 'undelivered', detail: 'MK:0001' }],
    ['WAITING', '', null],
  ])(
    'Tencent is asked by number, and says %s of this text among others',
    async (status, words, told) => {
      const others = { SerialNo: '899', ReportStatus: 'SUCCESS', Description: 'DELIVRD' };
      const own = { SerialNo: '900', ReportStatus: status, Description: words };
      answer.body = JSON.stringify({ Response: { PullSmsSendStatusSet: [others, own] } });
      expect(await tencent().ask?.(about)).toEqual(told);
      const { headers, body } = asked[0] as Asked;
      expect(headers['x-tc-action']).toBe('PullSmsSendStatusByPhoneNumber');
      expect(headers.authorization).toMatch(/Signature=[0-9a-f]{64}$/);
      expect(JSON.parse(body)).toEqual({
        ...{ BeginTime: about.sentAt / 1_000 - 300, Offset: 0, Limit: 100 },
        ...{ PhoneNumber: '+8613800138000', SmsSdkAppId: '1400000000' },
      });
    },
  );

  test.each([
    ['Aliyun', aliyun],
    ['Tencent', tencent],
  ] as const)(
    '%s: whatever else comes is no report, and the line is judged by texts',
    async (_, open) => {
      const texter = open();
      const said = [
        ...['', '[]', '{}', '<html>', '{"Code":"isv.DENIED"}', '{"Response":{"Error":{}}}'],
        ...['{"Code":"OK","SmsSendDetailDTOs":null}', '{"Code":"OK","SmsSendDetailDTOs":[7]}'],
        '{"Response":{"PullSmsSendStatusSet":[null,7,{"SerialNo":900}]}}',
      ];
      for (const body of said) {
        answer.body = body;
        expect(await texter.ask?.(about)).toBeNull();
      }
      answer.hangs = true;
      expect(await texter.ask?.(about)).toBeNull();
      expect(await texter.ask?.({ ...about, to: '110' })).toBeNull();
      expect(texter.health().state).toBe('unknown');
    },
  );
});

describe.each([
  ['Aliyun', aliyun],
  ['Tencent', tencent],
] as const)('%s', (_, open) => {
  test('a line that breaks with the request under way: unknown', async () => {
    answer.hangs = true;
    const texter = open();
    expect(await texter.send(text())).toMatchObject({ outcome: 'unknown' });
    expect(texter.health().state).toBe('silent');
  });

  test.each([
    [502, '<html>'],
    [500, ''],
  ])('a %i without a code: unknown', async (status, body) => {
    Object.assign(answer, { status, body });
    expect(await open().send(text())).toMatchObject({ outcome: 'unknown' });
  });

  test('a text without a template, or to no mobile number, is refused before anything is said', async () => {
    expect(await open().send(text({ template: null }))).toMatchObject({ reason: 'template' });
    expect(await open().send(text({ to: '010-1234' }))).toMatchObject({ reason: 'bad-number' });
    expect(asked).toEqual([]);
  });
});

test('a provider that is not there: failed, so that another may be tried', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const texter = tencent(`http://127.0.0.1:${port}/`);
  expect(await texter.send(text())).toMatchObject({ outcome: 'failed', reason: 'unplugged' });
  expect(texter.health().state).toBe('unplugged');
});
