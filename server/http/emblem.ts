/**
 * The hall's emblem as its file names it: read and checked when the hub starts, and shown as a picture
 * only. A drawing that could run something or fetch something is not shown at all.
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Express, Response } from 'express';
import type { Rate } from './limits.ts';
import type { HttpParts } from './parts.ts';
import { type Plan as Picture, picturePolicy } from './plans.ts';
import { limited } from './rates.ts';

/** Every page of the hall fetches it. */
export const emblemBytesMax = 256 * 1024;
/** Sides of a PNG, in dots: sharp on a 4K screen, and not more than an old television draws. */
const sideDots = { least: 96, most: 1_024 };
const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The emblem, and what is wrong with one that cannot be shown; both null: the hall has none. */
export function readEmblem(
  file: string | undefined,
  folder: string,
): { readonly emblem: Picture | null; readonly wrong: string | null } {
  if (file === undefined) return { emblem: null, wrong: null };
  const path = resolve(folder, file);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return no(`there is no file ${path}`);
  if (size > emblemBytesMax) return no(`at most ${emblemBytesMax} bytes`);
  const bytes = readFileSync(path);
  const png = file.endsWith('.png');
  const rule = png ? wrongPng(bytes) : wrongSvg(bytes.toString('utf8'));
  if (rule !== null) return no(rule);
  return { emblem: { type: png ? 'image/png' : 'image/svg+xml', bytes }, wrong: null };
}

const no = (rule: string) => ({ emblem: null, wrong: `look.emblem: ${rule}` });

/** PNG (ISO/IEC 15948), 11.2.2: the header's chunk comes first, with width and height. */
function wrongPng(bytes: Buffer): string | null {
  if (bytes.length < 24 || !bytes.subarray(0, pngHead.length).equals(pngHead)) {
    return 'the file ends in .png and is no PNG';
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const { least, most } = sideDots;
  if (width !== height || width < least || width > most) {
    return `a square of ${least} to ${most} dots a side; this one is ${width} x ${height}`;
  }
  return null;
}

/** Square by its viewBox, and nothing in it that runs or comes from elsewhere. */
function wrongSvg(text: string): string | null {
  const [, attributes] = /<svg\b([^>]*)>/i.exec(text) ?? [];
  if (attributes === undefined) return 'the file ends in .svg and is no SVG';
  if (/<\s*([\w.-]+:)?(script|foreignObject|iframe|!ENTITY)|\son\w+\s*=|javascript:/i.test(text)) {
    return 'a drawing without scripts, handlers, entities and foreign objects';
  }
  if (/(href|src)\s*=\s*["'](?!#|data:image\/)|url\((?!\s*["']?#)|@import/i.test(text)) {
    return 'a drawing that refers to nothing outside itself';
  }
  const [, box] = /viewBox\s*=\s*["']([^"']+)["']/.exec(attributes) ?? [];
  const [, , width, height] = (box ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (!width || width !== height) return 'a square by its viewBox';
  return null;
}

/**
 * Serves `/emblem`. A hall without one says so by 204: the sign-in page, which does not know its hall
 * yet, asks for it as a picture, and that there is none is no error.
 */
export function emblem(
  app: Express,
  picture: Picture | null,
  rate: Rate,
  clock: HttpParts['clock'],
): void {
  app.get('/emblem', limited(rate, clock), (_request, response) => {
    sendEmblem(response, picture);
  });
}

/** The answer to who asks for the emblem, here and at a relay. */
export function sendEmblem(response: Response, picture: Picture | null): void {
  response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': picturePolicy });
  if (picture === null) response.status(204).end();
  else response.type(picture.type).send(picture.bytes);
}
