/**
 * Paper to ESC/POS bytes, composed with node-escpos into an adapter of ours that only collects.
 * What that library says wrongly or to few printers is said here by hand: Chinese mode after every
 * init, bold without its italic command, QR codes, and dots where the printer has no letter.
 */
import { Printer } from '@node-escpos/core';
import type { Align, Paper } from '../paper.ts';
import { type Bitmap, bandsOf, makeBitmap } from './bitmap.ts';
import { cellDots, drawLine } from './glyphs.ts';
import { layOut, type Row } from './layout.ts';
import { gather, type Piece } from './pieces.ts';
import type { EscposProfile } from './profile.ts';
import { drawQr, ownQrDots, qrCommands } from './qr.ts';

export interface Composed {
  /** A whole slip: init to cut. */
  readonly bytes: Buffer;
  /** The same as it is sent: a long one in pieces. */
  readonly pieces: readonly Piece[];
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
const alignment: Readonly<Record<Align, 'lt' | 'ct' | 'rt'>> = {
  left: 'lt',
  center: 'ct',
  right: 'rt',
};

/** A line feed at the spacing that `ESC @` sets (1/6 inch), and the least that a line feeds. */
const lineDots = 30;

/** A slip's bytes. Rejects when a QR text is longer than a code can hold (2,331 bytes). */
export async function compose(paper: Paper, profile: EscposProfile): Promise<Composed> {
  const layout = layOut(paper, profile);
  const sheet = new Sheet(profile);
  await sheet.say((printer) => {
    printer.hardware('init').print(profile.font === 'none' ? chineseOff : chineseOn);
  });
  for (const row of layout.rows) await addRow(sheet, row, profile);
  const { cut, cutFeedLines } = profile;
  await sheet.say(
    (printer) => {
      printer.align('lt');
      if (cut === 'none') printer.feed(cutFeedLines);
      else printer.cut(cut === 'partial', cutFeedLines);
    },
    { dots: cutFeedLines * lineDots, cuts: cut === 'none' ? 0 : 1 },
  );
  const bytes = Buffer.concat(sheet.commands.map((command) => command.bytes));
  return { bytes, pieces: gather(sheet.commands), masked: layout.masked };
}

/** Commands as they are composed, each with what it moves. */
class Sheet {
  readonly commands: Piece[] = [];
  readonly profile: EscposProfile;
  readonly #collected: Buffer[] = [];
  readonly #printer: Printer<[]>;

  constructor(profile: EscposProfile) {
    this.profile = profile;
    // The end of node-escpos that would be a device: keeps what is written, all it is asked.
    const adapter: unknown = {
      write: (data: Buffer | string, done: (error: Error | null) => void) => {
        this.#collected.push(Buffer.from(data));
        done(null);
      },
    };
    const options = { encoding: 'GB18030', width: profile.columns };
    this.#printer = new Printer(adapter as ConstructorParameters<typeof Printer<[]>>[0], options);
  }

  /** One command, or several that must not be parted. */
  async say(
    what: (printer: Printer<[]>) => void,
    { dots = 0, cuts = 0 }: { readonly dots?: number; readonly cuts?: number } = {},
  ): Promise<void> {
    what(this.#printer);
    await this.#printer.flush();
    this.commands.push({ bytes: Buffer.concat(this.#collected.splice(0)), dots, cuts });
  }

  async picture(bitmap: Bitmap): Promise<void> {
    for (const band of bandsOf(bitmap, pieceBytesMax)) {
      await this.say((printer) => printer.print(rasterCommand(band)), { dots: band.height });
    }
  }

  /** Moves the paper on (`ESC J`). */
  async feedDots(dots: number): Promise<void> {
    await this.say((printer) => printer.print(Buffer.from([0x1b, 0x4a, dots])), { dots });
  }
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

async function addRow(sheet: Sheet, row: Row, profile: EscposProfile): Promise<void> {
  switch (row.kind) {
    case 'feed':
      await sheet.say((printer) => printer.feed(row.lines), { dots: row.lines * lineDots });
      return;
    case 'rule':
      // The white is fed and not sent: as dots it would be most of a slip's bytes.
      await sheet.feedDots(ruleDots.above);
      await sheet.picture(makeBitmap(profile.widthDots, ruleDots.thick, () => true));
      await sheet.feedDots(ruleDots.below);
      return;
    case 'qr':
      await addQr(sheet, row.text, profile);
      await sheet.feedDots(airDots);
      return;
    case 'letters': {
      if (row.drawn) {
        await sheet.say((printer) => printer.align(alignment[row.align]));
        await sheet.picture(await drawLine(row.glyphs, row.scale, row.bold));
      } else await addLetters(sheet, row);
      if (row.scale > 1) await sheet.feedDots(airDots);
    }
  }
}

async function addQr(sheet: Sheet, text: string, profile: EscposProfile): Promise<void> {
  await sheet.say((printer) => printer.align('ct'));
  if (profile.qr === 'drawn') await sheet.picture(drawQr(text, profile.widthDots));
  else {
    const commands = qrCommands(text, profile.widthDots);
    const dots = ownQrDots(text, profile.widthDots);
    await sheet.say((printer) => printer.print(commands), { dots });
  }
}

async function addLetters(sheet: Sheet, row: Extract<Row, { kind: 'letters' }>): Promise<void> {
  const dots = Math.max(lineDots, cellDots.height * row.scale);
  await sheet.say(
    (printer) => {
      printer.align(alignment[row.align]);
      printer.size(row.scale, row.scale);
      if (row.bold) printer.print(boldOn);
      printer.text(row.glyphs.map((glyph) => glyph.char).join(''));
      if (row.bold) printer.print(boldOff);
      printer.size(1, 1);
    },
    { dots },
  );
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
