/**
 * Where reports are asked for. Two who ask for the same at once are served by one reckoning, and
 * different ones are made one after the other: a report is never worth holding up the hall.
 */
import type { MadeReport, ReportWish } from './made.ts';

export class ReportDesk {
  readonly #make: (wish: ReportWish) => Promise<MadeReport>;
  readonly #making = new Map<string, Promise<MadeReport>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(make: (wish: ReportWish) => Promise<MadeReport>) {
    this.#make = make;
  }

  /** The report on a period as of now. Fails: `HouseFailure`. */
  made(wish: ReportWish): Promise<MadeReport> {
    const id = `${wish.period.id} ${wish.as} ${wish.language}`;
    const known = this.#making.get(id);
    if (known) return known;
    const made = this.#last.then(() => this.#make(wish)).finally(() => this.#making.delete(id));
    this.#making.set(id, made);
    this.#last = made.catch(() => {});
    return made;
  }
}
