/**
 * What one model of printer is and can. Two papers cover the trade; the rest are the ways in which
 * cheap printers differ, each settable in the device's address, so that no model list is needed:
 * `?paper=58&font=gb2312&qr=drawn&label=drawn&cut=full&status=none`.
 */
import type { AddressProblem } from '../ports/open.ts';
import type { PrinterFont } from './charset.ts';

export interface EscposProfile {
  readonly paperMm: 80 | 58;
  /** Printable width: 72 mm or 48 mm at 8 dots a millimetre. */
  readonly widthDots: number;
  /** Half-width letters (12 dots) in a line. */
  readonly columns: number;
  /** What the printer's own Chinese font holds; everything else is drawn. */
  readonly font: PrinterFont;
  /** `own`: the printer draws QR codes (`GS ( k`); `drawn`: very old clones, sent as dots. */
  readonly qr: 'own' | 'drawn';
  /**
   * The ticket's label in the printer's letters, up to eightfold, or drawn smooth (about 8 kB
   * more).
   */
  readonly label: 'own' | 'drawn';
  readonly cut: 'partial' | 'full' | 'none';
  /** Lines fed before the cut, so that the last print clears the knife (about 15 mm). */
  readonly cutFeedLines: number;
  /**
   * `none`: the machine or its cable never answers; nothing is asked and every job ends `unknown`.
   */
  readonly status: 'asked' | 'none';
  /**
   * `tried`: it is asked once to speak by itself (`GS a`), and heard where it does. `none`: for
   * clones that do not know the command and print a letter instead.
   */
  readonly asb: 'tried' | 'none';
  /**
   * `named`: its error bits mean what Epson says (cutter, heat). `plain`: any error is just one.
   */
  readonly errors: 'named' | 'plain';
}

export const paper80: EscposProfile = {
  paperMm: 80,
  widthDots: 576,
  columns: 48,
  font: 'gbk',
  qr: 'own',
  label: 'own',
  cut: 'partial',
  cutFeedLines: 4,
  status: 'asked',
  asb: 'tried',
  errors: 'named',
};

export const paper58: EscposProfile = { ...paper80, paperMm: 58, widthDots: 384, columns: 32 };

export type ReadProfile =
  | { readonly ok: true; readonly profile: EscposProfile }
  | { readonly ok: false; readonly problem: AddressProblem };

const choices = {
  paper: ['80', '58'],
  font: ['gbk', 'gb2312', 'none'],
  qr: ['own', 'drawn'],
  label: ['own', 'drawn'],
  cut: ['partial', 'full', 'none'],
  status: ['asked', 'none'],
  asb: ['tried', 'none'],
  errors: ['named', 'plain'],
} as const;

/** The profile that an address's settings ask for. Unknown names and values are refused. */
export function readProfile(settings: ReadonlyMap<string, string>): ReadProfile {
  for (const [name, value] of settings) {
    const known = Object.entries(choices).find(([choice]) => choice === name)?.[1];
    if (!known)
      return {
        ok: false,
        problem: { field: name, rule: `one of the settings ${Object.keys(choices).join(', ')}` },
      };
    if (!known.some((choice) => choice === value)) {
      return { ok: false, problem: { field: name, rule: `one of ${known.join(', ')}` } };
    }
  }
  const pick = <T extends string>(name: string, from: readonly T[], otherwise: T): T =>
    from.find((choice) => choice === settings.get(name)) ?? otherwise;
  const base = settings.get('paper') === '58' ? paper58 : paper80;
  return {
    ok: true,
    profile: {
      ...base,
      font: pick('font', choices.font, base.font),
      qr: pick('qr', choices.qr, base.qr),
      label: pick('label', choices.label, base.label),
      cut: pick('cut', choices.cut, base.cut),
      status: pick('status', choices.status, base.status),
      asb: pick('asb', choices.asb, base.asb),
      errors: pick('errors', choices.errors, base.errors),
    },
  };
}
