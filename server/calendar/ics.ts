/**
 * A booking as a calendar file (iCalendar, RFC 5545): one event, for the visitor's own calendar. Lines
 * end in CRLF and are folded at 75 octets (3.1); commas, semicolons, backslashes and line ends in texts
 * are escaped (3.3.11); times stand in UTC, so that no time zone has to be described.
 */

export interface IcsEvent {
  /** Unique in the world and the same for ever, so that a second file changes the first one's event. */
  readonly uid: string;
  /** Epoch milliseconds, like the times below. */
  readonly stampAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly cancelled: boolean;
}

const octetsMax = 75;
const lineEnd = '\r\n';

/** The whole file. */
export function icsOf(event: IcsEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jinghao//Booking//ZH',
    'CALSCALE:GREGORIAN',
    `METHOD:${event.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.stampAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${escaped(event.summary)}`,
    `LOCATION:${escaped(event.location)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `SEQUENCE:${event.cancelled ? 1 : 0}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => folded(line) + lineEnd).join('');
}

/** `20261118T010000Z` */
const utc = (at: number): string =>
  new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (letter) => `\\${letter}`)
    .replace(/\r\n?|\n/g, '\\n')
    // Other control characters may not stand in a text at all.
    .replace(/\p{Cc}/gu, ' ');

/** No line is longer than 75 octets of UTF-8, and no letter is cut in two; a blank begins each rest. */
function folded(line: string): string {
  let octets = 0;
  let text = '';
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > octetsMax) {
      text += `${lineEnd} `;
      octets = 1;
    }
    text += letter;
    octets += size;
  }
  return text;
}
