/**
 * Golden pictures: each kind of printer with a slip as the hub composes it, dot by dot, as files of
 * one bit a dot. `node tests/drivers/escpos/golden.ts` writes them anew; look at them then.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Language } from '../../../core/hall/configuration.ts';
import { label, ticketId } from '../../../core/hall/ids.ts';
import { compose } from '../../../drivers/escpos/compose.ts';
import { type EscposProfile, paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import type { Paper } from '../../../drivers/paper.ts';
import { noticeExample } from '../../../fixtures/machines/notice-examples.ts';
import type { DotRow } from '../../../fixtures/machines/printer-dots.ts';
import { PrinterEngine } from '../../../fixtures/machines/printer-engine.ts';
import { cardGuide, companyGuide, guideMark } from '../../../fixtures/screens/guides.ts';
import { guidePaper } from '../../../server/printing/guide.ts';
import { noticePaper } from '../../../server/printing/notice.ts';
import { slipPaper } from '../../../server/printing/slip.ts';
import { SteppedClock } from '../stepped-clock.ts';

/** A reprint of a priority ticket with a promise and a link: all that a slip can bear. */
const slip = slipPaper(
  {
    ...{ ticket: ticketId('golden'), label: label('A017'), language: 'zh-Hans' },
    hall: { 'zh-Hans': '东城区政务服务中心', en: 'Dongcheng' },
    service: { 'zh-Hans': '内资企业设立登记', en: 'Registration' },
    ...{ ahead: 3, counters: ['1', '2', '12'], issuedAt: Date.UTC(2026, 10, 20, 1, 42) },
    class: { 'zh-Hans': '爱心优先', en: 'Priority' },
    ...{ slotAt: null, promised: { low: 12, high: 18 }, assisted: false },
  },
  { reprint: true, timeZone: 'Asia/Shanghai', link: 'https://hall.example.gov.cn/t/4f1c9a0be7d2' },
);

const onPaper = {
  hall: { 'zh-Hans': '东城区政务服务中心', en: 'Dongcheng Government Service Centre' },
  ...{ mark: guideMark, printed: '2026-11-22 09:30', language: 'zh-Hans' as Language },
};
const link = 'https://hall.example.gov.cn/guide/id-card-lost';
const guide = guidePaper({ ...onPaper, guide: cardGuide, what: 'whole', link });
const materials = guidePaper({
  ...{ ...onPaper, guide: companyGuide, what: 'materials' },
  ...{ reprint: true, language: 'en' },
});

export interface Golden {
  readonly name: string;
  readonly profile: EscposProfile;
  readonly paper: Paper;
}

const profiles = [paper80, paper58].flatMap((base) =>
  (['own', 'drawn'] as const).flatMap((qr) =>
    (['gbk', 'none'] as const).map((font) => ({
      name: `${base.paperMm}-qr-${qr}-chinese-${font === 'gbk' ? 'own' : 'drawn'}`,
      profile: { ...base, qr, font, label: font === 'gbk' ? ('own' as const) : ('drawn' as const) },
    })),
  ),
);

export const goldens: readonly Golden[] = [
  ...profiles.map(({ name, profile }) => ({ name: `slip-${name}`, profile, paper: slip })),
  { name: 'notice-80', profile: paper80, paper: noticePaper(noticeExample) },
  {
    name: 'notice-58-drawn',
    profile: { ...paper58, font: 'none', qr: 'drawn' },
    paper: noticePaper(noticeExample),
  },
  { name: 'guide-80', profile: paper80, paper: guide },
  {
    name: 'guide-materials-58-drawn',
    profile: { ...paper58, font: 'none', qr: 'drawn' },
    paper: materials,
  },
];

/** The dots of this paper as the pretend printer has them. Throws on bytes that it does not know. */
export async function printed({ profile, paper }: Golden): Promise<readonly DotRow[]> {
  const engine = new PrinterEngine(profile.paperMm, new SteppedClock());
  engine.receive((await compose(paper, profile)).bytes);
  const rows = engine.rows(1);
  if (engine.fault !== null || rows === null) throw new Error(engine.fault ?? 'nothing came out');
  return rows;
}

const pathOf = (name: string): URL => new URL(`./golden/${name}.png`, import.meta.url);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A grey picture of one bit a dot, no filter (PNG, ISO/IEC 15948). */
export function encode(rows: readonly DotRow[]): Buffer {
  const width = rows[0]?.length ?? 0;
  const bytes = Math.ceil(width / 8) + 1;
  const data = Buffer.alloc(bytes * rows.length);
  for (const [y, row] of rows.entries()) {
    for (const [x, dot] of row.entries()) {
      const at = y * bytes + 1 + (x >> 3);
      if (dot === 0) data[at] = (data[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head[8] = 1;
  const image = chunk('IDAT', deflateSync(data, { level: 9 }));
  return Buffer.concat([signature, chunk('IHDR', head), image, chunk('IEND', Buffer.alloc(0))]);
}

/** The rows that `encode` wrote. Throws on a file of another make. */
export function decode(png: Buffer): DotRow[] {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const length = png.readUInt32BE(33);
  const data = inflateSync(png.subarray(41, 41 + length));
  const bytes = Math.ceil(width / 8) + 1;
  return Array.from({ length: height }, (_, y) =>
    Uint8Array.from({ length: width }, (_dot, x) => {
      const byte = data[y * bytes + 1 + (x >> 3)] ?? 0;
      return (byte & (0x80 >> (x & 7))) === 0 ? 1 : 0;
    }),
  );
}

export const golden = (name: string): DotRow[] => decode(readFileSync(pathOf(name)));

if (import.meta.main) {
  for (const each of goldens) {
    const png = encode(await printed(each));
    writeFileSync(pathOf(each.name), png);
    console.log(`${each.name}: ${png.length} bytes`);
  }
}
