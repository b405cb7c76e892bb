/**
 * A leg that has just begun, and its place among others.
 */
import type { OpenLeg } from './state.ts';

type LegStart = Pick<
  OpenLeg,
  'ticket' | 'steps' | 'class' | 'channel' | 'since' | 'orderAt' | 'orderSeq'
>;

/** A leg that begins. */
export function legOf({
  ticket,
  steps,
  class: of,
  channel,
  since,
  orderAt,
  orderSeq,
}: LegStart): OpenLeg {
  return {
    ...{ ticket, steps: steps.map(({ service, items }) => ({ service, items })), step: 0, leg: 0 },
    ...{ service: steps[0]?.service ?? '', class: of, channel, since, orderAt, orderSeq },
    ...{ waiting: false, sentTo: null, counter: null, clerk: null, calledAt: null },
    ...{ startedAt: null, servingFrom: null, servedMs: 0, missed: false, misses: 0, recalls: 0 },
    ...{ overtaken: 0, rule: null, promised: null, between: false },
  };
}

/** What is to be done in it. */
export const itemsOf = ({ steps, step }: OpenLeg): readonly string[] => steps[step]?.items ?? [];

/** Whether it stands before the other in a line. */
export const isBefore = (one: OpenLeg, other: OpenLeg): boolean =>
  one.orderAt < other.orderAt || (one.orderAt === other.orderAt && one.orderSeq < other.orderSeq);
