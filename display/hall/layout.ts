/**
 * How much fits on a hall screen, and where each call stands. In units of ui/screen.ts: the picture
 * is drawn on 1920 x 1080 (1080 x 1920 standing). Letter heights: a digit is 0.73 of its font size,
 * so 126 units of font make 92 pixels of digit, and the newest call has 222. At 10 m the back row needs
 * 80 on a 55-inch screen.
 */
import type { Screen } from '../../ui/screen.ts';
import { shiftRoom } from '../../ui/shift.ts';
import { capitalEm, digitEm, emWidth } from '../../ui/widths.ts';

export const bigFont = 222;
export const rowFont = 126;
/** Two calls a row, when more were called at once than there are rows. */
export const denseFont = 112;

const topHeight = 108;
/** Lines at the foot, and their height together. */
export const footLines = { lying: 2, standing: 3 };
const bottomHeight = { lying: 100, standing: 144 };
/** Font of the line of notices and height of one of its lines; air above and below. */
export const noticeFont = { lying: 40, standing: 38 };
const noticeLine = { lying: 52, standing: 50 };
const noticeAir = 20;
const noticeLinesMax = { lying: 2, standing: 4 };
/** Left and right of it, with its mark. */
const noticePadding = 216;
/** A block of labels: who comes next, who was missed. */
const hintHeight = { lying: 112, standing: 84 };
const headHeight = 64;
const bigRow = 252;
const callRow = 146;
/** Least height of a row of who waits; the rows share what there is. */
const waitingRow = { lying: 92, standing: 83 };
const rowsMin = 4;
const rowsMax = 6;
/** Air beside a call that shares its row. */
const denseAir = 12;
/** Air left and right of the calls; the digits keep clear of the edge of a screen. */
const callsPadding = { lying: 56, standing: 36 };
/** Left and right of who waits, as hall.css has it. */
const waitingPadding = { lying: 80, standing: 48 };

export interface HallLayout {
  readonly standing: boolean;
  /** Rows of calls, the newest among them. */
  readonly rows: number;
  /** Height of a row below the newest, in units: what is left is shared out. */
  readonly rowHeight: number;
  readonly bigHeight: number;
  /** The calls' width in units, without air. */
  readonly callsWidth: number;
  readonly waitingRows: number;
  readonly waitingHeight: number;
  /** The width of who waits in units, without air. */
  readonly waitingWidth: number;
  /** Of the line of notices, and of the foot. */
  readonly noticeHeight: number;
  readonly bottomHeight: number;
  readonly hintHeight: number;
}

/** What takes room from calls and lines. */
export interface Beside {
  /** The lines that the notices take turns in; none: there is no such line. */
  readonly notices: readonly string[];
  /** Blocks of labels under who waits. */
  readonly hints: number;
}

/** Lying: calls on the left three fifths, who waits on the right. Standing: one above the other. */
export function hallLayout(
  screen: Screen,
  { notices, hints }: Beside = { notices: [], hints: 0 },
): HallLayout {
  const shape = screen.standing ? 'standing' : 'lying';
  const notice = noticeHeight(notices, screen.width, shape);
  const body = screen.height - shiftRoom - topHeight - bottomHeight[shape] - notice;
  const callsHeight = (screen.standing ? body * 0.58 : body) - headHeight;
  const fitting = 1 + Math.floor((callsHeight - bigRow) / callRow);
  const rows = Math.min(rowsMax, Math.max(rowsMin, fitting));
  const share = callsHeight / (bigRow + (rows - 1) * callRow);
  const waitingHeight =
    (screen.standing ? body * 0.42 : body) - headHeight - hints * hintHeight[shape];
  const waitingRows = Math.max(3, Math.floor(waitingHeight / waitingRow[shape]));
  return {
    standing: screen.standing,
    rows,
    bigHeight: bigRow * share,
    rowHeight: callRow * share,
    callsWidth: screen.standing
      ? screen.width - callsPadding.standing
      : screen.width * 0.6 - callsPadding.lying,
    waitingRows,
    waitingHeight: waitingHeight / waitingRows,
    waitingWidth: screen.width * (screen.standing ? 1 : 0.4) - waitingPadding[shape],
    noticeHeight: notice,
    bottomHeight: bottomHeight[shape],
    hintHeight: hintHeight[shape],
  };
}

/** As high as the longest of them needs, so that nothing moves when they take turns. */
function noticeHeight(
  notices: readonly string[],
  width: number,
  shape: 'lying' | 'standing',
): number {
  if (notices.length === 0) return 0;
  const em = (width - noticePadding) / noticeFont[shape];
  const longest = Math.max(...notices.map(emWidth));
  const lines = Math.min(noticeLinesMax[shape], Math.max(1, Math.ceil((longest * 1.05) / em)));
  return lines * noticeLine[shape] + noticeAir;
}

/** Where one call stands: row 0 is the newest; `half` is set when two calls share a row. */
export interface Place {
  readonly row: number;
  readonly half: 'left' | 'right' | null;
}

/**
 * The places of the newest calls, newest first. Usually one a row; when more are lit than there are
 * rows (every counter calls at nine sharp) the rows below the newest hold two, so that each call is
 * seen as long as it is lit.
 */
export function callPlaces(calls: number, lit: number, rows: number): Place[] {
  const dense = lit > rows;
  const shown = Math.min(calls, dense ? 1 + 2 * (rows - 1) : rows);
  return Array.from({ length: shown }, (_, index) => {
    if (index === 0 || !dense) return { row: index, half: null };
    return { row: Math.ceil(index / 2), half: index % 2 === 1 ? 'left' : 'right' };
  });
}

/** Between a label and its arrow. */
const labelAirEm = 0.03;
/** The arrow with its air. */
export const arrowEm = 0.4;
/** The words beside a sign, to its font. */
export const captionEm = 0.19;

/** A label as most are, and the width its column is made for. */
const usualLabelEm = capitalEm + 3 * digitEm + labelAirEm;
const usualSignEm = 2 * digitEm;

/** The fonts that make every call fit, and where the windows stand, in units. */
export interface CallColumns {
  readonly big: number;
  readonly row: number;
  readonly dense: number;
  /** Width of the label's column: of the newest call, of the rows below it, and of half a row. */
  readonly bigLabel: number;
  readonly rowLabel: number;
  readonly denseLabel: number;
}

/** `calls` newest first, with the signs of their counters; `caption` stands beside a sign. */
export function callColumns(
  calls: readonly { readonly label: string; readonly sign: string }[],
  caption: string,
  width: number,
): CallColumns {
  const labelEm = ({ label }: { label: string }) =>
    Math.max(usualLabelEm, emWidth(label) + labelAirEm);
  const signEm = ({ sign }: { sign: string }) => Math.max(usualSignEm, emWidth(sign));
  const bare = (label: number, sign: number) => label + arrowEm + sign;
  const words = emWidth(caption) * captionEm;
  const [newest = { label: '', sign: '' }] = calls;
  const big = Math.min(bigFont, width / (bare(labelEm(newest), signEm(newest)) + words));
  const usual = Math.min(bigFont, width / (bare(usualLabelEm, usualSignEm) + words));
  const row = Math.min(rowFont, big);
  // Where two calls share a row the caption is left out.
  const widest = bare(
    Math.max(usualLabelEm, ...calls.map(labelEm)),
    Math.max(usualSignEm, ...calls.map(signEm)),
  );
  const dense = Math.min(denseFont, (width / 2 - denseAir) / widest);
  return {
    big,
    row,
    dense,
    bigLabel: labelEm(newest) * big,
    // Always the same, so that the windows stand under one another whatever is called.
    rowLabel: usualLabelEm * usual,
    denseLabel: Math.max(usualLabelEm, ...calls.map(labelEm)) * dense,
  };
}

/**
 * The columns of who waits, in units, as waiting.css draws them: figures of 60 units are 44 pixels of
 * digit height, 28 mm on a 55-inch screen, which half of full eyesight reads at 10 m.
 */
export const waitingColumns = { people: 116, minutes: 256, air: 18 };

/** The font of a service's name. */
const nameFont = 38;

/** A name longer than this, in em, is set smaller on two lines; less room is left beside ranges. */
export function longNameEm(width: number, ranged: boolean): number {
  const { people, minutes, air } = waitingColumns;
  const room = width - people - air - (ranged ? minutes + air : 0);
  return room / nameFont;
}

/** Font of the labels under who waits, the air after each, and the caption's width beside them, standing. */
export const hintFont = 50;
const hintAir = 28;
const hintCaption = { lying: 0, standing: 280 };

/** The labels in pages of one line each, in order; a label is never cut, and none is left out. */
export function hintPages(
  labels: readonly string[],
  width: number,
  standing: boolean,
): readonly string[][] {
  const line = width - shiftRoom - hintCaption[standing ? 'standing' : 'lying'];
  const pages: string[][] = [];
  let room = 0;
  for (const label of labels) {
    const takes = emWidth(label) * hintFont + hintAir;
    const page = pages[pages.length - 1];
    if (page && takes <= room) page.push(label);
    else {
      pages.push([label]);
      room = line;
    }
    room -= takes;
  }
  return pages;
}

/** The services that fit, most people first, and what is left of them in one line. */
export interface WaitingShown<Waiting> {
  readonly shown: readonly Waiting[];
  readonly restServices: number;
  readonly restPeople: number;
}

export function waitingShown<Waiting extends { readonly count: number }>(
  waiting: readonly Waiting[],
  rows: number,
): WaitingShown<Waiting> {
  const byCount = [...waiting].sort((one, other) => other.count - one.count);
  const shown = byCount.length > rows ? byCount.slice(0, rows - 1) : byCount;
  const rest = byCount.slice(shown.length);
  return {
    shown,
    restServices: rest.length,
    restPeople: rest.reduce((sum, { count }) => sum + count, 0),
  };
}
