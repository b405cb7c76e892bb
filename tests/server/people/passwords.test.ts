/**
 * How passwords are judged, kept and compared, and that hashing stays within its bounds.
 */
import { describe, expect, test } from 'vitest';
import {
  CHOSEN_CHARS_MIN,
  GENERATED_DIGITS,
  HASHES_AT_ONCE_MAX,
  HASHES_WAITING_MAX,
  PASSWORD_CHARS_MAX,
  Passwords,
  SCRYPT_COST,
  weakness,
} from '../../../server/people/passwords.ts';
import {
  CODE_LENGTH,
  CODE_LETTERS,
  hashOf,
  newCode,
  newKey,
  plainCode,
} from '../../../server/people/secrets.ts';
import { SeededDice } from '../house/databases.ts';
import { CHEAP } from './parts.ts';

describe('passwords', () => {
  test('the real cost: right is right, wrong is wrong, each hash has its own salt', async () => {
    const passwords = new Passwords(new SeededDice());
    const stored = await passwords.hash('quiet-river-27');
    expect(stored).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passwords.hash('quiet-river-27')).not.toBe(stored);
    expect(await passwords.verify('quiet-river-27', stored)).toBe(true);
    expect(await passwords.verify('quiet-river-28', stored)).toBe(false);
  });

  test('the parameters are read from the stored text, so they can be raised', async () => {
    const old = await new Passwords(new SeededDice(), CHEAP).hash('quiet-river-27');
    expect(await new Passwords(new SeededDice()).verify('quiet-river-27', old)).toBe(true);
  });

  test('an unknown account costs the very same derivation, and says no', async () => {
    const costs: object[] = [];
    class Watched extends Passwords {
      override derive(secret: string, salt: Buffer, cost = SCRYPT_COST): Promise<Buffer> {
        costs.push(cost);
        return super.derive(secret, salt, CHEAP);
      }
    }
    const passwords = new Watched(new SeededDice());
    const stored = await passwords.hash('quiet-river-27');
    await passwords.verify('wrong', stored);
    expect(await passwords.verify('wrong', null)).toBe(false);
    expect(await passwords.verify('', null)).toBe(false);
    expect(costs).toEqual([SCRYPT_COST, SCRYPT_COST, SCRYPT_COST, SCRYPT_COST]);
  });

  test('a damaged stored text opens nothing and is not obeyed', async () => {
    const passwords = new Passwords(new SeededDice(), CHEAP);
    const stored = await passwords.hash('quiet-river-27');
    const [, , , , salt, hash] = stored.split('$');
    const damaged = [
      '',
      'quiet-river-27',
      `scrypt$1073741824$8$1$${salt}$${hash}`,
      `scrypt$16$1$4000$${salt}$${hash}`,
      `scrypt$NaN$1$1$${salt}$${hash}`,
      `scrypt$16$1$1$${salt}$`,
      `${stored}$more`,
    ];
    for (const text of damaged) expect(await passwords.verify('quiet-river-27', text)).toBe(false);
  });

  test('full-width letters of an input method are those that were meant', async () => {
    const passwords = new Passwords(new SeededDice(), CHEAP);
    const stored = await passwords.hash('12345678');
    expect(await passwords.verify('１２３４５６７８', stored)).toBe(true);
  });

  test('a chosen password is judged by its length and its variety', () => {
    const short = { refused: 'password-too-short', charsMin: CHOSEN_CHARS_MIN };
    expect(weakness('123456789', 'li')).toEqual(short);
    const long = { refused: 'password-too-long', charsMax: PASSWORD_CHARS_MAX };
    expect(weakness('long-one'.repeat(17), 'li')).toEqual(long);
    expect(weakness('aaaaaaaaaaaa', 'li')).toEqual({ refused: 'password-too-plain' });
    expect(weakness('Li.Na.Window7', 'li.na.window7')).toEqual({ refused: 'password-too-plain' });
    expect(weakness('静水流深十个字够不够啊', 'li')).toBeNull();
    expect(weakness('quiet-river-27', 'li')).toBeNull();
  });

  test('a generated password is digits for a keypad', () => {
    const passwords = new Passwords(new SeededDice());
    const made = Array.from({ length: 50 }, () => passwords.generate());
    for (const password of made) expect(password).toMatch(new RegExp(`^\\d{${GENERATED_DIGITS}}$`));
    expect(new Set(made).size).toBe(50);
  });

  test('few are hashed at once, many may wait, one more is told so by name', async () => {
    const passwords = new Passwords(new SeededDice(), CHEAP);
    const line = HASHES_AT_ONCE_MAX + HASHES_WAITING_MAX;
    const ends = await Promise.allSettled(
      Array.from({ length: line + 1 }, () => passwords.hash('quiet-river-27')),
    );
    const failed = ends.filter((end) => end.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toMatchObject({ name: 'HouseFailure', code: 'unavailable' });
    expect(await passwords.hash('quiet-river-27')).toMatch(/^scrypt/);
  });
});

describe('secrets', () => {
  test('a key is 256 bits behind its prefix, and its hash is none of it', () => {
    const key = newKey(new SeededDice(), 'jh_');
    expect(key).toMatch(/^jh_[\w-]{43}$/);
    expect(hashOf(key)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf('')).toBeNull();
    expect(hashOf('x'.repeat(257))).toBeNull();
  });

  test('a code is two fours of letters that nobody mistakes, all of them used', () => {
    const dice = new SeededDice();
    const codes = Array.from({ length: 500 }, () => newCode(dice));
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-TV-Z]{4}-[A-HJ-NP-TV-Z]{4}$/);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(CODE_LETTERS.length);
    expect(new Set(codes).size).toBe(500);
  });

  test('dice that land beyond the alphabet are thrown again', () => {
    const bytes = [255, 253, 0, 1, 2, 252, 3, 4, 5, 6, 7];
    let from = 0;
    const dice = {
      bytes: (count: number) => {
        from += count;
        return Uint8Array.from(bytes.slice(from - count, from));
      },
    };
    expect(newCode(dice)).toBe('ABCZ-DEFG');
  });

  test('a code may be typed in any usual way, and nonsense is none', () => {
    for (const typed of ['ABCD-EFGH', 'abcdefgh', ' ab cd—ef gh ', 'ＡＢＣＤ－ＥＦＧＨ']) {
      expect(plainCode(typed)).toBe('ABCDEFGH');
    }
    for (const typed of ['', 'ABCD-EFG', 'ABCD-EFGHJ', 'ABCD-EFG1', 'ABCD-EFGO', 'x'.repeat(999)]) {
      expect(plainCode(typed)).toBeNull();
    }
    expect(CODE_LENGTH).toBe(8);
  });
});
