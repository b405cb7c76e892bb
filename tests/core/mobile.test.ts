/** Mobile numbers as people type them, and what is none. */
import { expect, test } from 'vitest';
import { mobileIn } from '../../core/wire/mobile.ts';
import { mobileNumberSchema } from '../../core/wire/phone-number.ts';

test.each([
  ['13800138000', '13800138000'],
  ['138 0013-8000', '13800138000'],
  ['+86 138 0013 8000', '13800138000'],
  ['0086 13800138000', '13800138000'],
  ['\uff11\uff13\uff1800138000', '13800138000'],
  ['+852 9123 4567', '+85291234567'],
])('%s is one', (typed, number) => {
  expect(mobileIn(typed)).toBe(number);
  expect(mobileNumberSchema.parse(typed)).toBe(number);
});

test.each([
  '',
  '12800138000',
  '1380013800',
  '138001380001',
  '+86 10 6512 3456',
  '010-65123456',
  'x',
])('%j is none', (typed) => {
  expect(mobileIn(typed)).toBeNull();
  expect(mobileNumberSchema.safeParse(typed).error?.issues[0]?.message).toMatch(/mobile number/);
});

test('what is too long is no number, whatever stands in it', () => {
  expect(mobileIn(`13800138000${' '.repeat(40)}`)).toBeNull();
});
