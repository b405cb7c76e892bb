/** Of all that a scanner may read only the code of a slip leads to a number. */
import { expect, test } from 'vitest';
import { slipSecret } from '../../ui/scan.ts';

const secret = 'AbCdEfGhIjKlMnOpQr_-09';

test.each([
  [`https://hall.example/t/${secret}`, secret],
  [`http://10.0.0.2:8080/t/${secret}/`, secret],
  [`https://hall.example/t/${secret}x`, null],
  [`https://hall.example/t/${secret.slice(1)}`, null],
  [`https://hall.example/kiosk/${secret}`, null],
  [`javascript://hall.example/t/${secret}`, null],
  [secret, null],
  ['ABCD2345', null],
  ['11010119900307002X', null],
  ['', null],
])('%s', (scanned, expected) => {
  expect(slipSecret(scanned)).toBe(expected);
});
