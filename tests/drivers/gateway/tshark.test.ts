/**
 * What we say to gateways, and what the pretend ones say to us, read by somebody else: Wireshark's
 * dissectors find nothing wrong in it, and the fields that we meant.
 */
import { execFileSync } from 'node:child_process';
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

/** Each frame in a packet of its own, to or from the gateway's port. */
function dissected(frames: readonly Buffer[], to: boolean, protocol: string, fields: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-tshark-'));
  const [hex, pcap] = [join(folder, 'hex'), join(folder, 'pcap')];
  const dump = frames.map(
    (frame) => `0000 ${[...frame].map((one) => one.toString(16).padStart(2, '0')).join(' ')}\n`,
  );
  writeFileSync(hex, dump.join('\n'));
  const ports = to ? `40000,${tcpPort}` : `${tcpPort},40000`;
  execFileSync('text2pcap', ['-q', '-T', ports, hex, pcap], { stdio: 'ignore' });
  const words = ['-r', pcap, '-d', `tcp.port==${tcpPort},${protocol}`, '-T', 'fields'];
  for (const field of ['_ws.malformed', '_ws.expert.message', ...fields]) words.push('-e', field);
  const said = execFileSync('tshark', words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
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

test('and the text is the one that was meant', async () => {
  const gateway = await talk('smpp');
  const read = dissected(gateway.came, true, 'smpp', ['smpp.destination_addr', 'gsm_sms.sms_text']);
  const texts = read.filter(([, , to]) => to === '8613800138000');
  expect(texts).toHaveLength(2);
});
