/**
 * Chance by seed for the days of the forecast's bench (mulberry32), and the shapes it takes there.
 */
export class SeededChance {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) | 0;
  }

  /** From 0 to under 1. */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  odds(odds: number): boolean {
    return this.share() < odds;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.share();
  }

  one<T>(list: readonly T[]): T {
    return list[Math.floor(this.share() * list.length)] as T;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.share()));
    return radius * Math.cos(2 * Math.PI * this.share());
  }

  /** Log-normal by its mean and the deviation of its logarithm. */
  logNormal(mean: number, deviation: number): number {
    return mean * Math.exp(deviation * this.normal() - (deviation * deviation) / 2);
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.share());
  }

  shuffled<T>(list: readonly T[]): T[] {
    const order = list.map((value) => ({ value, by: this.share() }));
    return order.sort((a, b) => a.by - b.by).map(({ value }) => value);
  }
}
