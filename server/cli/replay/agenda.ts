/**
 * What is still to happen in a day that is played again, soonest first; what falls together happens in
 * the order in which it was set down.
 */
interface Due {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

export class Agenda {
  readonly #heap: Due[] = [];
  #order = 0;

  /** When the next thing is due, epoch ms; infinite when nothing is. */
  get next(): number {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  add(at: number, act: () => void): void {
    const heap = this.#heap;
    const due = { at, order: this.#order, act };
    this.#order += 1;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !sooner(due, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = due;
  }

  /** Takes the next thing off. Throws when nothing is due. */
  take(): () => void {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last) throw new Error('nothing is due');
    if (first === last) return first.act;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let below = heap[child];
      const right = heap[child + 1];
      if (below && right && sooner(right, below)) {
        child += 1;
        below = right;
      }
      if (!below || !sooner(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first.act;
  }
}

const sooner = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
