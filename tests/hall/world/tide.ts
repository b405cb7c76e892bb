/**
 * Counters that turn to other services, judged once more: by whom, by which rule, and no sooner back
 * than the rule allows. SPEC: TIDE.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import { type Books, localOf } from './books.ts';
import { servedBy } from './turn.ts';

type Fail = (invariant: string, what: string) => void;
type Changed = EventBodies['counter-services-changed'];
/** What a deed of `tell-forecast` told, in minutes by service. */
export type Forecasts = ReadonlyMap<string, number>;

/** Judges a change before the books take it up. `told`: what the deed told, if it told a forecast. */
export function judgeTide(
  books: Books,
  body: Changed,
  row: Row,
  told: Forecasts | undefined,
  fail: Fail,
): void {
  const { because, counter } = body;
  const before = books.tides.get(counter);
  const which = `row ${row.seq} turns counter ${counter} (${because.rule})`;
  const wrong = (what: string) => fail('tide-as-told', `${which}: ${what}`);
  if (before?.because.rule === 'by-hand' && !isByHand(body.by)) {
    return wrong('a hand had set it');
  }
  switch (because.rule) {
    case 'by-hand': {
      const reasons = books.configuration?.reasons.tide ?? [];
      if (!isByHand(body.by) || !reasons.some(({ id }) => id === because.reason)) {
        wrong(`${body.by} gives the reason ${because.reason}`);
      }
      return;
    }
    case 'by-time': {
      const wanted = tideAt(books, counter, row.at);
      if (body.services?.join() !== wanted?.join()) wrong(`its time says ${wanted}`);
      return;
    }
    case 'by-forecast': {
      const rule = ruleOf(books.configuration, because.service, counter);
      const minutes = told?.get(because.service);
      if (!rule || minutes !== because.minutes || minutes <= rule.openAbove) {
        return wrong(`the forecast of ${because.service} is ${minutes}`);
      }
      const staffed = books.open.has(counter) && !books.paused.has(counter);
      if (before || !staffed) wrong('it was not free to turn');
      const wanted = [...new Set([because.service, ...servedBy(books, counter)])];
      if (body.services?.join() !== wanted.join()) wrong(`to ${body.services}, not ${wanted}`);
      return;
    }
    case 'plan': {
      if (body.services !== null) wrong(`to ${body.services}`);
      const from = before?.because;
      if (from?.rule === 'by-time' && !isByHand(body.by)) {
        const wanted = tideAt(books, counter, row.at);
        if (wanted !== null) wrong(`its time says ${wanted}`);
      }
      if (from?.rule === 'by-forecast' && !isByHand(body.by)) {
        const rule = ruleOf(books.configuration, from.service, counter);
        const minutes = told?.get(from.service);
        if (!rule || minutes === undefined || minutes >= rule.closeBelow) {
          wrong(`the forecast of ${from.service} is ${minutes}`);
        }
      }
    }
  }
}

/** What a forecast must bring about: at most one counter a rule, and one where any is free to turn. */
export function dueByForecast(books: Books, told: Forecasts): number {
  const taken = new Set<string>();
  for (const { service, counters, openAbove, closeBelow } of books.configuration?.tideRules ?? []) {
    const minutes = told.get(service);
    if (minutes === undefined) continue;
    const turned = counters.findLast((id) => {
      const because = books.tides.get(id)?.because;
      return because?.rule === 'by-forecast' && because.service === service;
    });
    const free = counters.find(
      (id) =>
        books.open.has(id) &&
        !books.paused.has(id) &&
        !books.tides.has(id) &&
        !taken.has(id) &&
        !servedBy(books, id).includes(service),
    );
    const next = minutes > openAbove ? free : minutes < closeBelow ? turned : undefined;
    if (next !== undefined) taken.add(next);
  }
  return taken.size;
}

/** What the counter should serve by the time of day; null: what the configuration says. */
export function tideAt(books: Books, counter: string, at: number): readonly string[] | null {
  const { date, minute } = localOf(at);
  // A day that goes on after its midnight has no more tides.
  if (date !== books.day?.date) return null;
  const tides = books.configuration?.counters.find(({ id }) => id === counter)?.tides ?? [];
  const now = tides.find(({ from, to }) => from <= minute && minute < to);
  return now?.services ?? null;
}

const ruleOf = (configuration: Configuration | null, service: string, counter: string) =>
  configuration?.tideRules.find(
    (rule) => rule.service === service && rule.counters.some((id) => id === counter),
  );

const isByHand = (by: string): boolean => by.startsWith('manager:') || by.startsWith('token:');
