/**
 * What is to stand on paper, free of any printer's language: a list of blocks from top to bottom.
 * The hub composes slips and notices as paper, however long; each printer driver renders it as
 * well as its machine can. The cut at the end is the driver's business, not a block.
 */

export type Align = 'left' | 'center' | 'right';

export type Block =
  /**
   * A paragraph, wrapped at the paper's width. `size` is a whole multiple of the printer's own
   * letter.
   */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly size?: 1 | 2 | 3;
      readonly align?: Align;
      readonly bold?: boolean;
      /** Set in from the left by so many Chinese letters, all lines or the first one only. */
      readonly indent?: 1 | 2 | 3;
      readonly first?: 1 | 2;
    }
  /** What the next part is about: bold, with white above it, never wider than a line's words. */
  | { readonly kind: 'heading'; readonly text: string }
  /**
   * Points one under the other, wrapped behind their marks: numbers, boxes to be ticked by hand, or
   * dots. `detail` stands under its point.
   */
  | {
      readonly kind: 'list';
      readonly mark: 'number' | 'box' | 'dot';
      readonly items: readonly { readonly text: string; readonly detail?: string }[];
    }
  /** A label and a line to write on by hand, across the rest of the width. */
  | { readonly kind: 'field'; readonly label: string }
  /** The ticket's label: centred, bold, as large as the paper's width bears. */
  | { readonly kind: 'label'; readonly text: string }
  /** Two ends of one line; wraps to two lines when they do not fit. */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string }
  /** A thin line across. */
  | { readonly kind: 'rule' }
  /** A QR code, centred. `text` at most 300 bytes of UTF-8. */
  | { readonly kind: 'qr'; readonly text: string }
  /** Empty lines. */
  | { readonly kind: 'space'; readonly lines: number };

export type Paper = readonly Block[];
