/**
 * What we say to gateways, and what the pretend ones say to us, read by somebody else: Wireshark's
 * dissectors find nothing wrong in it, and the fields that we meant.
 */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CmppCodec, cmppHeadBytes } from '../../../drivers/cmpp/codec.ts';
import { openGateway } from '../../../drivers/gateway/gateway.ts';
import { openPort } from '../../../drivers/ports/open.ts';
import { SmppCodec, smppHeadBytes } from '../../../drivers/smpp/codec.ts';
import { type Dialect, PretendGateway } from '../../../fixtures/machines/gateway.ts';
import { until } from '../waiting.ts';

const clock = { now: () => Date.now(), setTimeout, clearTimeout } as never;
const account = { account: '901234', secret: '1234' };
const tcpPort = 7_890;
const long = `【东城政务】请A012号到3号窗口办理。${'请带好身份证原件与复印件。'.repeat(6)}`;

async function talk(speaks: Dialect): Promise<PretendGateway> {
  const gateway = new PretendGateway({ speaks, ...account });
  gateway.be({ reports: 'DELIVRD' });
  await gateway.start();
  const codec =
    speaks === 'smpp'
      ? new SmppCodec({ ...account, from: '106912345' })
      : new CmppCodec({
          ...{ ...account, from: '106912345', service: 'HALL' },
          version: speaks === 'cmpp-3.0' ? '3.0' : '2.0',
        });
  const texter = openGateway({
    port: openPort({ wire: 'tcp', host: '127.0.0.1', port: gateway.port }, clock),
    ...{ codec, headBytes: speaks === 'smpp' ? smppHeadBytes : cmppHeadBytes, clock },
  });
  const reports: unknown[] = [];
  texter.onReport((report) => reports.push(report));
  await until(
    'it is ready',
    () => texter.health().state === 'ready',
    (look) => texter.onHealth(look),
  );
  expect(
    await texter.send({ id: 't', to: '13800138000', body: long, template: null }),
  ).toMatchObject({
    outcome: 'accepted',
  });
  await until(
    'both reports are answered',
    () => gateway.came.length >= 5,
    (look) => gateway.onChange(look),
  );
  await texter.close();
  await gateway.stop();
  return gateway;
}

/** The frames in packets of their own, to or from the gateway's port, as Wireshark keeps them. */
function captured(frames: readonly Buffer[], to: boolean): string {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-tshark-'));
  const [hex, pcap] = [join(folder, 'hex'), join(folder, 'pcap')];
  const dump = frames.map(
    (frame) => `0000 ${[...frame].map((one) => one.toString(16).padStart(2, '0')).join(' ')}\n`,
  );
  writeFileSync(hex, dump.join('\n'));
  const ports = to ? `40000,${tcpPort}` : `${tcpPort},40000`;
  execFileSync('text2pcap', ['-q', '-T', ports, hex, pcap], { stdio: 'ignore' });
  return pcap;
}

function tshark(pcap: string, protocol: string, ...words: string[]): string {
  const all = ['-r', pcap, '-d', `tcp.port==${tcpPort},${protocol}`, ...words];
  return execFileSync('tshark', all, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Of each frame: whether it is malformed, what is remarked on, and these fields. */
function dissected(frames: readonly Buffer[], to: boolean, protocol: string, fields: string[]) {
  const words = ['_ws.malformed', '_ws.expert.message', ...fields].flatMap((one) => ['-e', one]);
  return tshark(captured(frames, to), protocol, '-T', 'fields', ...words)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

/** Of each frame all fields of CMPP by name: as they are shown, and their octets in hex. */
function cmppFields(frames: readonly Buffer[], to: boolean) {
  const said = tshark(captured(frames, to), 'cmpp', '-T', 'pdml');
  return said
    .split('<packet>')
    .slice(1)
    .map((packet) => {
      const found = packet.matchAll(
        /<field name="(cmpp\.[^"]+)"[^>]*? show="([^"]*)" value="([^"]*)"/g,
      );
      const fields = [...found].map(([, name = '', show = '', value = '']) => ({
        name,
        show,
        value,
      }));
      const of = (name: string) => fields.filter((one) => one.name === `cmpp.${name}`);
      const shown = (name: string) => of(name)[0]?.show ?? null;
      return { of, shown, octets: (name: string) => Buffer.from(of(name)[0]?.value ?? '', 'hex') };
    });
}

const cases = [
  // Wireshark knows the fields of CMPP 3.0 alone.
  ['cmpp-3.0', 'cmpp', 'cmpp.Command_Id', ['0x00000001', '0x00000004', '0x80000005']],
  ['smpp', 'smpp', 'smpp.command_id', ['0x00000009', '0x00000004', '0x80000005']],
] as const;

test.each(cases)(
  '%s: every frame is one that others can read',
  async (speaks, protocol, id, ours) => {
    const gateway = await talk(speaks);
    for (const to of [true, false]) {
      const frames = to ? gateway.came : gateway.went;
      const read = dissected(frames, to, protocol, [id]);
      expect(read).toHaveLength(frames.length);
      for (const [malformed, wrong = ''] of read) {
        // Fields filled up with zeros are read as plain strings there, and the zeros are remarked on.
        const remarks = wrong
          .split(',')
          .filter((one) => !/^(Trailing stray characters)?$/.test(one));
        expect([malformed, remarks]).toEqual(['', []]);
      }
      const commands = read.map(([, , command]) => command);
      if (to) expect([...new Set(commands)]).toEqual(ours);
    }
  },
);

const ucs2 = (octets: Buffer): string => Buffer.from(octets).swap16().toString('utf16le');
const headerOctets = 6;

test('cmpp-3.0: every field says what was meant, and ids come back as they were given', async () => {
  const gateway = await talk('cmpp-3.0');
  const [signIn, ...rest] = cmppFields(gateway.came, true);
  const [signedIn, ...said] = cmppFields(gateway.went, false);
  const stamp = String(signIn?.octets('connect.Timestamp').readUInt32BE(0)).padStart(10, '0');
  const md5 = (...all: (string | Buffer)[]) =>
    hash('md5', Buffer.concat(all.map((one) => Buffer.from(one as string))), 'hex');
  const source = md5('901234', Buffer.alloc(9), '1234', stamp);
  expect(signIn?.shown('connect.Source_Addr')).toBe('901234');
  expect(signIn?.octets('connect.AuthenticatorSource').toString('hex')).toBe(source);
  expect(signIn?.shown('Version')).toBe('03.00');
  expect(signedIn?.shown('connect_resp.Status')).toBe('0');
  expect(signedIn?.octets('connect_resp.AuthenticatorISMG').toString('hex')).toBe(
    md5(Buffer.alloc(4), Buffer.from(source, 'hex'), '1234'),
  );

  const submits = rest.slice(0, 2);
  for (const [index, one] of submits.entries()) {
    const names = ['submit.Pk_total', 'submit.Pk_number', 'submit.Registered_Delivery', 'Msg_Fmt'];
    expect(names.map(one.shown)).toEqual(['2', `${index + 1}`, '1', '8']);
    expect(['TP_pId', 'TP_udhi', 'submit.Fee_UserType'].map(one.shown)).toEqual(['0', '1', '2']);
    expect(['Servicd_Id', 'submit.Msg_src'].map(one.shown)).toEqual(['HALL', '901234']);
    expect(['submit.FeeType', 'submit.FeeCode'].map(one.shown)).toEqual(['01', '000000']);
    expect(['submit.Src_Id', 'Dest_terminal_Id'].map(one.shown)).toEqual([
      ...['106912345', '13800138000'],
    ]);
    expect(['submit.DestUsr_tl', 'submit.Dest_terminal_type'].map(one.shown)).toEqual(['1', '0']);
    expect(one.shown('Msg_Length')).toBe(`${one.octets('Msg_Content').length}`);
  }
  const contents = submits.map((one) => one.octets('Msg_Content'));
  expect(contents.map((one) => [...one.subarray(0, 3), ...one.subarray(4, 6)])).toEqual([
    [5, 0, 3, 2, 1],
    [5, 0, 3, 2, 2],
  ]);
  expect(contents.map((one) => ucs2(one.subarray(headerOctets))).join('')).toBe(long);

  const answers = said.filter((one) => one.shown('submit_resp.Result') !== null);
  const reports = said.filter((one) => one.of('deliver.Report').length > 0);
  const taken = rest.filter((one) => one.shown('deliver_resp.Result') !== null);
  expect([answers.length, reports.length, taken.length]).toEqual([2, 2, 2]);
  expect(answers.map((one) => one.shown('submit_resp.Result'))).toEqual(['0', '0']);
  const ids = answers.map((one) => one.octets('Msg_Id').toString('hex'));
  expect(new Set(ids).size).toBe(2);
  for (const [index, one] of reports.entries()) {
    const id = ids[index];
    expect(one.of('Msg_Id').map(({ value }) => value)).toEqual([id, id]);
    expect(one.shown('deliver.Registered_Delivery')).toBe('1');
    expect(one.shown('deliver.Report.Status')).toBe('DELIVRD');
    expect(one.shown('Dest_terminal_Id')).toBe('13800138000');
    expect(taken[index]?.octets('Msg_Id').toString('hex')).toBe(id);
    expect(taken[index]?.shown('deliver_resp.Result')).toBe('0');
    expect(taken[index]?.shown('Sequence_Id')).toBe(one.shown('Sequence_Id'));
  }
  expect(answers.map((one) => one.shown('Sequence_Id'))).toEqual(
    submits.map((one) => one.shown('Sequence_Id')),
  );
});

/** Lengths of fields in octets, in their order, of CMPP 2.0 (devices.md, D6); `content` has its own. */
const submit20 = {
  ...{ msgId: 8, pkTotal: 1, pkNumber: 1, registered: 1, level: 1, service: 10, feeUserType: 1 },
  ...{ feeTerminal: 21, pid: 1, udhi: 1, format: 1, source: 6, feeType: 2, feeCode: 6, valid: 17 },
  ...{ at: 17, from: 21, people: 1, to: 21, length: 1 },
} as const;
const headOctets = 12;
const reserveOctets = 8;

function readSubmit20(frame: Buffer) {
  let at = headOctets;
  const read = Object.entries(submit20).map(([name, octets]) => {
    at += octets;
    return [name, frame.subarray(at - octets, at)] as const;
  });
  const of = Object.fromEntries(read) as Record<keyof typeof submit20, Buffer>;
  const length = of.length[0] ?? 0;
  return { ...of, content: frame.subarray(at, at + length), left: frame.length - at - length };
}

test('cmpp-2.0: Wireshark reads it as 3.0, which agrees up to the payer; behind that octets are counted', async () => {
  const gateway = await talk('cmpp-2.0');
  const came = cmppFields(gateway.came, true);
  const went = cmppFields(gateway.went, false);
  // The sign-in is the same in both, as is what stands in a text in front of the number of who pays.
  const [signIn, ...submits] = came.slice(0, 3);
  expect(signIn?.shown('connect.Source_Addr')).toBe('901234');
  expect(signIn?.shown('Version')).toBe('02.00');
  for (const [index, one] of submits.entries()) {
    const names = ['submit.Pk_total', 'submit.Pk_number', 'submit.Registered_Delivery'];
    expect(names.map(one.shown)).toEqual(['2', `${index + 1}`, '1']);
    expect(['Servicd_Id', 'submit.Fee_UserType'].map(one.shown)).toEqual(['HALL', '2']);
  }
  // It cannot do more: results of one octet and numbers of 21 are not known to it.
  const malformed = dissected(gateway.went, false, 'cmpp', ['cmpp.Command_Id']);
  expect(malformed.some(([wrong, , command]) => wrong !== '' && command === '0x80000004')).toBe(
    true,
  );

  const frames = gateway.came.slice(1, 3);
  const texts = frames.map(readSubmit20);
  for (const [index, one] of texts.entries()) {
    const text = (octets: Buffer) => octets.toString('latin1').replace(/\0+$/, '');
    expect(frames[index]?.length).toBe(138 + 21 + one.content.length);
    expect(one.left).toBe(reserveOctets);
    expect([one.pid[0], one.udhi[0], one.format[0], one.people[0]]).toEqual([0, 1, 8, 1]);
    expect([one.source, one.from, one.to].map(text)).toEqual([
      ...['901234', '106912345', '13800138000'],
    ]);
    expect([one.feeType, one.feeCode].map(text)).toEqual(['01', '000000']);
    for (const zeros of [one.msgId, one.feeTerminal, one.valid, one.at])
      expect(text(zeros)).toBe('');
  }
  expect(texts.map(({ content }) => ucs2(content.subarray(headerOctets))).join('')).toBe(long);

  // Answers and reports: 21 octets (8, 1), and a report of 60 whose id is that of the answer.
  const answers = gateway.went.filter((one) => one.readUInt32BE(4) === 0x8000_0004);
  expect(answers.map((one) => one.length)).toEqual([21, 21]);
  const ids = answers.map((one) => one.subarray(headOctets, headOctets + 8).toString('hex'));
  const reports = gateway.went.filter((one) => one.readUInt32BE(4) === 0x5);
  // In front of the report: id, to, service, pid, udhi, format, from, whether it is one, its length.
  const before = headOctets + 8 + 21 + 10 + 3 + 21 + 2;
  expect(reports.map((one) => [one[before - 2], one[before - 1], one.length])).toEqual([
    [1, 60, before + 60 + reserveOctets],
    [1, 60, before + 60 + reserveOctets],
  ]);
  expect(reports.map((one) => one.subarray(before, before + 8).toString('hex'))).toEqual(ids);
  const taken = gateway.came.filter((one) => one.readUInt32BE(4) === 0x8000_0005);
  expect(taken.map((one) => one.subarray(headOctets).toString('hex'))).toEqual(
    ids.map((id) => `${id}00`),
  );
  expect(went.length).toBe(gateway.went.length);
});

test('smpp: and the text is the one that was meant, its number and its wish for a report too', async () => {
  const gateway = await talk('smpp');
  const read = dissected(gateway.came, true, 'smpp', [
    ...['smpp.destination_addr', 'gsm_sms.sms_text', 'smpp.source_addr'],
    ...['smpp.regdel.receipt', 'smpp.data_coding', 'smpp.esm.submit.features', 'smpp.message'],
  ]);
  const texts = read.filter(([, , to]) => to === '8613800138000');
  expect(texts).toHaveLength(2);
  for (const [, , , , from, receipt, coding, features] of texts) {
    expect([from, Number(receipt), Number(coding), Number(features)]).toEqual([
      ...['106912345', 1, 8, 1],
    ]);
  }
  const octets = texts.map((one) => Buffer.from((one[8] ?? '').replace(/:/g, ''), 'hex'));
  expect(octets.map((one) => ucs2(one.subarray(headerOctets))).join('')).toBe(long);
});
