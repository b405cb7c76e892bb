/**
 * What the world may do to the house's tables. Every driver error that is the world's doing leaves
 * the database as a `HouseFailure`, whichever database it is, so that a caller answers `unavailable`
 * by looking at a class and never at a message. A broken constraint or wrong SQL is a bug of ours
 * and is passed on as it is.
 */

/**
 * - `unavailable`: not reached, or busy too long. A change that was under way may stand or not; every
 *   change in this house may be tried again.
 * - `full`: no room on the disk; nothing was written.
 * - `damaged`: the file is corrupt, or not a database of ours.
 * - `newer`: the tables were made by a newer version of this program; refused rather than guessed at.
 */
export type HouseFailureCode = 'unavailable' | 'full' | 'damaged' | 'newer';

export class HouseFailure extends Error {
  readonly code: HouseFailureCode;
  constructor(code: HouseFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HouseFailure';
    this.code = code;
  }
}
