/**
 * The manager of the soak: looks through what kiosks handed over all day long, and brings cases to their
 * end in the evening, with two persons where the rules want two.
 */

import type { CaseCommand } from '../../../core/cases/commands.ts';
import { actsOn } from '../../../core/cases/decide.ts';
import { type StaffId, ticketId } from '../../../core/hall/ids.ts';
import type { Place } from './place.ts';

const minuteMs = 60_000;
const heldAtOnce = 50;
/** Acts on one case in one evening, at the most. */
const actsMax = 8;

type Act = Exclude<CaseCommand['type'], 'open-case' | 'pass-time'>;

export class Manager {
  readonly #place: Place;
  #requests = 0;

  constructor(place: Place) {
    this.#place = place;
    void this.#keepSettling();
  }

  /** Every open case comes as far as it can; gives how many are open still. */
  async evening(): Promise<number> {
    const served = this.#place.hub?.served;
    const { hall } = this.#place.hall.configuration;
    if (!served) return 0;
    const open = await served.tables.cases.list(hall, { open: true });
    for (const { one } of open) {
      let now = one;
      for (let acts = 0; acts < actsMax && now.stage !== 'closed'; acts += 1) {
        const act = this.#fitting(actsOn(now));
        if (act === null) break;
        const by = { kind: 'manager', id: `manager-${acts % 2}` as StaffId } as const;
        this.#requests += 1;
        const wish = { by, requestId: `m${this.#requests}`, command: this.#said(act) };
        const settled = await served.cases.act(one.id, wish as never);
        if (!('ok' in settled)) break;
        now = settled.one;
      }
    }
    return (await served.tables.cases.list(hall, { open: true })).length;
  }

  #fitting(acts: readonly string[]): Act | null {
    const order = [
      ...['close', 'call-back', 'answer', 'check', 'solve', 'verify', 'dispatch', 'analyse'],
    ] as const;
    return (order.find((act) => acts.includes(act)) as Act | undefined) ?? null;
  }

  #said(act: Act): object {
    const said: Partial<Record<Act, object>> = {
      analyse: { cause: 'staff' },
      dispatch: { unit: 'hall' },
      verify: { so: true },
      check: { passed: true },
      'call-back': { reached: true, fix: null },
    };
    return { type: act, ...said[act] };
  }

  async #keepSettling(): Promise<void> {
    const { time } = this.#place;
    for (;;) {
      await time.sleep(2 * minuteMs);
      const { hub, ledger } = this.#place;
      const held = [...ledger.book.tickets].filter(([, { where }]) => where === 'held');
      if (held.length === 0 || !hub?.listens || ledger.book.closed) continue;
      const keep = held.slice(0, heldAtOnce).map(([ticket]) => ticketId(ticket));
      this.#requests += 1;
      await hub.keeper.submit({
        command: { type: 'settle-adopted', keep, close: [] },
        by: { kind: 'manager', id: 'manager-0' as StaffId },
        requestId: `m${this.#requests}`,
      });
    }
  }
}
