/**
 * One visit at the kiosk, from the first tap to the number in hand: which page is up and what is
 * under way. Pure: the page hands in taps and answers, and makes the request id when a visitor
 * arrives where a number is taken, so that a double tap or a retry is one ticket.
 */
import type { GroupId, ServiceId } from '../../core/hall/ids.ts';
import type { Answered } from '../../ui/following.ts';

/** Why no number came, by the name that the hub gave it. `no-answer`, `busy`, `unavailable` may be tried again. */
export type Trouble =
  | 'hall-closed'
  | 'service-closed'
  | 'labels-exhausted'
  | 'busy'
  | 'unavailable'
  | 'no-answer'
  | 'refused';

export type Reprint =
  | { readonly is: 'not-asked' }
  | { readonly is: 'asking'; readonly requestId: string }
  | { readonly is: 'ordered' }
  | { readonly is: 'enough' }
  | { readonly is: 'failed'; readonly requestId: string };

export type Visit =
  | { readonly at: 'start'; readonly page: number }
  | { readonly at: 'services'; readonly group: GroupId; readonly page: number }
  | {
      readonly at: 'take';
      readonly group: GroupId;
      readonly service: ServiceId;
      readonly requestId: string;
      readonly asking: boolean;
      readonly trouble: Trouble | null;
    }
  | {
      readonly at: 'number';
      readonly service: ServiceId;
      readonly ticket: string;
      readonly label: string;
      readonly ahead: number;
      readonly reprint: Reprint;
    };

export type Deed =
  | { readonly do: 'start' }
  | { readonly do: 'back' }
  | { readonly do: 'page'; readonly page: number }
  | { readonly do: 'choose-group'; readonly group: GroupId }
  | {
      readonly do: 'choose-service';
      readonly group: GroupId;
      readonly service: ServiceId;
      readonly requestId: string;
    }
  | { readonly do: 'take' }
  | { readonly do: 'answered'; readonly requestId: string; readonly answered: Answered }
  | { readonly do: 'reprint'; readonly requestId: string }
  | { readonly do: 'reprint-answered'; readonly requestId: string; readonly answered: Answered };

export const atStart: Visit = { at: 'start', page: 0 };

/** Same id, same deed: these may be tried again by the visitor. */
export const mayRetry = (trouble: Trouble): boolean =>
  trouble === 'busy' || trouble === 'unavailable' || trouble === 'no-answer';

/** The visit after a tap or an answer; what does not fit the page that is up changes nothing. */
export function step(visit: Visit, deed: Deed): Visit {
  switch (deed.do) {
    case 'start':
      return isTaking(visit) ? visit : atStart;
    case 'back':
      return back(visit);
    case 'page':
      return visit.at === 'start' || visit.at === 'services'
        ? { ...visit, page: deed.page }
        : visit;
    case 'choose-group':
      return visit.at === 'start' ? { at: 'services', group: deed.group, page: 0 } : visit;
    case 'choose-service': {
      if (visit.at !== 'services' && visit.at !== 'start') return visit;
      const { group, service, requestId } = deed;
      return { at: 'take', group, service, requestId, asking: false, trouble: null };
    }
    case 'take':
      return visit.at === 'take' && !visit.asking
        ? { ...visit, asking: true, trouble: null }
        : visit;
    case 'answered':
      return visit.at === 'take' && visit.requestId === deed.requestId
        ? numberOf(visit, deed.answered)
        : visit;
    case 'reprint':
      return visit.at === 'number' && visit.reprint.is !== 'asking'
        ? { ...visit, reprint: { is: 'asking', requestId: deed.requestId } }
        : visit;
    case 'reprint-answered':
      return reprinted(visit, deed.requestId, deed.answered);
  }
}

/** A number is on its way: nobody leaves the page before it is known. */
export const isTaking = (visit: Visit): boolean => visit.at === 'take' && visit.asking;

function back(visit: Visit): Visit {
  if (visit.at === 'take') {
    return visit.asking ? visit : { at: 'services', group: visit.group, page: 0 };
  }
  return atStart;
}

function numberOf(visit: Extract<Visit, { at: 'take' }>, answered: Answered): Visit {
  if ('ok' in answered && answered.ticket !== undefined && answered.label !== undefined) {
    const { ticket, label, ahead = 0 } = answered;
    const reprint: Reprint = { is: 'not-asked' };
    return { at: 'number', service: visit.service, ticket, label, ahead, reprint };
  }
  return { ...visit, asking: false, trouble: troubleOf(answered) };
}

function troubleOf(answered: Answered): Trouble {
  if ('failed' in answered) return answered.failed === 'bug' ? 'refused' : answered.failed;
  if ('ok' in answered) return 'refused';
  switch (answered.refused) {
    case 'hall-closed':
    case 'service-closed':
    case 'labels-exhausted':
      return answered.refused;
    default:
      return 'refused';
  }
}

function reprinted(visit: Visit, requestId: string, answered: Answered): Visit {
  if (visit.at !== 'number' || visit.reprint.is !== 'asking') return visit;
  if (visit.reprint.requestId !== requestId) return visit;
  if ('ok' in answered) return { ...visit, reprint: { is: 'ordered' } };
  const enough = 'refused' in answered;
  return { ...visit, reprint: enough ? { is: 'enough' } : { is: 'failed', requestId } };
}
