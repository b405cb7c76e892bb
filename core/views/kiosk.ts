/**
 * What a kiosk shows: which services give numbers, who waits for them, and what its paper does.
 */
import { waitingFor } from '../hall/calling.ts';
import type { KioskId, ServiceId, TicketId } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';
import type { HouseFacts, PrinterState, PrintState } from './facts.ts';

export interface KioskService {
  readonly service: ServiceId;
  readonly open: boolean;
  readonly waiting: number;
  /** Counters that are open for it now. */
  readonly counters: number;
}

export interface KioskPrint {
  readonly ticket: TicketId;
  readonly because: 'issued' | 'reprint';
  readonly state: PrintState;
  readonly reason: string | null;
}

export interface KioskView {
  readonly kiosk: KioskId;
  readonly open: boolean;
  readonly services: readonly KioskService[];
  /** `none`: this kiosk has no printer. */
  readonly printer: PrinterState | 'none';
  /** Its latest jobs, newest first, at most 3. */
  readonly prints: readonly KioskPrint[];
}

const printsShown = 3;

export function kioskView(hall: Hall, facts: HouseFacts, kiosk: KioskId): KioskView {
  const staffed = new Map<ServiceId, number>();
  for (const counter of hall.counters.values()) {
    if (counter.status !== 'open') continue;
    for (const service of hall.places.get(counter.id)?.services ?? []) {
      staffed.set(service, (staffed.get(service) ?? 0) + 1);
    }
  }
  return {
    kiosk,
    open: hall.day?.open ?? false,
    services: [...hall.services.values()].map(({ id, open }) => ({
      service: id,
      open,
      waiting: waitingFor(hall, id),
      counters: staffed.get(id) ?? 0,
    })),
    printer: facts.printers.get(kiosk) ?? 'none',
    prints: facts.prints
      .filter((print) => print.kiosk === kiosk)
      .slice(0, printsShown)
      .map(({ ticket, because, state, reason }) => ({ ticket, because, state, reason })),
  };
}
