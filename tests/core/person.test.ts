/**
 * The document by which a person takes a number: the check of GB 11643, and how people spell it.
 */
import { describe, expect, test } from 'vitest';
import { isResidentId, personSchema } from '../../core/wire/person.ts';

/** The two numbers that GB 11643-1999 itself gives as examples. */
const ofTheStandard = ['11010519491231002X', '440524188001010014'];

const read = (kind: string, number: string) => {
  const parsed = personSchema.safeParse({ kind, number });
  return parsed.success ? parsed.data.number : null;
};

describe('a resident identity number', () => {
  test('is right when its check is: the examples of the standard', () => {
    expect(ofTheStandard.filter(isResidentId)).toEqual(ofTheStandard);
  });

  test('is wrong with any one digit changed, or two neighbours exchanged', () => {
    for (const number of ofTheStandard) {
      for (let at = 0; at < 17; at += 1) {
        for (const digit of '0123456789') {
          const changed = number.slice(0, at) + digit + number.slice(at + 1);
          if (changed !== number)
            expect([changed, isResidentId(changed)]).toEqual([changed, false]);
        }
        const [one, other] = [number[at] ?? '', number[at + 1] ?? ''];
        const swapped = number.slice(0, at) + other + one + number.slice(at + 2);
        if (one !== other) expect([swapped, isResidentId(swapped)]).toEqual([swapped, false]);
      }
    }
  });

  test('is wrong with a date that no calendar has, whatever its check', () => {
    // 30 February 1990, month 13, day 0: each with the right check character.
    for (const number of ['110101199002307566', '110101199013010014', '110101199001000014']) {
      expect(isResidentId(number)).toBe(false);
    }
  });

  test('is read as people type it: small x, blanks, dashes, full width', () => {
    for (const typed of [
      '11010519491231002x',
      '110105 19491231 002X',
      '110105-19491231-002X',
      '\uff11\uff11\uff10\uff11\uff10\uff15\uff11\uff19\uff14\uff19\uff11\uff12\uff13\uff11\uff10\uff10\uff12\uff38',
    ]) {
      expect(read('id-card', typed)).toBe('11010519491231002X');
    }
  });

  test('of another length or form is none', () => {
    for (const typed of [
      '',
      '110105491231002',
      '11010519491231002',
      'X10105194912310020',
      '0'.repeat(18),
    ]) {
      expect(read('id-card', typed)).toBeNull();
    }
  });
});

test('another document has 5-20 letters and digits', () => {
  expect(read('other', 'e 1234-5678')).toBe('E12345678');
  expect(read('other', 'H12345678')).toBe('H12345678');
  for (const typed of ['E123', 'E'.repeat(21), 'E_1234567', '护照12345']) {
    expect(read('other', typed)).toBeNull();
  }
});

test('a complaint never repeats the number', () => {
  const parsed = personSchema.safeParse({ kind: 'id-card', number: '110105194912310021' });
  expect(parsed.error?.issues.length).toBe(1);
  expect(JSON.stringify(parsed.error?.issues)).not.toContain('1949');
});
