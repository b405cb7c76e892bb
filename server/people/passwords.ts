/**
 * Passwords and how they are kept: scrypt (RFC 7914) with its parameters in the stored text, so that
 * they can be raised without locking anybody out. Hashing runs on libuv's threads, never on the
 * keeper's, and only a few at a time: a hall's morning sign-in must not starve the queue.
 */
import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { HouseFailure } from '../house/failure.ts';
import { type Dice, newDigits } from './secrets.ts';

export interface ScryptCost {
  /** CPU and memory: 128 · N · r bytes each (16 MiB here). */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's Password Storage Cheat Sheet, the row that needs the least memory. */
export const SCRYPT_COST: ScryptCost = { N: 16_384, r: 8, p: 5 };

/** A stored text that asks for more than this is damaged, and is not obeyed. */
const MEMORY_BYTES_MAX = 64 * 1024 * 1024;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export const HASHES_AT_ONCE_MAX = 2;
export const HASHES_WAITING_MAX = 200;

/** For a password that its owner chose. */
export const CHOSEN_CHARS_MIN = 10;
export const PASSWORD_CHARS_MAX = 128;
/** For one drawn by chance, typed on a keypad or a slip of paper; the throttle guards the rest. */
export const GENERATED_DIGITS = 8;

export type PasswordRefusal =
  | { readonly refused: 'password-too-short'; readonly charsMin: number }
  | { readonly refused: 'password-too-long'; readonly charsMax: number }
  | { readonly refused: 'password-too-plain' };

/** What is wrong with a chosen password, or null. The same letter throughout or the account is plain. */
export function weakness(password: string, account: string): PasswordRefusal | null {
  const plain = normal(password);
  const letters = [...plain];
  if (letters.length < CHOSEN_CHARS_MIN) {
    return { refused: 'password-too-short', charsMin: CHOSEN_CHARS_MIN };
  }
  if (letters.length > PASSWORD_CHARS_MAX) {
    return { refused: 'password-too-long', charsMax: PASSWORD_CHARS_MAX };
  }
  const same = plain.toLowerCase() === normal(account).toLowerCase();
  return same || new Set(letters).size < 4 ? { refused: 'password-too-plain' } : null;
}

export class Passwords {
  readonly #dice: Dice;
  readonly #cost: ScryptCost;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(dice: Dice, cost: ScryptCost = SCRYPT_COST) {
    this.#dice = dice;
    this.#cost = cost;
  }

  /** A password of `GENERATED_DIGITS` digits, to be shown once. */
  generate(): string {
    return newDigits(this.#dice, GENERATED_DIGITS);
  }

  /** The text to store. Fails: `unavailable` when too many wait. */
  async hash(password: string): Promise<string> {
    const salt = Buffer.from(this.#dice.bytes(SALT_BYTES));
    const hash = await this.derive(normal(password), salt, this.#cost);
    const { N, r, p } = this.#cost;
    return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  }

  /**
   * Whether the password belongs to the stored text. With null (no such account) it works as long
   * and says no, so that the time tells nothing. Fails: `unavailable` when too many wait.
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    const parsed = stored === null ? null : parse(stored);
    const { cost, salt, hash } = parsed ?? this.#nobody();
    const short = normal(password.slice(0, PASSWORD_CHARS_MAX * 2));
    const found = await this.derive(short, salt, cost);
    return timingSafeEqual(found, hash) && parsed !== null;
  }

  /** Scrypt itself, in line behind the others: `HASH_BYTES` bytes. Fails: `unavailable`. */
  async derive(secret: string, salt: Buffer, cost: ScryptCost = this.#cost): Promise<Buffer> {
    await this.#turn();
    try {
      return await scryptAsync(secret, salt, { ...cost, maxmem: MEMORY_BYTES_MAX });
    } finally {
      // A place is handed on, not given back and taken again: nobody can slip in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < HASHES_AT_ONCE_MAX) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= HASHES_WAITING_MAX) {
      throw new HouseFailure('unavailable', `${HASHES_WAITING_MAX} sign-ins wait already`);
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #nobody() {
    return { cost: this.#cost, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };
  }
}

/** Full-width digits of a Chinese input method are the digits that were meant. */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function parse(stored: string): { cost: ScryptCost; salt: Buffer; hash: Buffer } | null {
  const [kind, N, r, p, salt, hash, ...rest] = stored.split('$');
  if (kind !== 'scrypt' || salt === undefined || hash === undefined || rest.length > 0) return null;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const bytes = Buffer.from(hash, 'base64url');
  const sound = Number.isInteger(cost.N * cost.r * cost.p) && cost.p > 0 && cost.p <= 16;
  const small = 128 * cost.N * cost.r <= MEMORY_BYTES_MAX / 2;
  if (!sound || !small || bytes.length !== HASH_BYTES) return null;
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: bytes };
}

function scryptAsync(secret: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
