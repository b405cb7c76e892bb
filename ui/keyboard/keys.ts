/**
 * Which signs stand where. Three rows of at most ten, so that a key is wider than a fingertip on every
 * screen; marks are those of names, addresses and telephones.
 */
import type { Typing } from './typing.ts';

const letters = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const marks = ['1234567890', '-/#.,()@&:', '\uff0c\u3002\u3001\uff08\uff09\uff1a\u00b7'];

/** The signs of each row, as they stand on the keys. */
export function rowsOf({ layout, capital }: Typing): readonly (readonly string[])[] {
  const rows = layout === 'marks' ? marks : letters;
  return rows.map((row) => [...(capital ? row.toUpperCase() : row)]);
}
