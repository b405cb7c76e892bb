/**
 * How screens, kiosks and slips would look by settings that are not in force: the views of a small day
 * that is played by the real rules, by nobody, and forgotten.
 */
import type { Command, Stamp } from '../../core/hall/commands.ts';
import type { Configuration, Language } from '../../core/hall/configuration.ts';
import { decide } from '../../core/hall/decide.ts';
import { evolve } from '../../core/hall/evolve.ts';
import { staffId, type TicketId } from '../../core/hall/ids.ts';
import { emptyHall, type HallState } from '../../core/hall/state.ts';
import { type DisplayView, displayView } from '../../core/views/display.ts';
import { type HouseFacts, noFacts } from '../../core/views/facts.ts';
import { type KioskView, kioskView } from '../../core/views/kiosk.ts';
import { type Names, namesView } from '../../core/views/names.ts';
import { type Posted, postedView } from '../../core/views/posted.ts';
import { slipView } from '../../core/views/slip.ts';
import type { Paper } from '../../drivers/paper.ts';
import { calendarOf } from '../hall/calendar.ts';
import { slipPaper } from '../printing/slip.ts';

/** Numbers in the example: enough to see a line, few enough to be made in a moment. */
const numbersMost = 12;
const minuteMs = 60_000;

export interface Previewed {
  readonly now: number;
  readonly names: Names;
  readonly display: DisplayView;
  readonly posted: Posted;
  /** Null: the hall has no kiosk. */
  readonly kiosk: KioskView | null;
  /** Null: no number was given, as at night. */
  readonly slip: Paper | null;
}

/** `at`: the example's moment, epoch ms. */
export function previewOf(
  configuration: Configuration,
  at: number,
  facts: HouseFacts,
  language: Language,
): Previewed {
  const calendar = calendarOf(configuration.timeZone);
  const hall = emptyHall(configuration.hall);
  let made = 0;
  const act = (command: Command, by: Stamp['by'], minutesAgo: number): void => {
    made += 1;
    const then = at - minutesAgo * minuteMs;
    const stamp: Stamp = { at: then, local: calendar(then), id: `preview-${made}`, by };
    const answer = decide(hall, command, stamp);
    if ('refused' in answer) return;
    for (const event of answer) {
      evolve(hall, { ...event, seq: hall.seq + 1, at: then } as Parameters<typeof evolve>[1]);
    }
  };
  play(configuration, act, language);
  const [kiosk] = configuration.kiosks;
  const { notices, printers } = facts;
  const shown: HouseFacts = { ...noFacts, notices, printers, local: calendar(at) };
  const [ticket] = hall.tickets.keys();
  return {
    ...{ now: at, names: namesView(configuration) },
    ...{ display: displayView(hall, shown), posted: postedView(hall, shown) },
    kiosk: kiosk ? kioskView(hall, shown, kiosk.id) : null,
    slip: ticket ? paperOf(hall, ticket, configuration) : null,
  };
}

type Act = (command: Command, by: Stamp['by'], minutesAgo: number) => void;

/** A few numbers are taken, and the first counters call. */
function play(configuration: Configuration, act: Act, language: Language): void {
  const { services, counters } = configuration;
  const hub = { kind: 'hub', id: 'preview' } as const;
  act({ type: 'open-day', configuration }, hub, 30);
  const asked = Array.from({ length: numbersMost }, (_, at) => services[at % services.length]);
  for (const [at, service] of asked.entries()) {
    if (!service) continue;
    const wish = { type: 'issue-ticket', service: service.id, language, linkHash: null } as const;
    act(wish, { kind: 'token', id: 'preview' }, 20 - at);
  }
  for (const [at, { id: counter }] of counters.slice(0, 3).entries()) {
    const by = { kind: 'clerk', id: staffId(`preview-${at}`) } as const;
    act({ type: 'sign-in', counter }, by, 5);
    act({ type: 'call-next', counter }, by, 2);
  }
}

function paperOf(hall: HallState, ticket: TicketId, configuration: Configuration): Paper | null {
  const slip = slipView(hall, ticket);
  const { timeZone, publicUrl } = configuration;
  const link = publicUrl ? { link: `${publicUrl}/t/preview` } : {};
  return slip && slipPaper(slip, { ...link, reprint: false, timeZone });
}
