/**
 * A slip as paper: hall, label in the largest type, what kind of number, errand, people ahead and how
 * long, windows, what to do, QR, date and time, 12345 (looks.md, "Slip"). An English slip keeps the
 * errand's Chinese name for the clerk.
 */
import type { Language, Texts } from '../../core/hall/configuration.ts';
import type { Slip } from '../../core/views/slip.ts';
import type { Block, Paper } from '../../drivers/paper.ts';
import { type SlipTexts, slipTexts } from './texts.ts';

export interface SlipMarks {
  /** Where the QR code leads; absent where phones cannot reach the hub. */
  readonly link?: string;
  /** 补打 */
  readonly reprint: boolean;
  readonly timeZone: string;
}

/** Counters named one by one; beyond, they are counted off as first and last. */
const signsNamed = 6;
/** More than this is not read at one glance. */
const rangesMost = 6;

export function slipPaper(slip: Slip, marks: SlipMarks): Paper {
  const texts = slipTexts[slip.language];
  const errand: Block[] = [
    {
      kind: 'text',
      text: inLanguage(slip.service, slip.language),
      size: 2,
      align: 'center',
      bold: true,
    },
  ];
  if (slip.language === 'en') {
    errand.push({ kind: 'text', text: slip.service['zh-Hans'], align: 'center' });
  }
  return [
    { kind: 'text', text: inLanguage(slip.hall, slip.language), align: 'center', bold: true },
    ...(marks.reprint
      ? [{ kind: 'text', text: texts.reprint, size: 2, align: 'center', bold: true } as const]
      : []),
    { kind: 'rule' },
    { kind: 'text', text: texts.title, align: 'center' },
    { kind: 'label', text: slip.label },
    ...kindOf(slip, texts, marks.timeZone),
    ...errand,
    { kind: 'space', lines: 1 },
    { kind: 'text', text: texts.ahead(slip.ahead), align: 'center', bold: true },
    ...(slip.promised
      ? [{ kind: 'text', text: texts.range(slip.promised), align: 'center' } as const]
      : []),
    { kind: 'text', text: texts.windows(signs(slip, texts)), align: 'center' },
    { kind: 'rule' },
    { kind: 'text', text: texts.advice },
    { kind: 'text', text: texts.missed },
    ...(marks.link
      ? ([
          { kind: 'space', lines: 1 },
          { kind: 'qr', text: marks.link },
          { kind: 'text', text: texts.scan, align: 'center' },
        ] as const)
      : []),
    { kind: 'rule' },
    { kind: 'pair', left: dateTime(slip.issuedAt, marks.timeZone), right: texts.hotline },
  ];
}

/** What kind of number it is, beside an ordinary one that the visitor took: class, booking, by whom. */
function kindOf(slip: Slip, texts: SlipTexts, timeZone: string): Block[] {
  const { class: name, slotAt, assisted, language } = slip;
  const slot = slotAt === null ? null : dateTime(slotAt, timeZone).slice(-'00:00'.length);
  const lines = [
    ...(name ? [inLanguage(name, language)] : []),
    // A booking that came too late has an ordinary number (BOOK-3): the paper says so.
    ...(slot ? [name ? texts.slot(slot) : texts.slotMissed(slot)] : []),
    ...(assisted ? [texts.assisted] : []),
  ];
  return lines.map((text, index) => ({
    kind: 'text',
    text,
    align: 'center',
    bold: name !== null && index === 0,
  }));
}

/** Few by name; many as ranges of neighbours, so that no window stands there that cannot call. */
function signs({ counters }: Slip, { between, through }: SlipTexts): string {
  if (counters.length <= signsNamed) return counters.join(between);
  const runs: string[][] = [];
  for (const sign of counters) {
    const run = runs.at(-1);
    if (run && Number(sign) === Number(run.at(-1)) + 1) run.push(sign);
    else runs.push([sign]);
  }
  const ranges = runs.flatMap((run) =>
    run.length < 3 ? run : [through(run[0] ?? '', run.at(-1) ?? '')],
  );
  return [...ranges.slice(0, rangesMost), ...(ranges.length > rangesMost ? ['\u2026'] : [])].join(
    between,
  );
}

const inLanguage = (texts: Texts, language: Language): string =>
  texts[language] ?? texts['zh-Hans'];

/** Making a format costs more than the rest of a slip; a hall has one time zone. */
const formats = new Map<string, Intl.DateTimeFormat>();
const formatsMax = 16;

function dateTime(at: number, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  if (formats.size < formatsMax) formats.set(timeZone, format);
  return format.format(at);
}
