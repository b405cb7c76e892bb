/** Short messages as a modem takes them, against computed vectors (devices.md, D5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStatusReport, submitPdus } from '../../../drivers/gsm/pdu.ts';
import { partsOf, unitsInPart } from '../../../drivers/text-parts.ts';

const plain = { reference: 1, wantsReport: false, validMinutes: null };

describe('a short message', () => {
  test('is the one that others make of the same words', () => {
    const [pdu] = submitPdus('8613800138000', '请A012号到3号窗口办理。', plain);
    expect(pdu?.length).toBe(42);
    const hex =
      '0001000D91683108108300F000081C8BF7004100300031003253F75230003353F77A9753E3529E74063002';
    expect(pdu?.hex).toBe(hex);
    const [reported] = submitPdus('8613800138000', '请A012号到3号窗口办理。', {
      ...plain,
      wantsReport: true,
    });
    expect(reported?.hex).toBe(hex.replace('000100', '002100'));
  });

  test('of an even number of digits, and with a time after which it is worth nothing', () => {
    const [pdu] = submitPdus('447700900123', '好', { ...plain, validMinutes: 60 });
    expect(pdu?.hex).toBe('0011000C9144770009103200080B02597D');
    const validity = (minutes: number) =>
      Number.parseInt(
        submitPdus('447700900123', '好', { ...plain, validMinutes: minutes })[0]?.hex.slice(
          26,
          28,
        ) ?? '',
        16,
      );
    expect([5, 720, 750, 1_440, 2_880].map(validity)).toEqual([0, 143, 144, 167, 168]);
  });

  test('of more than 70 signs goes in parts that belong together', () => {
    const body = '号'.repeat(71);
    const pdus = submitPdus('8613800138000', body, { ...plain, reference: 7, wantsReport: true });
    expect(pdus.map(({ hex }) => hex.slice(2, 4))).toEqual(['61', '61']);
    expect(pdus.map(({ hex }) => hex.slice(30, 42))).toEqual(['050003070201', '050003070202']);
    expect(pdus.map(({ length }) => length)).toEqual([154, 28]);
    expect(submitPdus('8613800138000', '号'.repeat(70), plain)).toHaveLength(1);
  });

  test('no part is too long, no sign is cut, and together they are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (body) => {
        const parts = partsOf(body);
        expect(parts.join('')).toBe(body);
        const most = parts.length === 1 ? 70 : unitsInPart;
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(most);
          expect(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(part)).toBe(
            parts.length > 1 && part !== part.toWellFormed(),
          );
        }
      }),
    );
  });
});

describe('a status report', () => {
  const said = '0C91534810325476' + '17116031625500' + '17116031521200';

  test.each([
    ['as one maker sends it', `06${said}00`, { reference: null, state: 'delivered' }],
    ['without a service centre', `061B${said}00`, { reference: 27, state: 'delivered' }],
    ['with one', `0891683108200505F0061B${said}00`, { reference: 27, state: 'delivered' }],
    ['with an empty one', `00061B${said}46`, { reference: 27, state: 'expired' }],
    ['given up', `00061B${said}41`, { reference: 27, state: 'undelivered' }],
    ['still trying', `00061B${said}30`, { reference: 27, state: 'trying' }],
  ])('%s', (_, hex, report) => {
    expect(readStatusReport(hex)).toMatchObject(report);
  });

  test.each(['', '0', 'zz', '00', `0401${said}00`, `06${said}`.slice(0, 20)])(
    '%j is none',
    (hex) => {
      expect(readStatusReport(hex)).toBe(null);
    },
  );

  test('whatever comes, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        readStatusReport(Buffer.from(bytes).toString('hex'));
      }),
      { numRuns: 2_000 },
    );
  });
});
