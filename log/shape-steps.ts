/**
 * Every change of an event's shape, from each version to the next. A shipped step is never edited:
 * rows of every version ever shipped stand in halls' logs.
 *
 * Version 2 (the queue's rules): tickets have a class, needs, items and a booking; configurations have
 * classes, hours and tides. What version 1 did not know was so for everybody: one ordinary class, no
 * needs, always open.
 *
 * Version 3 of `day-opened`: tickets that cross midnight know whether a kiosk gave them by itself while
 * the hub was away. Before, none did.
 *
 * Version 4 of `day-opened`, 3 of `configuration-changed`: visitors may put their call off for some
 * minutes (POST). Before, nobody could, and a log of such a day allows nobody to.
 */
import type { ShapeStep, ShapeSteps } from './upcast.ts';

type Body = Readonly<Record<string, unknown>>;
const of = (body: object): Body => body as Body;
const listOf = (value: unknown): readonly Body[] => value as readonly Body[];

const ordinary = { class: 'ordinary', needs: [], visitor: null, booking: null, assisted: false };
const other = [{ id: 'other', name: { 'zh-Hans': '其他', en: 'Other' } }];

function configuration(body: Body): Body {
  const { services, counters, reasons, rules } = body;
  return {
    ...body,
    services: listOf(services).map((service) => ({
      ...service,
      ...{ standardMinutes: 10, promiseMinutes: 60, leadsTo: [], items: [], realName: 'never' },
    })),
    counters: listOf(counters).map((counter) => ({ ...counter, helps: [], offers: [], tides: [] })),
    classes: [
      {
        ...{ id: 'ordinary', kind: 'ordinary', name: { 'zh-Hans': '普通', en: 'Ordinary' } },
        ...{ base: 0, rate: 1, atKiosk: false },
      },
    ],
    needs: [],
    opening: { patterns: [], dates: [] },
    tideRules: [],
    booking: {
      ...{ workdaysAhead: 5, cancelHours: 2, perPersonPerDay: 1 },
      ...{ missedMax: 3, missedWithinDays: 90, barredDays: 30 },
      ...{ earlyMinutes: 30, lateMinutes: 15 },
    },
    reasons: { ...(reasons as Body), priority: other, tide: other },
    rules: {
      ...(rules as Body),
      ...{ overtakingMax: 5, peopleMax: 0, perPersonMax: 0, helpAnswerSeconds: 120 },
    },
  };
}

const ticket = (body: Body): Body => ({
  ...body,
  ...ordinary,
  steps: (body.steps as readonly string[]).map((service, index) => ({
    service,
    items: [],
    outcome: index === body.step ? body.outcome : null,
    itemOutcomes: [],
  })),
  promised: null,
  because: null,
});

const dayOpened: ShapeStep = (body) => {
  const { configuration: written, crossing, given, ...rest } = of(body);
  const { tickets, counters } = crossing as Body;
  return {
    ...rest,
    configuration: configuration(written as Body),
    crossing: {
      tickets: listOf(tickets).map(ticket),
      counters: listOf(counters).map((counter) => ({ ...counter, tide: null })),
      overtaken: [],
    },
    given: { ...(given as Body), counts: [] },
  };
};

const dayOpenedAway: ShapeStep = (body) => {
  const crossing = of(body).crossing as Body;
  const tickets = listOf(crossing.tickets).map((one) => ({ ...one, away: null }));
  return { ...body, crossing: { ...crossing, tickets } };
};

/** `postponesMax` 0: what a day in progress allows, its own configuration says and not a later release. */
const postponing = (written: Body): Body => ({
  ...written,
  rules: { ...(written.rules as Body), postponeMinutes: 10, postponesMax: 0 },
});

const dayOpenedPostponing: ShapeStep = (body) => {
  const { configuration: written, crossing } = of(body);
  const tickets = listOf((crossing as Body).tickets).map((one) => ({
    ...one,
    ...{ postpones: 0, postponedUntil: null },
  }));
  return {
    ...body,
    configuration: postponing(written as Body),
    crossing: { ...(crossing as Body), tickets },
  };
};

const configurationPostponing: ShapeStep = (body) => ({
  ...body,
  configuration: postponing(of(body).configuration as Body),
});

const configurationChanged: ShapeStep = (body) => ({
  ...body,
  configuration: configuration(of(body).configuration as Body),
});

const ticketIssued: ShapeStep = (body, { at }) => ({
  ...body,
  ...ordinary,
  steps: listOf(of(body).steps).map((step) => ({ ...step, items: [] })),
  reason: null,
  orderAt: at,
  band: null,
  promised: null,
});

/** How long it had waited was not told. */
const ticketCalled: ShapeStep = (body) => {
  const because = of(body).because as Body;
  return because.rule === 'chosen'
    ? body
    : { ...body, because: { ...because, class: 'ordinary', waitedMs: 0 } };
};

const stepFinished: ShapeStep = (body) => ({ ...body, items: [] });

export const shapeSteps: ShapeSteps = new Map([
  [
    'day-opened',
    new Map([
      [1, dayOpened],
      [2, dayOpenedAway],
      [3, dayOpenedPostponing],
    ]),
  ],
  [
    'configuration-changed',
    new Map([
      [1, configurationChanged],
      [2, configurationPostponing],
    ]),
  ],
  ['ticket-issued', new Map([[1, ticketIssued]])],
  ['ticket-called', new Map([[1, ticketCalled]])],
  ['step-finished', new Map([[1, stepFinished]])],
]);
