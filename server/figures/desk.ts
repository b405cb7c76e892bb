/**
 * Where reports are asked for. Two who ask for the same at once are served by one reckoning, and
 * different ones are made one after the other: a report is never worth holding up the hall.
 */
import type { Period } from './periods.ts';
import { type Report, type ReportParts, reportOn } from './report.ts';

export class ReportDesk {
  readonly #parts: ReportParts;
  readonly #making = new Map<string, Promise<Report>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: ReportParts) {
    this.#parts = parts;
  }

  /** The report on a period as of now. Fails: `HouseFailure`. */
  on(period: Period): Promise<Report> {
    const known = this.#making.get(period.id);
    if (known) return known;
    const made = this.#last
      .then(() => reportOn(this.#parts, period))
      .finally(() => this.#making.delete(period.id));
    this.#making.set(period.id, made);
    this.#last = made.catch(() => {});
    return made;
  }
}
