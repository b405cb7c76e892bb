/**
 * Run as a process of its own by `rare.test.ts`, without the machine's fonts: says what it drew.
 */
import { createHash } from 'node:crypto';
import { GlobalFonts } from '@napi-rs/canvas';
import { glyphsOf } from '../../../drivers/escpos/charset.ts';
import { drawLine } from '../../../drivers/escpos/glyphs.ts';
import { rareNames } from '../../../fixtures/machines/paper-names.ts';

const families = GlobalFonts.families.length;
const hash = createHash('sha256');
for (const char of rareNames) {
  hash.update((await drawLine(glyphsOf(char, 'gbk'), 1, false)).data);
}
console.log(JSON.stringify({ families, dots: hash.digest('hex') }));
