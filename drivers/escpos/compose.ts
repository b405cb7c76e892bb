/**
 * Paper to ESC/POS bytes, composed with node-escpos into an adapter of ours that only collects.
 * What that library says wrongly or to few printers is said here by hand: Chinese mode after every
 * init, bold without its italic command, QR codes, and dots where the printer has no letter.
 */
import { Printer } from '@node-escpos/core';
import type { Align, Paper } from '../paper.ts';
import { type Bitmap, bandsOf, makeBitmap } from './bitmap.ts';
import { drawLine } from './glyphs.ts';
import { layOut, type Row } from './layout.ts';
import type { EscposProfile } from './profile.ts';
import { drawQr, qrCommands } from './qr.ts';

export interface Composed {
  /** A whole slip: init to cut. */
  readonly bytes: Buffer;
  /** Characters printed as 〓 because no font holds them. */
  readonly masked: readonly string[];
}

/** `FS &` and `FS .`: without the first, GB18030 bytes are Latin rubbish on many printers. */
const chineseOn = Buffer.from([0x1c, 0x26]);
const chineseOff = Buffer.from([0x1c, 0x2e]);
const boldOn = Buffer.from([0x1b, 0x45, 0x01]);
const boldOff = Buffer.from([0x1b, 0x45, 0x00]);

/** The largest piece of data that one command carries, the bound of what `fill` has to fill. */
export const pieceBytesMax = 1_200;
const ruleDots = { above: 10, thick: 2, below: 10 } as const;
/**
 * White under large letters and codes, which a printer sets without any (`ESC J`, about 1.5 mm).
 */
const airDots = 12;
const air = Buffer.from([0x1b, 0x4a, airDots]);
const alignment: Readonly<Record<Align, 'lt' | 'ct' | 'rt'>> = {
  left: 'lt',
  center: 'ct',
  right: 'rt',
};

/** A slip's bytes. Rejects when a QR text is longer than a code can hold (2,331 bytes). */
export async function compose(paper: Paper, profile: EscposProfile): Promise<Composed> {
  const layout = layOut(paper, profile);
  const { adapter, pieces } = collector();
  const printer = new Printer(adapter, { encoding: 'GB18030', width: profile.columns });
  printer.hardware('init').print(profile.font === 'none' ? chineseOff : chineseOn);
  for (const row of layout.rows) await addRow(printer, row, profile);
  printer.align('lt');
  if (profile.cut === 'none') printer.feed(profile.cutFeedLines);
  else printer.cut(profile.cut === 'partial', profile.cutFeedLines);
  await printer.flush();
  return { bytes: Buffer.concat(pieces), masked: layout.masked };
}

/**
 * What goes first over a new connection: zeros. A printer whose last slip broke off in the middle
 * of a picture still waits for its rest, and would swallow questions and the next slip as dots; any
 * other passes zeros over.
 */
export const fill = Buffer.alloc(pieceBytesMax + 16);

/**
 * What goes before the next slip after one that broke off: a fresh start, and the half slip cut
 * off.
 */
export function trim(profile: EscposProfile): Buffer {
  const cut = profile.cut === 'none' ? [] : [0x1d, 0x56, profile.cut === 'partial' ? 1 : 0];
  const feed = new Array<number>(profile.cutFeedLines).fill(0x0a);
  return Buffer.from([0x1b, 0x40, ...feed, ...cut]);
}

async function addRow(printer: Printer<[]>, row: Row, profile: EscposProfile): Promise<void> {
  switch (row.kind) {
    case 'feed':
      printer.feed(row.lines);
      return;
    case 'rule':
      addBitmap(printer, ruleAcross(profile.widthDots));
      return;
    case 'qr':
      printer.align('ct');
      if (profile.qr === 'own') printer.print(qrCommands(row.text, profile.widthDots));
      else addBitmap(printer, drawQr(row.text, profile.widthDots));
      printer.print(air);
      return;
    case 'letters': {
      printer.align(alignment[row.align]);
      if (row.drawn) addBitmap(printer, await drawLine(row.glyphs, row.scale, row.bold));
      else addLetters(printer, row);
      if (row.scale > 1) printer.print(air);
    }
  }
}

function addLetters(printer: Printer<[]>, row: Extract<Row, { kind: 'letters' }>): void {
  printer.size(row.scale, row.scale);
  if (row.bold) printer.print(boldOn);
  printer.text(row.glyphs.map((glyph) => glyph.char).join(''));
  if (row.bold) printer.print(boldOff);
  printer.size(1, 1);
}

function addBitmap(printer: Printer<[]>, bitmap: Bitmap): void {
  for (const band of bandsOf(bitmap, pieceBytesMax)) printer.print(rasterCommand(band));
}

function ruleAcross(width: number): Bitmap {
  const { above, thick, below } = ruleDots;
  return makeBitmap(width, above + thick + below, (_, y) => y >= above && y < above + thick);
}

/**
 * `GS v 0`, one dot a dot. By hand: node-escpos wants red, green, blue and alpha of every dot and
 * takes 40 ms for a label, on the thread that also serves the hall.
 */
function rasterCommand({ width, height, data }: Bitmap): Buffer {
  const head = Buffer.from([0x1d, 0x76, 0x30, 0x00, 0, 0, 0, 0]);
  head.writeUInt16LE(width / 8, 4);
  head.writeUInt16LE(height, 6);
  return Buffer.concat([head, data]);
}

/**
 * The end of node-escpos that would be a device: keeps what is written, the one thing it is asked.
 */
function collector(): { adapter: ConstructorParameters<typeof Printer<[]>>[0]; pieces: Buffer[] } {
  const pieces: Buffer[] = [];
  const adapter: unknown = {
    write(data: Buffer | string, done: (error: Error | null) => void) {
      pieces.push(Buffer.from(data));
      done(null);
    },
  };
  return { adapter: adapter as ConstructorParameters<typeof Printer<[]>>[0], pieces };
}
