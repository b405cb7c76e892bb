/**
 * About how wide a text will be, for what has to fit before it is drawn: a tile's name, a label that
 * fills a screen. Screens that measured themselves would jump.
 */

/** Widths in em of the bold face with its letter spacing, measured; capitals but for M and W. */
export const digitEm = 0.61;
export const capitalEm = 0.71;
const broadEm = 0.94;
const smallEm = 0.56;
const chineseEm = 1.02;
function letterEm(letter: string): number {
  if (letter > '\u2e7f') return chineseEm;
  if (letter === 'M' || letter === 'W') return broadEm;
  if (letter >= 'A' && letter <= 'Z') return capitalEm;
  return letter >= 'a' || letter === ' ' ? smallEm : digitEm;
}

/** About how wide a text is, in em. */
export const emWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + letterEm(letter), 0);
