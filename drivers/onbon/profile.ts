/**
 * What one strip is and can, as settings in its address, e.g. `?station=3&width=192&height=32`. What
 * is known of the protocol only from hearsay (unverified) is a setting that is off by default.
 */
import type { AddressProblem } from '../ports/open.ts';
import { addressMax } from './frame.ts';

export interface StripProfile {
  /** Screen address (屏号) of the controller. */
  readonly station: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Height of the controller's own Chinese letters in pixels; ASCII is half as wide. */
  readonly font: number;
  /** `none`: its line carries nothing back; it is never asked, and told again at each `refresh`. */
  readonly reply: 'asked' | 'none';
  /** The header's protocol byte: 02, and F0 in some controllers of the sixth generation. */
  readonly protocol: '02' | 'f0';
  /** In which unit x and width stand: bytes of 8 pixels, or (unverified) pixels. */
  readonly unit: 'bytes' | 'pixels';
  /** The length after the reply byte of a text: counted, or 0 as some captures have it. */
  readonly length: 'counted' | 'zero';
  /** `coded`: colours by `\C1` red, `\C2` green, `\C3` amber in the text (unverified). */
  readonly colour: 'none' | 'coded';
  /** `sent`: brightness by A3 02 (unverified; the range 0 to 15 is the vendor's). */
  readonly brightness: 'none' | 'sent';
  /** 0 fastest to 24 slowest, for texts that scroll. */
  readonly speed: number;
  /** Seconds after which a face is sent again though nothing changed; 0: never. */
  readonly refresh: number;
  /**
   * Seconds after which a face that is not sent again goes dark by itself, so that no old number
   * stays when the hub is gone (run mode 2 of the vendor's library); 0: it stays.
   */
  readonly timeout: number;
}

export const usualStrip: StripProfile = {
  station: 1,
  width: 192,
  height: 32,
  font: 16,
  reply: 'asked',
  protocol: '02',
  unit: 'bytes',
  length: 'counted',
  colour: 'none',
  brightness: 'none',
  speed: 4,
  refresh: 60,
  timeout: 0,
};

const words = {
  reply: ['asked', 'none'],
  protocol: ['02', 'f0'],
  unit: ['bytes', 'pixels'],
  length: ['counted', 'zero'],
  colour: ['none', 'coded'],
  brightness: ['none', 'sent'],
} as const;

const numbers = {
  station: [1, addressMax, 1],
  width: [16, 2048, 8],
  height: [8, 512, 8],
  font: [12, 64, 4],
  speed: [0, 24, 1],
  refresh: [0, 3_600, 1],
  timeout: [0, 7_200, 1],
} as const;

export type ReadStripProfile =
  | { readonly ok: true; readonly profile: StripProfile }
  | { readonly ok: false; readonly problem: AddressProblem };

/** The profile that an address's settings ask for. Unknown names and values are refused. */
export function readStripProfile(settings: ReadonlyMap<string, string>): ReadStripProfile {
  for (const [name, value] of settings) {
    const rule = ruleBroken(name, value);
    if (rule) return { ok: false, problem: { field: name, rule } };
  }
  const word = <T extends string>(name: string, from: readonly T[], usual: T): T =>
    from.find((choice) => choice === settings.get(name)) ?? usual;
  const number = (name: keyof typeof numbers) => Number(settings.get(name) ?? usualStrip[name]);
  const profile: StripProfile = {
    station: number('station'),
    width: number('width'),
    height: number('height'),
    font: number('font'),
    speed: number('speed'),
    refresh: number('refresh'),
    timeout: number('timeout'),
    reply: word('reply', words.reply, usualStrip.reply),
    protocol: word('protocol', words.protocol, usualStrip.protocol),
    unit: word('unit', words.unit, usualStrip.unit),
    length: word('length', words.length, usualStrip.length),
    colour: word('colour', words.colour, usualStrip.colour),
    brightness: word('brightness', words.brightness, usualStrip.brightness),
  };
  if (profile.font > profile.height || profile.font > profile.width) {
    return { ok: false, problem: { field: 'font', rule: 'no larger than width and height' } };
  }
  const { refresh, timeout } = profile;
  if (timeout > 0 && (refresh === 0 || timeout < 2 * refresh)) {
    return { ok: false, problem: { field: 'timeout', rule: '0, or at least twice the refresh' } };
  }
  return { ok: true, profile };
}

function ruleBroken(name: string, value: string): string | null {
  const choice = Object.entries(words).find(([known]) => known === name)?.[1];
  if (choice) return choice.some((one) => one === value) ? null : `one of ${choice.join(', ')}`;
  const range = Object.entries(numbers).find(([known]) => known === name)?.[1];
  if (!range) {
    return `one of the settings ${[...Object.keys(numbers), ...Object.keys(words)].join(', ')}`;
  }
  const [min, max, by] = range;
  const number = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max && number % by === 0) return null;
  return `${min} to ${max}${by > 1 ? `, a multiple of ${by}` : ''}`;
}
