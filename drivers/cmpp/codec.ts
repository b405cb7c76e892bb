/**
 * CMPP 2.0 and 3.0, the protocol of China Mobile's gateways. Fields and lengths: bigwhite/gocmpp and
 * Wireshark's field list (devices.md, D6); the vector of the sign-in is computed there.
 */
import { hash } from 'node:crypto';
import {
  type Answered,
  type Codec,
  fixedText,
  type Heard,
  type Part,
  partHeader,
  u32,
} from '../gateway/codec.ts';
import type { TextReport } from '../texter.ts';

export interface CmppAccount {
  readonly version: '2.0' | '3.0';
  /** The six signs of the SP (企业代码). */
  readonly account: string;
  readonly secret: string;
  /** The number that visitors see (接入码), at most 21 digits. */
  readonly from: string;
  /** 业务代码, at most 10 signs; empty where the carrier wants none. */
  readonly service: string;
  /** Whether the gateway has to prove that it knows the secret; left out: yes. */
  readonly proof?: boolean;
}

const command = {
  connect: 0x1,
  terminate: 0x2,
  submit: 0x4,
  deliver: 0x5,
  activeTest: 0x8,
  answer: 0x8000_0000,
};
export const cmppHeadBytes = 12;
const ucs2 = 8;
/** Who pays: the SP. */
const paidBySp = 2;
const chinaMs = 8 * 3_600_000;

export class CmppCodec implements Codec {
  readonly #account: CmppAccount;
  /** What was signed in with last: the gateway proves itself by it. */
  #proof: Uint8Array = new Uint8Array(0);

  constructor(account: CmppAccount) {
    this.#account = account;
  }

  signIn(seq: number, at: number): Uint8Array {
    const { account, secret, version } = this.#account;
    const stamp = stampOf(at);
    const signed = Buffer.concat([
      Buffer.from(account, 'latin1'),
      Buffer.alloc(9),
      Buffer.from(secret, 'latin1'),
      Buffer.from(stamp, 'latin1'),
    ]);
    const proof = hash('md5', signed, 'buffer');
    this.#proof = proof;
    const code = version === '2.0' ? 0x20 : 0x30;
    return frame(command.connect, seq, [
      ...[...fixedText(account, 6), ...proof, code, ...u32(Number(stamp))],
    ]);
  }

  submit(seq: number, part: Part): Uint8Array {
    const { account, from, service, version } = this.#account;
    const v3 = version === '3.0';
    const to = part.to.startsWith('86') ? part.to.slice(2) : part.to;
    const content = [...partHeader(part), ...part.content];
    const terminal = v3 ? 32 : 21;
    return frame(command.submit, seq, [
      ...fixedText('', 8),
      ...[part.of?.parts ?? 1, part.of?.index ?? 1, 1, 1],
      ...fixedText(service, 10),
      paidBySp,
      ...fixedText('', terminal),
      ...(v3 ? [0] : []),
      ...[0, part.of === null ? 0 : 1, ucs2],
      ...fixedText(account, 6),
      // Free of charge for who gets it.
      ...[
        ...fixedText('01', 2),
        ...fixedText('000000', 6),
        ...fixedText('', 17),
        ...fixedText('', 17),
      ],
      ...fixedText(from, 21),
      ...[1, ...fixedText(to, terminal), ...(v3 ? [0] : [])],
      ...[content.length, ...content],
      ...fixedText('', v3 ? 20 : 8),
    ]);
  }

  /** AuthenticatorISMG = MD5(Status + AuthenticatorSource + shared secret): CMPP 2.0, 7.4.1.2. */
  #signedIn(body: Buffer, v3: boolean): Heard {
    const no = (detail: string): Heard => ({ is: 'turned-away', detail });
    if (body.length < (v3 ? 21 : 18)) return no('its answer is too short');
    const status = v3 ? body.readUInt32BE(0) : body.readUInt8(0);
    if (status !== 0) return no(`turned away (${status}): ${turnedAway[status] ?? 'no reason'}`);
    const { secret, proof = true } = this.#account;
    const from = v3 ? 4 : 1;
    const said = body.subarray(from, from + proofBytes);
    const secretBytes = Buffer.from(secret, 'latin1');
    const right = statusesSigned.some((one) =>
      said.equals(hash('md5', Buffer.concat([one, this.#proof, secretBytes]), 'buffer')),
    );
    return right || !proof ? { is: 'signed-in' } : no(unproven);
  }

  areYouThere(seq: number): Uint8Array {
    return frame(command.activeTest, seq, []);
  }

  read(bytes: Uint8Array): Heard {
    const octets = Buffer.from(bytes);
    const what = octets.readUInt32BE(4);
    const seq = octets.readUInt32BE(8);
    const body = octets.subarray(cmppHeadBytes);
    const v3 = this.#account.version === '3.0';
    switch (what) {
      case (command.connect | command.answer) >>> 0:
        return this.#signedIn(body, v3);
      case (command.submit | command.answer) >>> 0:
        return { is: 'answered', seq, how: submitted(body, v3) };
      case command.deliver:
        return delivered(seq, body, v3);
      case command.activeTest:
        return { is: 'asked', answer: frame(command.activeTest | command.answer, seq, [0]) };
      case (command.activeTest | command.answer) >>> 0:
        return { is: 'alive' };
      case command.terminate:
        return { is: 'ending', answer: frame(command.terminate | command.answer, seq, []) };
      default:
        return { is: 'unknown', detail: `it says ${what.toString(16)}, which is not known` };
    }
  }
}

function frame(what: number, seq: number, body: readonly number[]): Uint8Array {
  return Uint8Array.from([
    ...[...u32(cmppHeadBytes + body.length), ...u32(what), ...u32(seq), ...body],
  ]);
}

/** MMDDHHMMSS by the clock of Beijing. */
function stampOf(at: number): string {
  return new Date(at + chinaMs).toISOString().replace(/\D/g, '').slice(4, 14);
}

const turnedAway: Readonly<Record<number, string>> = {
  1: 'its frame is wrong',
  2: 'this address may not sign in',
  3: 'account or secret is wrong',
  4: 'this version is too high for it',
};

const unproven =
  'it does not prove that it knows the secret (AuthenticatorISMG); proof=no in its address lets it pass';
const proofBytes = 16;

/** A status of 0 as gateways sign it: by its octets, and some by one octet or in writing. */
const statusesSigned: readonly Buffer[] = [Buffer.alloc(1), Buffer.alloc(4), Buffer.from('0')];

/** CMPP 2.0, 7.4.3.2 */
function submitted(body: Buffer, v3: boolean): Answered {
  if (body.length < (v3 ? 12 : 9)) return { failed: 'error', detail: 'its answer is too short' };
  const result = v3 ? body.readUInt32BE(8) : body.readUInt8(8);
  const detail = `result ${result}`;
  if (result === 0) return { ref: body.subarray(0, 8).toString('hex') };
  if (result === 8) return { failed: 'throttled', detail };
  if (result === 4 || result === 6) return { refused: 'too-long', detail };
  return { refused: 'rejected', detail };
}

const statLength = 7;

/** A report, or what a visitor wrote to us, which is taken and forgotten. */
function delivered(seq: number, body: Buffer, v3: boolean): Heard {
  const id = body.subarray(0, 8);
  const answer = frame(command.deliver | command.answer, seq, [
    ...[...id, ...fixedText('', 8 - id.length), ...(v3 ? u32(0) : [0])],
  ]);
  const registered = 8 + 21 + 10 + 3 + (v3 ? 33 : 21);
  const content = body.subarray(registered + 2);
  const isReport = body[registered] === 1 && content.length >= 8 + statLength;
  return { is: 'report', report: isReport ? reportOf(content) : null, answer };
}

function reportOf(content: Buffer): TextReport | null {
  const detail = content
    .subarray(8, 8 + statLength)
    .toString('latin1')
    .replace(/[^0-9A-Z:-]/gi, '');
  const ref = content.subarray(0, 8).toString('hex');
  if (detail === 'DELIVRD') return { ref, state: 'delivered', detail };
  if (detail === 'EXPIRED') return { ref, state: 'expired', detail };
  // Taken up, or on its way: not the end.
  if (detail === 'ACCEPTD' || detail === 'ENROUTE') return null;
  return { ref, state: 'undelivered', detail };
}
