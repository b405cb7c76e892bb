/**
 * QR codes on thermal paper: how large the modules may be so that a phone reads the code at arm's
 * length, the standard commands for printers that draw it themselves, and dots for those that
 * cannot. node-escpos sends `GS Z`, which is not the standard command and counts characters, not
 * bytes.
 */
import QRCode from 'qrcode';
import { type Bitmap, makeBitmap } from './bitmap.ts';

/** The code's side on paper, at most; 30 mm scans from half a metre. */
const sideDotsMax = 240;
const moduleDotsMax = 8;
const moduleDotsMin = 3;
/** White around a code (ISO/IEC 18004: four modules; the paper's own margin gives the rest). */
const quietModules = 2;

interface Modules {
  readonly size: number;
  isBlack(x: number, y: number): boolean;
}

/** The code of a text as UTF-8 bytes, error correction M. Throws when it does not fit a QR code. */
function modulesOf(text: string): Modules {
  const data = Buffer.from(text, 'utf8');
  const code = QRCode.create([{ data, mode: 'byte' }], { errorCorrectionLevel: 'M' });
  const { size, data: cells } = code.modules;
  return { size, isBlack: (x, y) => cells[y * size + x] === 1 };
}

/** Dots of one module: as large as `sideDotsMax` and the paper bear. */
function moduleDots(size: number, widthDots: number): number {
  const fits = Math.floor(Math.min(sideDotsMax, widthDots) / size);
  return Math.max(moduleDotsMin, Math.min(moduleDotsMax, fits));
}

/** The side of a code that the printer draws itself, in dots. */
export function ownQrDots(text: string, widthDots: number): number {
  const { size } = modulesOf(text);
  return size * moduleDots(size, widthDots);
}

/** The code as dots. */
export function drawQr(text: string, widthDots: number): Bitmap {
  const modules = modulesOf(text);
  const dots = moduleDots(modules.size, widthDots);
  const side = (modules.size + 2 * quietModules) * dots;
  const at = (dot: number) => Math.floor(dot / dots) - quietModules;
  const inside = (n: number) => n >= 0 && n < modules.size;
  return makeBitmap(side, side, (x, y) => {
    const [column, row] = [at(x), at(y)];
    return inside(column) && inside(row) && modules.isBlack(column, row);
  });
}

/**
 * `GS ( k`: model 2, module size, error correction M, store, print. The length counts the bytes of
 * the text and the three that stand before it.
 */
export function qrCommands(text: string, widthDots: number): Buffer {
  const data = Buffer.from(text, 'utf8');
  const dots = moduleDots(modulesOf(text).size, widthDots);
  const length = Buffer.alloc(2);
  length.writeUInt16LE(data.length + 3);
  return Buffer.concat([
    Buffer.from([0x1d, 0x28, 0x6b, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00]),
    Buffer.from([0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x43, dots]),
    Buffer.from([0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x45, 0x31]),
    Buffer.from([0x1d, 0x28, 0x6b]),
    length,
    Buffer.from([0x31, 0x50, 0x30]),
    data,
    Buffer.from([0x1d, 0x28, 0x6b, 0x03, 0x00, 0x31, 0x51, 0x30]),
  ]);
}
