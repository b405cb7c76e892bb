/**
 * The text of an ID card: 256 bytes of UTF-16LE in fields of fixed places, padded with blanks. Read
 * are only the name, the number and the dates; address, nation, issuer and photo are nobody's
 * business in a hall. The layout of residents' cards is that of GA 450 and the manuals; those of
 * foreign permanent residents (of 2017: `I`, of 2023: `Y`) and of residents from Hong Kong, Macao
 * and Taiwan (`J`) are known from vendors' header files only (unverified on real cards), and so
 * they are read only where the reader's setting `cards=all` says so.
 */
import type { CardHolder, CardRead } from '../driver.ts';

/** Bytes of a card's text. */
export const textBytes = 256;

/** Which cards a reader is to read: residents' only, or also those whose layout is unverified. */
export type Cards = 'resident' | 'all';

interface Field {
  readonly at: number;
  readonly bytes: number;
}

interface Layout {
  readonly card: CardHolder['card'];
  /** The first that is not empty counts. */
  readonly names: readonly Field[];
  readonly number: Field;
  readonly birth: Field;
  readonly validFrom: Field;
  readonly validTo: Field;
  /** Whether the number is one: its form, and its check digit where it has one. */
  readonly isNumber: (number: string, birth: string) => boolean;
}

/** Where the kind of the card is told; residents' cards have a blank there. */
const kind: Field = { at: 248, bytes: 2 };

const shared = {
  birth: { at: 36, bytes: 16 },
  number: { at: 122, bytes: 36 },
  validFrom: { at: 188, bytes: 16 },
  validTo: { at: 204, bytes: 16 },
};
const shortName: Field = { at: 0, bytes: 30 };

const resident: Layout = {
  card: 'resident',
  names: [shortName],
  ...shared,
  isNumber: (number, birth) => isChecked(number) && number.slice(6, 14) === birth,
};

const others: ReadonlyMap<string, Layout> = new Map([
  ['J', { ...resident, card: 'hk-macao-taiwan' }],
  // Its number begins with 9 and has the date of birth and the check digit in the same places.
  ['Y', { ...resident, card: 'foreign-resident', names: [shortName, { at: 52, bytes: 70 }] }],
  [
    'I',
    {
      card: 'foreign-resident',
      names: [
        { at: 158, bytes: 30 },
        { at: 0, bytes: 120 },
      ],
      number: { at: 122, bytes: 30 },
      birth: { at: 220, bytes: 16 },
      validFrom: { at: 188, bytes: 16 },
      validTo: { at: 204, bytes: 16 },
      isNumber: (number) => /^[A-Z]{3}\d{12}$/.test(number),
    },
  ],
]);

const text = new TextDecoder('utf-16le', { fatal: true });

/**
 * Reads the holder out of a card's text. `invalid`: a field is no date or no name, or the number's
 * check digit is wrong; `not-supported`: a kind of card that `cards` leaves out or nobody knows.
 * Never throws.
 */
export function readCard(bytes: Uint8Array, cards: Cards): CardRead {
  if (bytes.length !== textBytes) return { failed: 'unreadable' };
  const marker = fieldOf(bytes, kind);
  const layout = marker === '' ? resident : others.get(marker ?? '');
  if (!layout || (layout !== resident && cards === 'resident')) return { failed: 'not-supported' };
  const holder = holderOf(bytes, layout);
  return holder === null ? { failed: 'invalid' } : { read: holder };
}

function holderOf(bytes: Uint8Array, layout: Layout): CardHolder | null {
  const name = layout.names.map((field) => fieldOf(bytes, field)).find((one) => one !== '');
  const number = fieldOf(bytes, layout.number)?.toUpperCase();
  const born = fieldOf(bytes, layout.birth);
  const validFrom = dateOf(fieldOf(bytes, layout.validFrom));
  const until = fieldOf(bytes, layout.validTo);
  const birth = dateOf(born);
  if (!name || !number || !born || birth === null || validFrom === null) return null;
  if (!layout.isNumber(number, born)) return null;
  const validTo = until === '长期' ? null : dateOf(until);
  const always = until === '长期';
  if (!always && (validTo === null || validTo < validFrom)) return null;
  return { card: layout.card, name, number, birth, validFrom, validTo };
}

/** A field without its padding; null when it is no text that a card would hold. */
function fieldOf(bytes: Uint8Array, { at, bytes: count }: Field): string | null {
  try {
    const said = text.decode(bytes.subarray(at, at + count)).replace(/[\s\0]+$/u, '');
    // Rare characters of names may lie in the private area: they are letters here.
    return /\p{Cc}/u.test(said) ? null : said.trim();
  } catch {
    return null;
  }
}

/** `19900101` as `1990-01-01`; null when there is no such day. */
function dateOf(digits: string | null | undefined): string | null {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(digits ?? '') ?? [];
  if (day === undefined) return null;
  const date = `${year}-${month}-${day}`;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime())) return null;
  return midnight.toISOString().slice(0, 10) === date ? date : null;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** GB 11643: 17 digits and a check character by ISO 7064, MOD 11-2. */
function isChecked(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  const sum = weights.reduce((so, weight, at) => so + weight * Number(number[at]), 0);
  return checks[sum % checks.length] === number[17];
}
