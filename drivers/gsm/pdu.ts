/**
 * Short messages as a modem takes them (3GPP TS 23.040, `AT+CMGF=0`): Chinese in UCS2, long ones in
 * parts that the phone puts together, and reports of what became of them.
 */
import { partsOf } from '../text-parts.ts';

export interface SubmitPdu {
  readonly hex: string;
  /** As `AT+CMGS` wants it: octets without the service centre's. */
  readonly length: number;
}

export interface SubmitOptions {
  /** Names the parts of one long message for the phone, 0 to 255. */
  readonly reference: number;
  readonly wantsReport: boolean;
  /** How long the network may try, in minutes; null: as long as it likes. */
  readonly validMinutes: number | null;
}

const flags = { submit: 0x01, report: 0x20, header: 0x40, relativeTime: 0x10 };
const ucs2 = 0x08;
const international = 0x91;

/** `to` in international form without a plus. One PDU a part. */
export function submitPdus(to: string, body: string, options: SubmitOptions): SubmitPdu[] {
  const parts = partsOf(body);
  return parts.map((part, index) => {
    const header =
      parts.length === 1 ? [] : [0x05, 0x00, 0x03, options.reference, parts.length, index + 1];
    return submitPdu(to, part, header, options);
  });
}

function submitPdu(
  to: string,
  part: string,
  header: readonly number[],
  { wantsReport, validMinutes }: SubmitOptions,
): SubmitPdu {
  const first =
    flags.submit |
    (wantsReport ? flags.report : 0) |
    (header.length > 0 ? flags.header : 0) |
    (validMinutes === null ? 0 : flags.relativeTime);
  const content = [...header, ...Buffer.from(part, 'utf16le').swap16()];
  const octets = [
    ...[first, 0x00, to.length, international, ...semiOctets(to), 0x00, ucs2],
    ...(validMinutes === null ? [] : [relativeTime(validMinutes)]),
    ...[content.length, ...content],
  ];
  // No service centre is named: the SIM's own is used.
  return { hex: hexOf([0x00, ...octets]), length: octets.length };
}

/** Steps of 5 min to 12 h, of 30 min to 24 h, then days (23.040, 9.2.3.12.1); rounded up. */
function relativeTime(minutes: number): number {
  if (minutes <= 720) return Math.max(0, Math.ceil(minutes / 5) - 1);
  if (minutes <= 1_440) return 143 + Math.ceil((minutes - 720) / 30);
  return Math.min(196, 166 + Math.ceil(minutes / 1_440));
}

export interface StatusReport {
  /** The reference that `+CMGS` gave; null where the modem leaves it out. */
  readonly reference: number | null;
  readonly state: 'delivered' | 'undelivered' | 'expired' | 'trying';
  /** TP-Status as it came. */
  readonly status: number;
}

const report = { type: 0x03, value: 0x02 };
const timesLength = 14;

/**
 * A status report from `+CDS`; null: it is none. Modems send it with the service centre in front; some
 * without it, one maker's without the reference too (Nordic's sheet shows it so).
 */
export function readStatusReport(hex: string): StatusReport | null {
  if (!/^(?:[0-9A-F]{2})+$/i.test(hex)) return null;
  const octets = Buffer.from(hex, 'hex');
  const centre = (octets[0] ?? 0) + 1;
  for (const start of [centre, 0]) {
    for (const named of [true, false]) {
      const read = readReportAt(octets, start, named);
      if (read) return read;
    }
  }
  return null;
}

function readReportAt(octets: Uint8Array, start: number, named: boolean): StatusReport | null {
  const first = octets[start];
  if (first === undefined || (first & report.type) !== report.value) return null;
  const address = start + (named ? 2 : 1);
  const digits = octets[address] ?? 0;
  const kind = octets[address + 1] ?? 0;
  const status = address + 2 + Math.ceil(digits / 2) + timesLength;
  // Some say more behind the status (parameters): then the bit for it says so.
  const fits =
    status === octets.length - 1 || (status < octets.length && (octets[status + 1] ?? 0));
  if (digits === 0 || digits > 20 || (kind & 0x80) === 0 || fits === false) return null;
  const code = octets[status];
  if (code === undefined) return null;
  const reference = named ? (octets[start + 1] ?? null) : null;
  return { reference, state: stateOf(code), status: code };
}

/** 23.040, 9.2.3.15: 00-1F done, 20-3F still trying, from 40 given up; 46 is validity over. */
function stateOf(status: number): StatusReport['state'] {
  if (status < 0x20) return 'delivered';
  if (status < 0x40) return 'trying';
  return status === 0x46 ? 'expired' : 'undelivered';
}

function semiOctets(digits: string): number[] {
  const padded = digits.length % 2 === 0 ? digits : `${digits}F`;
  return (padded.match(/../g) ?? []).map((pair) =>
    Number.parseInt(`${pair.charAt(1)}${pair.charAt(0)}`, 16),
  );
}

const hexOf = (octets: readonly number[]): string =>
  Buffer.from(octets).toString('hex').toUpperCase();
