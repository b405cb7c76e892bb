/**
 * One-time codes against the vectors of their standards.
 */
import { expect, test } from 'vitest';
import { codeOf, inBase32, stepOf, stepTyped } from '../../../server/people/totp.ts';

const secret = Buffer.from('12345678901234567890');

test('RFC 4226, appendix D', () => {
  const told = Array.from({ length: 10 }, (_, step) => codeOf(secret, step));
  expect(told).toEqual(
    '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '),
  );
});

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('RFC 6238, appendix B: %i s, the last six of its eight digits', (seconds, eight) => {
  expect(codeOf(secret, stepOf(seconds * 1_000))).toBe(eight.slice(2));
});

test('a code of the step before and after is taken, and none twice', () => {
  const now = 59_000;
  const code = (step: number) => codeOf(secret, step);
  expect(stepTyped(secret, code(1), now, 0)).toBe(1);
  expect(stepTyped(secret, code(2), now, 0)).toBe(2);
  expect(stepTyped(secret, code(3), now, 0)).toBeNull();
  expect(stepTyped(secret, code(1), now, 1)).toBeNull();
  expect(stepTyped(secret, '２８７ ０８２', now, 0)).toBe(1);
  expect(stepTyped(secret, '', now, 0)).toBeNull();
});

test('RFC 4648, section 10', () => {
  const of = (text: string) => inBase32(Buffer.from(text));
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(of)).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
});
