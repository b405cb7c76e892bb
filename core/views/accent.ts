/**
 * What follows from the one colour that a hall may choose: its tint, and how well it is read.
 */

/** The paper of ui/tokens.css, `--ground`. */
export const paper = '#faf8f4';
export const white = '#ffffff';
/** How much of the accent is in its tint. */
const tintShare = 0.1;

const channelsOf = (hex: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Of two colours like `#0b4f8a`: 1 to 21, WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** The ground of what is chosen or hinted at in the accent: a little of it on white. */
export function tintOf(accent: string): string {
  const mixed = channelsOf(accent).map((channel) =>
    Math.round(channel * tintShare + 255 * (1 - tintShare)),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
