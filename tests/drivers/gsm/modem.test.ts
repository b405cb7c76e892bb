/** A modem on a real serial line: set up, texts in parts, reports, and everything that breaks. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gsmTimes, newGsm, nextDue, setup, step } from '../../../drivers/gsm/machine.ts';
import { openGsmModem } from '../../../drivers/gsm/modem.ts';
import { GsmParser } from '../../../drivers/gsm/parser.ts';
import { openPort } from '../../../drivers/ports/open.ts';
import type { Text, Texter, TextReport } from '../../../drivers/texter.ts';
import { goodModem, PretendModem } from '../../../fixtures/machines/modem.ts';
import { until } from '../waiting.ts';

const clock = { now: () => Date.now(), setTimeout, clearTimeout } as never;
const path = join(mkdtempSync(join(tmpdir(), 'jinghao-modem-')), 'modem');
const words = '【东城政务】请A012号到3号窗口办理。';
const text = (change: Partial<Text> = {}): Text => ({
  ...{ id: 't1', to: '13800138000', body: words, template: null },
  ...change,
});

let modem: PretendModem;
let texter: Texter;
const reports: TextReport[] = [];

const state = (wanted: string) =>
  until(
    `the modem is ${wanted}`,
    () => texter.health().state === wanted,
    (look) => texter.onHealth(look),
  );

beforeAll(async () => {
  modem = new PretendModem({ clock, ptyLink: path });
  await modem.plug();
  const address = { wire: 'serial', path, baud: 115_200, flow: 'none' } as const;
  texter = openGsmModem({ port: openPort(address, clock), clock, validMinutes: 60 });
  texter.onReport((report) => reports.push(report));
  await state('ready');
});
afterAll(async () => {
  await texter.close();
  await modem.unplug();
});

describe('a modem', () => {
  test('is set up, and a text arrives as it was written', async () => {
    // ESC is no part of a command.
    const asked = setup.map((one) => one.replace('\x1b', ''));
    expect(modem.commands.slice(0, setup.length)).toEqual(asked);
    const outcome = await texter.send(text());
    expect(outcome).toEqual({ outcome: 'accepted', refs: ['1'], parts: 1 });
    expect(modem.messages.at(-1)).toMatchObject({ to: '8613800138000', text: words, part: null });
    expect(texter.health().detail).toContain('signal 17');
  });

  test('a long text goes in parts, one after the other, and its report is told once each', async () => {
    modem.be({ reports: 0 });
    const body = `${words}${'请带好身份证原件与复印件。'.repeat(6)}`;
    const outcome = await texter.send(text({ body }));
    expect(outcome).toMatchObject({ outcome: 'accepted', parts: 2 });
    const parts = modem.messages.slice(-2);
    expect(parts.map(({ text: its }) => its).join('')).toBe(body);
    expect(parts.map(({ part }) => part?.index)).toEqual([1, 2]);
    await until(
      'both receipts are given',
      () => modem.receipts === 2 && reports.length === 2,
      (look) => modem.onChange(look),
    );
    const refs = outcome.outcome === 'accepted' ? outcome.refs : [];
    expect(reports).toEqual(refs.map((ref) => ({ ref, state: 'delivered', detail: 'status 00' })));
    modem.be(goodModem);
  });

  test.each([
    ['12345', 'bad-number'],
    ['+8610012345', 'bad-number'],
  ])('refuses the number %s before a byte goes out', async (to, reason) => {
    const had = modem.commands.length;
    expect(await texter.send(text({ to }))).toMatchObject({ outcome: 'refused', reason });
    expect(modem.commands.length).toBe(had);
  });

  test.each([
    [28, { outcome: 'refused', reason: 'bad-number' }],
    [21, { outcome: 'refused', reason: 'rejected' }],
    [42, { outcome: 'failed', reason: 'busy' }],
    [500, { outcome: 'failed', reason: 'error' }],
  ])('a no of the network (%i) has a name, and no number in it', async (takes, told) => {
    modem.be({ takes });
    const outcome = await texter.send(text());
    expect(outcome).toMatchObject(told);
    expect(JSON.stringify(outcome)).not.toContain('13800138000');
    modem.be(goodModem);
  });

  test('pulled while the network has the text: unknown, and not sent again when it is back', async () => {
    modem.be({ takes: 'none' });
    modem.received.length = 0;
    const sending = texter.send(text());
    await until(
      'the text is over',
      () => modem.received.some((bytes) => bytes.includes(0x1a)),
      (look) => modem.onChange(look),
    );
    const had = modem.messages.length;
    await modem.unplug();
    expect(await sending).toMatchObject({ outcome: 'unknown' });
    expect(await texter.send(text())).toMatchObject({ outcome: 'failed', reason: 'unplugged' });
    modem.be(goodModem);
    await modem.plug();
    await state('ready');
    expect(modem.messages.length).toBe(had);
    expect(await texter.send(text())).toMatchObject({ outcome: 'accepted' });
  });

  test('a SIM card that wants its PIN, or none, is told, and nothing is tried', async () => {
    await modem.unplug();
    modem.be({ sim: 'locked' });
    await modem.plug();
    await state('error');
    expect(texter.health().detail).toContain('PIN');
    expect(await texter.send(text())).toMatchObject({ outcome: 'failed', reason: 'error' });
    await modem.unplug();
    modem.be({ sim: 'missing' });
    await modem.plug();
    await state('error');
    await modem.unplug();
    modem.be(goodModem);
    await modem.plug();
    await state('ready');
  });
});

describe('the machine', () => {
  const open = { kind: 'link', state: { is: 'open' } } as const;

  test('a modem that answers nothing is silent, and given up after three questions', () => {
    let { machine, effects } = step(newGsm, open, 0);
    for (let missed = 1; missed <= 3; missed += 1) {
      const due = nextDue(machine) ?? 0;
      expect(due).toBe(missed * gsmTimes.answerMs);
      ({ machine, effects } = step(machine, { kind: 'time' }, due));
      expect(machine.health.state).toBe('silent');
    }
    expect(effects.map(({ do: what }) => what)).toContain('drop');
  });

  test('a network that is searched for is an error, not ready', () => {
    let machine = step(newGsm, open, 0).machine;
    for (const command of setup) {
      const said = command === 'AT+CREG?' ? ['+CREG: 0,2', 'OK'] : ['OK'];
      const lines = said.map((line) => ({ kind: 'line', text: line }) as const);
      machine = step(machine, { kind: 'said', said: lines }, 1).machine;
    }
    expect(machine.health).toMatchObject({ state: 'error', detail: 'no network: searching' });
  });
});

describe('the parser', () => {
  test('any bytes, cut anywhere, give the same sayings, and nothing is thrown', () => {
    const talk =
      '\r\nOK\r\n\r\n> \r\n+CMGS: 12\r\n\r\nOK\r\n+CDS: 25\r\n00061B0C\r\n+CREG: 0,1\r\n';
    const whole = new GsmParser().push(Buffer.from(talk));
    expect(whole.map((said) => (said.kind === 'line' ? said.text : said.kind))).toEqual([
      ...['OK', 'prompt', '+CMGS: 12', 'OK', 'report', '+CREG: 0,1'],
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(talk.length), { maxLength: 12 }), (cuts) => {
        const parser = new GsmParser();
        const at = [0, ...cuts.sort((a, b) => a - b), talk.length];
        const said = at
          .slice(1)
          .flatMap((to, index) => parser.push(Buffer.from(talk.slice(at[index], to))));
        expect(said).toEqual(whole);
      }),
    );
  });

  test('noise of 50,000 inputs: no throw, no growth, and the next good line is read', () => {
    const parser = new GsmParser();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        parser.push(bytes);
      }),
      { numRuns: 50_000 },
    );
    parser.push(Buffer.from('\r\n'));
    parser.push(Buffer.from('\r\n'));
    expect(parser.push(Buffer.from('OK\r\n'))).toEqual([{ kind: 'line', text: 'OK' }]);
  });
});
