/**
 * Lines to carriers' gateways, CMPP 2.0 and 3.0 and SMPP 3.4, over real sockets against a pretend one
 * that reads by its own reading; the computed vectors; and everything that breaks.
 */
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CmppCodec, cmppHeadBytes } from '../../../drivers/cmpp/codec.ts';
import { type Codec, FrameCutter } from '../../../drivers/gateway/codec.ts';
import { openGateway } from '../../../drivers/gateway/gateway.ts';
import { gatewayTimes, newGateway, nextDue, step } from '../../../drivers/gateway/machine.ts';
import { openPort } from '../../../drivers/ports/open.ts';
import { SmppCodec, smppHeadBytes } from '../../../drivers/smpp/codec.ts';
import type { Text, Texter, TextReport } from '../../../drivers/texter.ts';
import { type Dialect, goodGateway, PretendGateway } from '../../../fixtures/machines/gateway.ts';
import { until } from '../waiting.ts';

const clock = { now: () => Date.now(), setTimeout, clearTimeout } as never;
const account = { account: '901234', secret: '1234' };
const words = '【东城政务】请A012号到3号窗口办理。';
const long = `${words}${'请带好身份证原件与复印件。'.repeat(6)}`;
const text = (change: Partial<Text> = {}): Text => ({
  ...{ id: 't1', to: '13800138000', body: words, template: null },
  ...change,
});

const codecOf = (speaks: Dialect): Codec =>
  speaks === 'smpp'
    ? new SmppCodec({ ...account, from: '106912345' })
    : new CmppCodec({
        ...{ ...account, from: '106912345', service: 'HALL' },
        version: speaks === 'cmpp-3.0' ? '3.0' : '2.0',
      });
const headOf = (speaks: Dialect) => (speaks === 'smpp' ? smppHeadBytes : cmppHeadBytes);

describe('CMPP', () => {
  test('signs in as others compute it', () => {
    const codec = codecOf('cmpp-2.0');
    // 8 January, 08:08:08 in Beijing.
    const at = Date.UTC(2026, 0, 8, 0, 8, 8);
    expect(Buffer.from(codec.signIn(1, at)).toString('hex').toUpperCase()).toBe(
      '00000027000000010000000139303132333416AD6769AF07E836BD6B0909B982B70A2006712EA8',
    );
  });

  test.each(['cmpp-2.0', 'cmpp-3.0'] as const)(
    '%s: who does not know the secret is turned away by us, where it is not said otherwise',
    (speaks) => {
      const version = speaks === 'cmpp-3.0' ? '3.0' : '2.0';
      const [account6, secret] = ['901234', '1234'];
      const answer = (proof: Buffer) => {
        const zeros = Buffer.alloc(speaks === 'cmpp-3.0' ? 4 : 1);
        const body = Buffer.concat([zeros, proof, Buffer.from([0x20])]);
        const head = Buffer.alloc(12);
        head.writeUInt32BE(12 + body.length, 0);
        head.writeUInt32BE(0x8000_0001, 4);
        return Buffer.concat([head, body]);
      };
      const ways = { account: account6, secret, version, from: '1069', service: '' } as const;
      for (const [status, known, proof, is] of [
        [Buffer.alloc(1), secret, true, 'signed-in'],
        [Buffer.alloc(4), secret, true, 'signed-in'],
        [Buffer.from('0'), secret, true, 'signed-in'],
        [Buffer.alloc(1), 'another', true, 'turned-away'],
        [Buffer.alloc(1), null, true, 'turned-away'],
        [Buffer.alloc(1), null, false, 'signed-in'],
      ] as const) {
        const codec = new CmppCodec({ ...ways, proof });
        const source = Buffer.from(codec.signIn(1, 0)).subarray(18, 34);
        const signed = Buffer.concat([status, source, Buffer.from(known ?? '')]);
        const said = known === null ? Buffer.alloc(16) : hash('md5', signed, 'buffer');
        const heard = codec.read(answer(said));
        expect([known, proof, heard.is]).toEqual([known, proof, is]);
        if (heard.is === 'turned-away') expect(heard.detail).toContain('AuthenticatorISMG');
      }
    },
  );

  test('asks whether one is there in twelve octets', () => {
    expect(Buffer.from(codecOf('cmpp-2.0').areYouThere(2)).toString('hex')).toBe(
      '0000000c0000000800000002',
    );
  });

  test.each([
    ['cmpp-2.0', 138 + 21],
    ['cmpp-3.0', 163 + 32],
  ] as const)('%s: a text is as long as its fields', (speaks, head) => {
    const part = { to: '8613800138000', content: Buffer.alloc(20), of: null };
    expect(codecOf(speaks).submit(3, part).length).toBe(head + 20);
  });
});

describe.each(['cmpp-2.0', 'cmpp-3.0', 'smpp'] as const)('a line that speaks %s', (speaks) => {
  let gateway: PretendGateway;
  let texter: Texter;
  const reports: TextReport[] = [];

  const state = (wanted: string) =>
    until(
      `the line is ${wanted}`,
      () => texter.health().state === wanted,
      (look) => texter.onHealth(look),
    );

  beforeAll(async () => {
    gateway = new PretendGateway({ speaks, ...account });
    await gateway.start();
    const port = openPort({ wire: 'tcp', host: '127.0.0.1', port: gateway.port }, clock);
    const headBytes = headOf(speaks);
    texter = openGateway({ port, codec: codecOf(speaks), headBytes, clock, window: 4 });
    texter.onReport((report) => reports.push(report));
    await state('ready');
  });
  afterEach(() => {
    gateway.be(goodGateway);
    expect(gateway.errors).toEqual([]);
  });
  afterAll(async () => {
    await texter.close();
    await gateway.stop();
  });

  test('signs in, and a text arrives as it was written', async () => {
    expect(gateway.signedIn).toBe(1);
    expect(await texter.send(text())).toMatchObject({ outcome: 'accepted', parts: 1 });
    const to = speaks === 'smpp' ? '8613800138000' : '13800138000';
    expect(gateway.texts.at(-1)).toEqual({
      ...{ to, from: '106912345', text: words, part: null, wantsReport: true },
    });
  });

  test('a long text goes in parts that belong together, each with its report', async () => {
    gateway.be({ reports: 'DELIVRD' });
    const outcome = await texter.send(text({ body: long }));
    const refs = outcome.outcome === 'accepted' ? outcome.refs : [];
    expect(refs).toHaveLength(2);
    const parts = gateway.texts.slice(-2);
    expect(parts.map((one) => one.text).join('')).toBe(long);
    expect(parts.map(({ part }) => part?.slice(4))).toEqual([
      [2, 1],
      [2, 2],
    ]);
    await until(
      'both reports have come',
      () => reports.length === 2,
      (look) => texter.onReport(look),
    );
    expect(reports).toEqual(refs.map((ref) => ({ ref, state: 'delivered', detail: 'DELIVRD' })));
  });

  test('many at once all arrive once, with no more under way than is allowed', async () => {
    const had = gateway.texts.length;
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, index) => texter.send(text({ body: `${words}${index}` }))),
    );
    expect(sent.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(new Set(gateway.texts.slice(had).map((one) => one.text)).size).toBe(40);
  });

  test.each(
    speaks === 'smpp'
      ? [
          [0x58, { outcome: 'failed', reason: 'throttled' }],
          [0x0b, { outcome: 'refused', reason: 'bad-number' }],
          [0x45, { outcome: 'failed', reason: 'busy' }],
        ]
      : [
          [8, { outcome: 'failed', reason: 'throttled' }],
          [6, { outcome: 'refused', reason: 'too-long' }],
          [1, { outcome: 'refused', reason: 'rejected' }],
        ],
  )('a no of the gateway (%i) has a name, and no number in it', async (result, told) => {
    gateway.be({ result: result as number });
    const outcome = await texter.send(text());
    expect(outcome).toMatchObject(told as object);
    expect(JSON.stringify(outcome)).not.toContain('138001');
  });

  test('cut with a text under way: unknown; one that waits behind it failed; nothing is sent again', async () => {
    gateway.be({ result: null });
    const had = gateway.came.length;
    const sending = Array.from({ length: 6 }, () => texter.send(text()));
    await until(
      'four are under way',
      () => gateway.came.length === had + 4,
      (look) => gateway.onChange(look),
    );
    gateway.be(goodGateway);
    gateway.cut();
    const outcomes = (await Promise.all(sending)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual([...Array(4).fill('unknown'), ...Array(2).fill('failed')]);
    const texts = gateway.texts.length;
    await until(
      'it has signed in anew',
      () => gateway.signedIn === 2,
      (look) => gateway.onChange(look),
    );
    await state('ready');
    expect(gateway.texts.length).toBe(texts);
    expect(await texter.send(text())).toMatchObject({ outcome: 'accepted' });
  });

  test('turned away it says why, and takes no text', async () => {
    gateway.be({ turnsAway: true });
    gateway.cut();
    await state('error');
    expect(texter.health().detail).toContain('turned away');
    expect(await texter.send(text())).toMatchObject({ outcome: 'failed', reason: 'sign-in' });
    gateway.be(goodGateway);
    await state('ready');
  });

  test.skipIf(speaks === 'smpp')('a gateway that cannot prove itself gets no text', async () => {
    gateway.be({ unproven: true });
    gateway.cut();
    await state('error');
    expect(texter.health().detail).toContain('does not prove');
    expect(await texter.send(text())).toMatchObject({ outcome: 'failed', reason: 'sign-in' });
    gateway.be(goodGateway);
    await state('ready');
  });

  test('what is no frame ends the line, and it begins anew', async () => {
    const before = gateway.signedIn;
    gateway.say(Buffer.from('ffffffff00000000', 'hex'));
    await until(
      'it has come again',
      () => gateway.signedIn > before,
      (look) => gateway.onChange(look),
    );
    await state('ready');
  });
});

describe('the machine', () => {
  const rules = { times: gatewayTimes, window: 4 };

  test('a quiet gateway is asked, and given up when it does not answer', () => {
    let { machine } = step(newGateway, { kind: 'link', state: { is: 'open' } }, 0, rules);
    ({ machine } = step(machine, { kind: 'heard', heard: [{ is: 'signed-in' }] }, 10, rules));
    expect(machine.health.state).toBe('ready');
    const asks = nextDue(machine) ?? 0;
    expect(asks).toBe(10 + gatewayTimes.quietMs);
    let effects: readonly { readonly do: string }[];
    ({ machine, effects } = step(machine, { kind: 'time' }, asks, rules));
    expect([effects.map((one) => one.do), machine.health.state]).toEqual([['ask'], 'silent']);
    ({ machine, effects } = step(machine, { kind: 'time' }, nextDue(machine) ?? 0, rules));
    expect(effects.map((one) => one.do)).toEqual(['drop']);
  });

  test('a part without an answer is unknown after its time', () => {
    let { machine } = step(newGateway, { kind: 'link', state: { is: 'open' } }, 0, rules);
    ({ machine } = step(machine, { kind: 'heard', heard: [{ is: 'signed-in' }] }, 0, rules));
    const part = { to: '86', content: new Uint8Array(2), of: null };
    ({ machine } = step(machine, { kind: 'job', id: 1, parts: [part] }, 5, rules));
    const late = step(machine, { kind: 'time' }, 5 + gatewayTimes.answerMs, rules);
    expect(late.effects).toContainEqual({
      ...{
        do: 'end',
        id: 1,
        outcome: { outcome: 'unknown', detail: 'the gateway did not answer' },
      },
    });
  });
});

describe.each(['cmpp-2.0', 'cmpp-3.0', 'smpp'] as const)('reading %s', (speaks) => {
  test('50,000 frames of rubbish: nothing is thrown, nothing grows', () => {
    const codec = codecOf(speaks);
    const commands = [1, 2, 4, 5, 6, 8, 9, 0x15].flatMap((one) => [one, (one | 0x8000_0000) >>> 0]);
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.uint8Array({ maxLength: 120 }),
        (command, body) => {
          const frame = Buffer.concat([Buffer.alloc(headOf(speaks)), body]);
          frame.writeUInt32BE(frame.length, 0);
          frame.writeUInt32BE(command, 4);
          codec.read(frame);
        },
      ),
      { numRuns: 50_000 },
    );
  });

  test('a stream cut anywhere is the same frames', () => {
    const codec = codecOf(speaks);
    const part = { to: '8613800138000', content: Buffer.alloc(20), of: null };
    const whole = [codec.signIn(1, 0), codec.submit(2, part), codec.areYouThere(3)];
    const stream = Buffer.concat(whole);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 10 }), (cuts) => {
        const cutter = new FrameCutter(headOf(speaks));
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const frames = at
          .slice(1)
          .flatMap((to, index) => cutter.push(stream.subarray(at[index], to)) ?? []);
        expect(frames).toHaveLength(whole.length);
        expect(frames).toEqual(whole);
      }),
    );
  });
});
