/**
 * Whose turn it is, reckoned once more and naively: every waiting ticket that a counter may call is
 * compared with every other. It shares nothing with `core` but the shapes of the configuration and of
 * events. SPEC: CAN, NEED, NEXT, AHEAD.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import type { Books, Entry } from './books.ts';

const minuteMs = 60_000;

type How = 'own' | 'sent' | 'overflow' | 'helps';

interface Candidate {
  readonly id: string;
  readonly entry: Entry;
  readonly kind: Configuration['classes'][number]['kind'];
  readonly how: How;
  readonly overdue: boolean;
  readonly standing: number;
}

type Fail = (invariant: string, what: string) => void;

/** Below 0 when `a` is older. */
export const compareAge = (a: Entry, b: Entry): number =>
  a.orderAt - b.orderAt || a.orderSeq - b.orderSeq;

/** What a counter serves first: as configured, or as it was turned. */
export const servedBy = (books: Books, counter: string): readonly string[] =>
  books.tides.get(counter)?.services ?? placeOf(books, counter)?.services ?? [];

const placeOf = ({ configuration }: Books, counter: string) =>
  configuration?.counters.find(({ id }) => id === counter);

const kindOf = ({ configuration }: Books, { ticketClass }: Entry) =>
  configuration?.classes.find(({ id }) => id === ticketClass);

/** Whether no other staffed counter that serves the ticket meets all that this one does, and more (NEED-2). */
export function needsMet(books: Books, counter: string, entry: Entry): boolean {
  const met = (id: string): string[] => {
    const offers: readonly string[] = placeOf(books, id)?.offers ?? [];
    return entry.needs.filter((need) => offers.includes(need));
  };
  const mine = met(counter);
  return ![...books.open.keys()].some((other) => {
    const helps: readonly string[] = placeOf(books, other)?.helps ?? [];
    if (![...servedBy(books, other), ...helps].includes(entry.service)) return false;
    const theirs = met(other);
    return theirs.length > mine.length && mine.every((need) => theirs.includes(need));
  });
}

function wayTo(
  books: Books,
  counter: string,
  entry: Entry,
  at: number,
  came: string | null,
): How | null {
  if (entry.sentTo !== null) return entry.sentTo === counter ? 'sent' : null;
  if (!needsMet(books, counter, entry)) return null;
  if (servedBy(books, counter).includes(entry.service)) return 'own';
  const rule = books.configuration?.services.find(({ id }) => id === entry.service)?.overflow;
  if (
    rule?.counters.some((id) => id === counter) &&
    overflows(books, entry.service, rule, at, came)
  ) {
    return 'overflow';
  }
  const helps: readonly string[] = placeOf(books, counter)?.helps ?? [];
  return helps.includes(entry.service) ? 'helps' : null;
}

function overflows(
  books: Books,
  service: string,
  rule: { people?: number | undefined; minutes?: number | undefined },
  at: number,
  came: string | null,
): boolean {
  const line = [...books.tickets].flatMap(([id, one]) =>
    one.status === 'waiting' && one.sentTo === null && one.service === service && id !== came
      ? [one]
      : [],
  );
  if (rule.people !== undefined && line.length > rule.people) return true;
  const { minutes } = rule;
  return minutes !== undefined && line.some(({ orderAt }) => at - orderAt > minutes * minuteMs);
}

/** Everybody whom this counter may call now. `came`: who only came to wait by the present deed. */
function callable(
  books: Books,
  counter: string,
  at: number,
  came: string | null = null,
): Candidate[] {
  return [...books.tickets].flatMap(([id, entry]): Candidate[] => {
    if (entry.status !== 'waiting') return [];
    const how = wayTo(books, counter, entry, at, came);
    return how === null ? [] : [candidate(books, id, entry, how, at)];
  });
}

function candidate(books: Books, id: string, entry: Entry, how: How, at: number): Candidate {
  const services = books.configuration?.services ?? [];
  const promise =
    how === 'sent'
      ? Math.min(...services.map(({ promiseMinutes }) => promiseMinutes))
      : (services.find((one) => one.id === entry.service)?.promiseMinutes ?? 0);
  const ticketClass = kindOf(books, entry);
  const waited = at - entry.orderAt;
  return {
    ...{ id, entry, how, kind: ticketClass?.kind ?? 'ordinary' },
    overdue: waited >= promise * minuteMs,
    standing: (ticketClass?.base ?? 0) * minuteMs + (ticketClass?.rate ?? 0) * waited,
  };
}

/** Whether `a` goes before `b`, the overtaking cap apart (NEXT-1). */
function goesBefore(a: Candidate, b: Candidate): boolean {
  const older = compareAge(a.entry, b.entry) < 0;
  if (a.kind === 'green' || b.kind === 'green') {
    return a.kind === b.kind ? older : a.kind === 'green';
  }
  if (a.overdue || b.overdue) return a.overdue && b.overdue ? older : a.overdue;
  const [mine, theirs] = [a.how === 'helps', b.how === 'helps'];
  if (mine !== theirs) return theirs;
  return a.standing === b.standing ? older : a.standing > b.standing;
}

const firstOf = (all: readonly Candidate[]): Candidate | undefined =>
  all.find((one) => all.every((other) => other === one || goesBefore(one, other)));

/** How many would be called before a newcomer at that counter where they are fewest (AHEAD-1). */
export function aheadOfNewcomer(books: Books, newcomer: Entry, at: number): number {
  const { counters = [] } = books.configuration ?? {};
  const able = counters.filter(
    ({ id }) => servedBy(books, id).includes(newcomer.service) && needsMet(books, id, newcomer),
  );
  const staffed = able.filter(({ id }) => books.open.has(id));
  const self = candidate(books, '', newcomer, 'own', at);
  const counts = (staffed.length > 0 ? staffed : able).map(
    ({ id }) => callable(books, id, at).filter((one) => goesBefore(one, self)).length,
  );
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/**
 * Judges a call that the rules made: who, before whom, and the rule that it names. `came`: who went on
 * to its next service by the same deed; whether that line was long is asked without it.
 */
export function judgeCall(
  books: Books,
  { counter, ticket, because }: EventBodies['ticket-called'],
  { at, seq }: Row,
  came: string | null,
  fail: Fail,
): void {
  if (because.rule === 'chosen') return;
  const all = callable(books, counter, at, came);
  const chosen = all.find(({ id }) => id === ticket);
  const what = `row ${seq} calls ${books.tickets.get(ticket)?.label} to counter ${counter}`;
  if (!chosen) {
    const entry = books.tickets.get(ticket);
    const met = entry === undefined || entry.sentTo !== null || needsMet(books, counter, entry);
    return fail(met ? 'in-turn' : 'needs-respected', `${what}, which may not call it`);
  }
  const overdue = all.filter((one) => one.overdue && one !== chosen);
  const passed = overdue.find(
    ({ entry }) => !chosen.overdue || compareAge(entry, chosen.entry) < 0,
  );
  if (chosen.kind !== 'green' && passed) {
    fail('promise-holds', `${what} before ${passed.entry.label}, whose promise has run out`);
  }
  const [held] = protectedFrom(books, chosen, all);
  if (held) fail('cap-holds', `${what} before ${held.entry.label}, overtaken often enough`);
  const free = firstOf(all);
  const [capped] = free ? protectedFrom(books, free, all) : [];
  const wanted = capped
    ? firstOf(all.filter(({ entry }) => compareAge(entry, capped.entry) <= 0))
    : free;
  if (wanted !== chosen) fail('in-turn', `${what} before ${wanted?.entry.label}`);
  const rule = ruleOf(chosen, all);
  const waitedMs = Math.max(0, at - chosen.entry.orderAt);
  const told = {
    ...{ rule, class: chosen.entry.ticketClass, waitedMs },
    ...(chosen.how === 'overflow' ? { overflow: true } : {}),
  };
  if (JSON.stringify(told) !== JSON.stringify(because)) {
    fail('because-true', `${what}: ${JSON.stringify(because)}, not ${JSON.stringify(told)}`);
  }
}

/** The ordinary ones, oldest first, that this one may not overtake any more (NEXT-5). */
function protectedFrom(books: Books, one: Candidate, all: readonly Candidate[]): Candidate[] {
  if (one.kind === 'ordinary' || one.kind === 'green' || one.overdue) return [];
  const cap = books.configuration?.rules.overtakingMax ?? 0;
  return all
    .filter(({ kind, entry }) => kind === 'ordinary' && entry.overtaken >= cap)
    .filter(({ entry }) => compareAge(entry, one.entry) < 0)
    .sort((a, b) => compareAge(a.entry, b.entry));
}

function ruleOf(chosen: Candidate, all: readonly Candidate[]): string {
  if (chosen.kind === 'green') return 'green';
  const older = all.filter(({ entry }) => compareAge(entry, chosen.entry) < 0);
  if (older.length === 0) return chosen.how === 'sent' ? 'sent-here' : 'oldest';
  if (chosen.overdue) return 'promise';
  if (firstOf(all) !== chosen) return 'cap';
  return older.every(({ how }) => how === 'helps') ? 'preferred' : 'priority';
}

/** Counts what a call does to those who could have gone instead: ordinary, older, callable there (NEXT-5). */
export function countOvertaken(books: Books, id: string, counter: string, at: number): void {
  const ticket = books.tickets.get(id);
  if (!ticket || kindOf(books, ticket)?.kind === 'ordinary') return;
  for (const one of callable(books, counter, at)) {
    const overtakes = one.kind === 'ordinary' && compareAge(one.entry, ticket) < 0;
    if (overtakes && one.id !== id) one.entry.overtaken += 1;
  }
}

/** Who comes to stand in a line counts as overtaken as often as the one behind. */
export function stand(books: Books, entry: Entry): void {
  const behind = [...books.tickets.values()]
    .filter((one) => one !== entry && sameLine(one, entry) && compareAge(one, entry) > 0)
    .sort(compareAge);
  entry.overtaken = behind[0]?.overtaken ?? 0;
}

function sameLine(a: Entry, b: Entry): boolean {
  if (a.status !== 'waiting' || a.ticketClass !== b.ticketClass) return false;
  if (a.sentTo !== null || b.sentTo !== null) return a.sentTo === b.sentTo;
  return a.service === b.service && a.needs.join() === b.needs.join();
}

/** A ticket goes where its service leads. */
export function judgeSteps(books: Books, { label, steps }: Entry, row: Row, fail: Fail): void {
  const first = books.configuration?.services.find(({ id }) => id === steps[0]);
  if ([first?.id, ...(first?.leadsTo ?? [])].join() !== steps.join()) {
    fail('steps-go-on', `row ${row.seq}: ${label} is to go through ${steps}`);
  }
}
