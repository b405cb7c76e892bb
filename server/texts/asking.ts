/**
 * What became of texts whose provider does not say so by itself: it is asked, at first soon after the
 * text was taken, then ever more seldom, for as long as the phone is kept. One hub of several asks.
 */
import type { Clock } from '../hall/clock.ts';
import type { Leases } from '../house/leases.ts';
import type { Outbox } from '../house/outbox.ts';
import type { TextPhones } from '../people/text-phones.ts';
import type { DutyPhones } from './duty-settings.ts';
import type { Provider } from './providers.ts';
import { codeIn } from './sender.ts';

const waitMs = { look: 10_000, first: 20_000 };
const leaseMs = 60_000;
/** How long is waited after the first, the second question and so on; the last of them from then on. */
const againMs = [40_000, 120_000, 420_000, 1_200_000, 3_600_000];
/** Questions in one look: a provider that does not answer holds up so many at the most. */
const atOnce = 20;

export interface AskingParts {
  readonly hall: string;
  readonly holder: string;
  readonly outbox: Pick<Outbox, 'unreported' | 'report'>;
  readonly phones: Pick<TextPhones, 'find'>;
  readonly dutyPhones: DutyPhones;
  readonly leases: Pick<Leases, 'hold' | 'letGo'>;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

interface Asked {
  readonly times: number;
  /** By the clock that does not jump. */
  readonly nextAt: number;
}

/** Asks until the returned function is called; it resolves when nothing is under way. */
export function askForReports(parts: AskingParts): () => Promise<void> {
  const { hall, holder, leases, providers, clock, complain } = parts;
  const asking = new Map(
    providers.flatMap(({ settings, texter }) =>
      texter.ask ? [[settings.id, texter.ask.bind(texter)] as const] : [],
    ),
  );
  if (asking.size === 0) return async () => {};
  const lease = `text-reports:${hall}`;
  let before = new Map<string, Asked>();
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  let ended = false;

  const look = async () => {
    try {
      if (!(await leases.hold(lease, holder, leaseMs))) return;
      const now = clock.monotonic();
      const open = await parts.outbox.unreported(hall, [...asking.keys()], waitMs.first);
      const keyOf = ({ provider, ref }: { provider: string; ref: string }) => `${provider}/${ref}`;
      // Those that have their report, or are too old for one, are forgotten.
      before = new Map(
        open.flatMap((one) => {
          const asked = before.get(keyOf(one));
          return asked ? [[keyOf(one), asked] as const] : [];
        }),
      );
      const due = open.filter((one) => (before.get(keyOf(one))?.nextAt ?? 0) <= now);
      for (const one of due.slice(0, atOnce)) {
        if (ended) return;
        const times = before.get(keyOf(one))?.times ?? 0;
        const again = againMs[Math.min(times, againMs.length - 1)] ?? 0;
        before.set(keyOf(one), { times: times + 1, nextAt: clock.monotonic() + again });
        const phone =
          one.duty === null
            ? await parts.phones.find(hall, one.ticket)
            : parts.dutyPhones.get(one.duty);
        if (!phone) continue;
        const asked = { ref: one.ref, to: phone.phone, sentAt: one.sentAt };
        const told = await asking.get(one.provider)?.(asked);
        if (!told) continue;
        await parts.outbox.report(hall, one.provider, told.ref, told.state, codeIn(told.detail));
      }
    } catch (error) {
      if (!ended) complain('it could not be asked what became of texts', error);
    }
  };
  const wake = () => {
    timer = clock.setTimeout(() => {
      running = look().then(() => {
        running = null;
        if (!ended) wake();
      });
    }, waitMs.look);
  };
  wake();
  return async () => {
    ended = true;
    clock.clearTimeout(timer);
    await running;
    await leases.letGo(lease, holder).catch(() => {});
  };
}
