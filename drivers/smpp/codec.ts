/**
 * SMPP 3.4, the protocol of other carriers' and aggregators' gateways: one transceiver, texts in UCS2,
 * parts by a header of their own. Octets after the SMPP v3.4 specification, issue 1.2.
 */
import {
  type Answered,
  type Codec,
  type Heard,
  type Part,
  partHeader,
  u32,
} from '../gateway/codec.ts';
import type { TextReport } from '../texter.ts';

export interface SmppAccount {
  /** system_id, at most 15 signs, and password, at most 8. */
  readonly account: string;
  readonly secret: string;
  /** The number or name that visitors see. */
  readonly from: string;
}

const command = {
  bind: 0x09,
  submit: 0x04,
  deliver: 0x05,
  unbind: 0x06,
  enquire: 0x15,
  nack: 0x8000_0000,
  answer: 0x8000_0000,
};
export const smppHeadBytes = 16;
const version = 0x34;
const ucs2 = 8;
const international = { ton: 1, npi: 1 };
const udhi = 0x40;
const receipt = 0x04;

export class SmppCodec implements Codec {
  readonly #account: SmppAccount;

  constructor(account: SmppAccount) {
    this.#account = account;
  }

  signIn(seq: number): Uint8Array {
    const { account, secret } = this.#account;
    return frame(command.bind, 0, seq, [
      ...[...cString(account, 15), ...cString(secret, 8), 0],
      ...[version, 0, 0, 0],
    ]);
  }

  submit(seq: number, part: Part): Uint8Array {
    const { from } = this.#account;
    const content = [...partHeader(part), ...part.content];
    // A name is alphanumeric (5); a long number international, a short one of the network (3).
    const ton = /^\d+$/.test(from) ? (from.length > 8 ? international.ton : 3) : 5;
    return frame(command.submit, 0, seq, [
      ...[0, ton, ton === 5 ? 0 : international.npi, ...cString(from, 20)],
      ...[international.ton, international.npi, ...cString(part.to, 20)],
      ...[part.of === null ? 0 : udhi, 0, 0, 0, 0, 1, 0, ucs2, 0],
      ...[content.length, ...content],
    ]);
  }

  areYouThere(seq: number): Uint8Array {
    return frame(command.enquire, 0, seq, []);
  }

  read(bytes: Uint8Array): Heard {
    const octets = Buffer.from(bytes);
    const what = octets.readUInt32BE(4);
    const status = octets.readUInt32BE(8);
    const seq = octets.readUInt32BE(12);
    const body = octets.subarray(smppHeadBytes);
    switch (what) {
      case (command.bind | command.answer) >>> 0:
        return status === 0
          ? { is: 'signed-in' }
          : { is: 'turned-away', detail: `turned away (${hex(status)}): ${bindError(status)}` };
      case (command.submit | command.answer) >>> 0:
        return { is: 'answered', seq, how: submitted(status, body) };
      case command.deliver: {
        const answer = frame(command.deliver | command.answer, 0, seq, [0]);
        return { is: 'report', report: reportIn(body), answer };
      }
      case command.enquire:
        return { is: 'asked', answer: frame(command.enquire | command.answer, 0, seq, []) };
      case (command.enquire | command.answer) >>> 0:
        return { is: 'alive' };
      case command.unbind:
        return { is: 'ending', answer: frame(command.unbind | command.answer, 0, seq, []) };
      case command.nack:
        return { is: 'answered', seq, how: { failed: 'error', detail: `nack ${hex(status)}` } };
      default:
        return { is: 'unknown', detail: `it says ${hex(what)}, which is not known` };
    }
  }
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

function frame(what: number, status: number, seq: number, body: readonly number[]): Uint8Array {
  return Uint8Array.from([
    ...[...u32(smppHeadBytes + body.length), ...u32(what), ...u32(status), ...u32(seq), ...body],
  ]);
}

/** So many signs at most, and a zero behind them. */
const cString = (text: string, max: number): number[] => [
  ...[...Buffer.from(text, 'latin1').subarray(0, max), 0],
];

const bindError = (status: number): string =>
  ({ 13: 'bind failed', 14: 'the secret is wrong', 15: 'the account is wrong' })[status] ??
  'no reason';

/** SMPP 3.4, 5.1.3 */
function submitted(status: number, body: Buffer): Answered {
  const detail = `status ${hex(status)}`;
  const end = body.indexOf(0);
  if (status === 0)
    return { ref: body.subarray(0, end < 0 ? body.length : end).toString('latin1') };
  switch (status) {
    case 0x0b:
      return { refused: 'bad-number', detail };
    case 0x01:
      return { refused: 'too-long', detail };
    case 0x14:
    case 0x58:
      return { failed: 'throttled', detail };
    case 0x08:
    case 0x45:
      return { failed: 'busy', detail };
    default:
      return { refused: 'rejected', detail };
  }
}

/** deliver_sm: three strings and single octets before the words. */
function reportIn(body: Buffer): TextReport | null {
  const read = new Reader(body);
  read.cString();
  read.skip(2);
  read.cString();
  read.skip(2);
  read.cString();
  const kind = read.octet();
  read.skip(2);
  read.cString();
  read.cString();
  read.skip(4);
  const words = read.take(read.octet()).toString('latin1');
  if ((kind & 0x3c) !== receipt) return null;
  const ref = optional(read.rest(), 0x001e) ?? /\bid:(\S+)/.exec(words)?.[1];
  const detail = /\bstat:([A-Z]{5,7})/.exec(words)?.[1];
  if (ref === undefined || detail === undefined) return null;
  if (detail === 'DELIVRD') return { ref, state: 'delivered', detail };
  if (detail === 'EXPIRED') return { ref, state: 'expired', detail };
  if (detail === 'ENROUTE' || detail === 'ACCEPTD') return null;
  return { ref, state: 'undelivered', detail };
}

/** A text among the optional parameters (receipted_message_id). */
function optional(bytes: Buffer, tag: number): string | undefined {
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    const value = bytes.subarray(at + 4, at + 4 + length);
    if (bytes.readUInt16BE(at) === tag) return value.toString('latin1').replace(/\0.*$/, '');
    at += 4 + length;
  }
  return undefined;
}

/** Reads on; past the end there is nothing but zeros. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  octet(): number {
    this.#at += 1;
    return this.#bytes[this.#at - 1] ?? 0;
  }

  skip(count: number): void {
    this.#at += count;
  }

  cString(): void {
    const end = this.#bytes.indexOf(0, this.#at);
    this.#at = end < 0 ? this.#bytes.length : end + 1;
  }

  take(count: number): Buffer {
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }
}
