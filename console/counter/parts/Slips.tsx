/**
 * A slip whose code was scanned: which number it is, how it stands, and what may be done with it from
 * here. Scanned on the counter page, whatever the focus is on.
 */
import { type Signal, signal } from '@preact/signals';
import type { FindTicketReply, TicketFound } from '../../../core/wire/scan.ts';
import { TicketLabel } from '../../../ui/components/ticket-label/TicketLabel.tsx';
import type { Unanswered } from '../../../ui/following.ts';
import { slipSecret } from '../../../ui/scan.ts';
import { clockTime } from '../../../ui/times.ts';
import type { At } from '../at.ts';
import { openMenu, openSheet, rejoin, resume } from '../press.ts';
import { useScans } from './reading.ts';
import { closeSheet, Sheet } from './Sheet.tsx';
import { Again } from './Taken.tsx';

/** What the last slip was. */
const found: Signal<FindTicketReply | Unanswered | null> = signal(null);

/** Hears slips while the counter page is up; draws nothing. */
export function SlipScans({ at }: { at: At }) {
  useScans(at, (text) => {
    const link = slipSecret(text);
    // Other forms have their own use for a scan.
    const taken = openSheet.value !== null && openSheet.value !== 'found';
    if (link === null || taken) return false;
    void at.findTicket(link).then((reply) => {
      if (openSheet.value !== null && openSheet.value !== 'found') return;
      openMenu.value = null;
      found.value = reply;
      openSheet.value = 'found';
    });
    return true;
  });
  return null;
}

export function FoundSheet({ at }: { at: At }) {
  const { texts } = at;
  const reply = found.value;
  const ticket = reply !== null && 'ok' in reply ? reply : null;
  const act = ticket && actOn(ticket, at);
  return (
    <Sheet title={texts.found.title} onSubmit={closeSheet}>
      <p class="sheet-taken figures" role="status">
        {ticket === null ? (
          texts.found[reply !== null && 'failed' in reply ? 'failed' : 'none']
        ) : (
          <>
            <strong>
              <TicketLabel label={ticket.label} />
            </strong>
            {standing(ticket, at)}
          </>
        )}
      </p>
      {act ? <Again at={at} {...act} /> : <Close at={at} />}
    </Sheet>
  );
}

function Close({ at }: { at: At }) {
  return (
    <div class="sheet-foot">
      <button type="submit" class="button button-main">
        {at.texts.close}
      </button>
    </div>
  );
}

/** `不动产登记 · 等候中，前面 3 人`. */
function standing({ ticket, service, status, counter, ahead }: TicketFound, at: At): string {
  const words = at.texts.found;
  const putOff = at.view.postponed.find((line) => line.ticket === ticket);
  const parts = [
    at.service(service),
    words.status[status],
    ...(putOff ? [at.texts.until(clockTime(putOff.until))] : []),
    ...(ahead === null ? [] : [words.ahead(ahead)]),
    ...(counter === null ? [] : [at.counter(counter)]),
  ];
  return parts.join(' · ');
}

/** What this counter may do with it now, as in the row where it stands. */
function actOn({ ticket, label }: TicketFound, at: At) {
  const { view, texts } = at;
  const about = { ticket, label };
  const does = (name: string, act: () => void) => ({
    name,
    act: () => {
      closeSheet();
      act();
    },
  });
  if (view.missed.some((line) => line.ticket === ticket)) {
    return does(texts.rejoin, () => rejoin(about, at));
  }
  if (view.parked.some((line) => line.ticket === ticket)) {
    return does(texts.resume, () => resume(about, at));
  }
  if (view.postponed.some((line) => line.ticket === ticket)) {
    return does(texts.callBack, () => {
      openMenu.value = { kind: 'call', ...about };
    });
  }
  return null;
}
