/**
 * Breakages of the rules by which a hall is fair: who is next, who may take a number, when, and what a
 * counter serves; and of the plainest promises, which nothing else here would break first.
 */
import type { Sabotage } from './list.ts';

const admitting = 'core/hall/admitting.ts';
const calling = 'core/hall/calling.ts';
const evolve = 'core/hall/evolve.ts';
const issuing = 'core/hall/issuing.ts';
const tides = 'core/hall/tides.ts';

/** One text in one file. */
const edit = (file: string, find: string, replace: string) => ({ file, find, replace });

const forecast = 'server/followers/forecast.ts';
const shown = 'core/hall/waiting/shown.ts';
const taking = 'server/people/taking.ts';

export const ruleSabotages: readonly Sabotage[] = [
  {
    name: 'promise-left-out',
    story: 'tells the wait and leaves it out of the ticket',
    edits: [edit(taking, 'visitor, promised };', 'visitor, promised: null };')],
    foundBy: ['promise-is-kept'],
  },
  {
    name: 'promise-turned-round',
    story: 'promises from the longer wait to the shorter',
    edits: [
      edit(
        shown,
        'return { low, high: Math.max(roundTo(p80), low, 1) };',
        'return { low: Math.max(roundTo(p80), low, 1), high: low };',
      ),
    ],
    foundBy: ['promise-is-range'],
  },
  {
    name: 'range-flickers',
    story: 'shows every forecast as it comes',
    edits: [edit(shown, 'return isOff(shown, fresh, bound) ?', 'return shown !== null || bound ?')],
    foundBy: ['shown-stands-still'],
  },
  {
    name: 'forecast-holds-the-thread',
    story: 'makes a forecast in one go, and everybody waits for it',
    edits: [
      edit(
        forecast,
        'if (clock.monotonic() - began < sliceMs) continue;',
        'if (clock.monotonic() >= began) continue;',
      ),
    ],
    foundBy: ['forecast-gives-way'],
  },
  {
    name: 'forecast-in-one-piece',
    story: 'makes a forecast of one piece, and looks at the clock only when it is done',
    edits: [
      edit('core/hall/waiting.ts', 'const stepsAtOnce = 2_000;', 'const stepsAtOnce = 2_000_000;'),
    ],
    foundBy: ['forecast-gives-way'],
  },
  {
    name: 'promise-forgotten',
    story: 'lets priority go before who has waited longer than was promised',
    edits: [edit(calling, 'waited >= one.promiseMs', 'waited >= 99 * one.promiseMs')],
    foundBy: ['promise-holds'],
  },
  {
    name: 'cap-forgotten',
    story: 'lets priority overtake as often as it likes',
    edits: [edit(calling, 'head.overtaken < max', 'head.overtaken < 99 + max')],
    foundBy: ['cap-holds'],
  },
  {
    name: 'overtakings-not-counted',
    story: 'counts nobody as overtaken by the green channel',
    edits: [
      edit(
        evolve,
        '      markOvertaken(hall, ticket, told.body.counter, at);\n',
        "      if (told.body.because.rule !== 'green') markOvertaken(hall, ticket, told.body.counter, at);\n",
      ),
    ],
    foundBy: ['cap-holds'],
  },
  {
    name: 'needs-forgotten',
    story: 'calls who needs a low counter to any',
    // No window offers anything, where it calls.
    edits: [
      edit(
        calling,
        'eachSource(hall, counter, at, (line, service, how) => {',
        `const places = new Map([...hall.places].map(([id, one]) => [id, { ...one, offers: [] }]));
  eachSource({ ...hall, places }, counter, at, (line, service, how) => {`,
      ),
    ],
    foundBy: ['needs-respected'],
  },
  {
    name: 'cap-not-named',
    story: 'says that it went by priority where the cap chose',
    edits: [edit(calling, "if (chosen !== free) return 'cap';", '')],
    foundBy: ['because-true'],
  },
  {
    name: 'green-without-a-reason',
    story: 'gives the green channel to who only asks for it',
    edits: [
      edit(
        admitting,
        "reason === undefined && wanted.kind === 'green'",
        "reason === undefined && wanted.kind === 'booked'",
      ),
    ],
    foundBy: ['green-counted'],
  },
  {
    name: 'green-not-counted',
    story: 'counts the green channel only where a number is new',
    edits: [
      edit(
        evolve,
        'const of = ofClass(told.body.class);',
        "const of = ofClass('none' as typeof told.body.class);",
      ),
    ],
    foundBy: ['green-counted'],
  },
  {
    name: 'booked-sent-away',
    story: 'sends who has booked away when the hall takes nobody else',
    edits: [
      edit(
        issuing,
        'const no = late ? barred(hall, service, stamp) : null;',
        'const no = barred(hall, service, stamp);',
      ),
    ],
    foundBy: ['booked-never-queues-again'],
  },
  {
    name: 'booked-twice',
    story: 'gives a second number for a booking whose first has been called',
    edits: [
      edit(
        issuing,
        "if (before) return { refused: 'already-checked-in'",
        "if (before?.status === 'waiting') return { refused: 'already-checked-in'",
      ),
    ],
    foundBy: ['booked-never-queues-again'],
  },
  {
    name: 'booked-age-from-the-door',
    story: 'lets who has booked wait from the check-in, not from the slot',
    edits: [edit(issuing, 'orderAt: late ? stamp.at : command.slotAt,', 'orderAt: stamp.at,')],
    foundBy: ['booked-never-queues-again'],
  },
  {
    name: 'one-person-many-numbers',
    story: 'forgets who waits already when another number is taken',
    edits: [edit(admitting, '  if (again) return again;', '')],
    foundBy: ['one-waiting-per-person'],
  },
  {
    name: 'no-limit-a-person',
    story: 'gives one person as many numbers as wished',
    edits: [edit(admitting, 'taken >= max', 'taken >= max + 99')],
    foundBy: ['one-waiting-per-person'],
  },
  {
    name: 'steps-end-early',
    story: 'lets a ticket end that has a further service to go to',
    edits: [
      edit(
        'core/hall/serving.ts',
        'if (onward === null) return [finished];',
        "if (onward === null || outcome === 'accepted') return [finished];",
      ),
    ],
    foundBy: ['steps-go-on'],
  },
  {
    name: 'tide-swings',
    story: 'turns a counter back as soon as the wait is under the upper bound',
    edits: [edit(tides, 'minutes >= rule.closeBelow', 'minutes > rule.openAbove')],
    foundBy: ['tide-as-told'],
  },
  {
    name: 'tide-never-comes',
    story: 'opens no further counter, however long the wait',
    edits: [edit(tides, "counter.status === 'open' &&", "counter.status === 'closed' &&")],
    foundBy: ['tide-as-told'],
  },
  {
    name: 'tide-by-time-over-the-hand',
    story: 'lets the time of day take back what a manager has set',
    edits: [
      edit(tides, "tide.because.rule === 'by-time';", "tide.because.rule !== 'by-forecast';"),
    ],
    foundBy: ['tide-as-told'],
  },
  {
    name: 'booked-bands-for-all',
    story: 'gives numbers to everybody in the hours kept for who has booked',
    edits: [edit(admitting, "admission.admits === 'everybody'", "admission.admits !== 'nobody'")],
    foundBy: ['hours-respected'],
  },
  {
    name: 'holidays-forgotten',
    story: 'opens on a holiday as on any day',
    edits: [
      edit(
        'core/hall/hours.ts',
        "if (special?.as === 'closed') return [];",
        "if (special?.as === 'closed') return pattern.week[0] ?? [];",
      ),
    ],
    foundBy: ['hours-respected'],
  },
  {
    name: 'day-limit-forgotten',
    story: 'gives more numbers a day than the service has',
    edits: [edit(admitting, 'given(ofService(service.id)) >= dailyMax', 'dailyMax < 1')],
    foundBy: ['limits-hold'],
  },
  {
    name: 'hall-overfull',
    story: 'counts only who waits when the hall is limited',
    edits: [
      edit(admitting, 'if (inHand !== null) people += 1;', 'if (inHand === null) people += 0;'),
    ],
    foundBy: ['limits-hold'],
  },
  {
    name: 'clock-believed-at-once',
    story: 'lets the day end by a wall clock that was just set',
    edits: [
      edit(
        'server/hall/clock-guard.ts',
        'Math.abs(read - this.#believed) > setMsMax',
        'Math.abs(read - this.#believed) > 99 * setMsMax',
      ),
    ],
    foundBy: ['clock-is-believed'],
  },
  {
    name: 'rows-skip-a-number',
    story: 'leaves a number out where one deed is written in several rows',
    edits: [
      edit('log/rows.ts', 'seq: head + index + 1,', 'seq: head + index + 1 + Number(part > 0),'),
    ],
    foundBy: ['rows-in-order'],
  },
  {
    name: 'written-in-a-shape-nobody-reads',
    story: 'writes an event under a version that is not known',
    edits: [
      edit(
        'server/hall/batch.ts',
        'v: eventVersions[type],',
        "v: eventVersions[type] + Number(type === 'ticket-parked'),",
      ),
    ],
    foundBy: ['log-can-be-replayed'],
  },
  {
    name: 'turns-to-what-it-serves',
    story: 'turns counters to what they serve already, as fast as it can',
    edits: [
      edit(tides, '    if (isAsTold(counter, tide)) return [];\n', ''),
      edit(tides, 'times.find((at) => !isAsTold(', 'times.find((at) => at === from || !isAsTold('),
      edit('server/hall/keeper.ts', 'min: 1_000, max', 'min: 1, max'),
    ],
    foundBy: ['log-stays-small'],
  },
  {
    name: 'throws-instead-of-refusing',
    story: 'throws where the hand is empty',
    edits: [
      edit(
        'core/hall/serving.ts',
        "if (!ticket) return { refused: 'hand-empty' };",
        "if (!ticket) throw new Error('there is no ticket in hand');",
      ),
    ],
    foundBy: ['no-bugs'],
  },
  {
    name: 'postponed-and-forgotten',
    story: 'gives who asked for some more minutes a new age when it comes back',
    edits: [
      edit(
        evolve,
        'ticket.sentTo = told.body.counter;',
        'ticket.sentTo = told.body.counter; ticket.orderAt = at;',
      ),
    ],
    foundBy: ['in-turn', 'promise-holds'],
  },
];
