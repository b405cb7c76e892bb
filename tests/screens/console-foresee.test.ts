/**
 * What the console foresees is what the rules say: over days lived by chance, every act's foreseen
 * answer is held against `decide` itself.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ActName,
  actNames,
  foresee,
  foreseeTake,
  secondsLeft,
} from '../../console/counter/foresee.ts';
import type { Command } from '../../core/hall/commands.ts';
import { counterId, reasonId, serviceId } from '../../core/hall/ids.ts';
import type { CounterView } from '../../core/views/counter.ts';
import { aDay, counterDays, exampleConfiguration, here } from '../../fixtures/screens/counter.ts';
import { type CounterDay, clerk, colleague } from '../../fixtures/screens/counter-day.ts';

const { rules } = exampleConfiguration();
const beside = counterId('4');

/** The command that the page would send for this act. */
function commandFor(act: ActName, view: CounterView): Command {
  const ticket = view.inHand?.ticket;
  const named = { counter: here, ...(ticket ? { ticket } : {}) };
  switch (act) {
    case 'call-next':
      return { type: act, counter: here, after: ticket ?? null };
    case 'park':
      return { type: act, ...named, reason: reasonId('copying') };
    case 'transfer': {
      const other = view.inHand?.service === 'tax' ? 'general' : 'tax';
      return { type: act, ...named, toService: serviceId(other) };
    }
    case 'finish':
      return { type: act, ...named, outcome: 'done' };
    case 'pause':
      return { type: act, counter: here, reason: reasonId('meal') };
    case 'unpause':
      return { type: act, counter: here };
    default:
      return { type: act, ...named };
  }
}

function agree(day: CounterDay): void {
  const view = day.view(here);
  for (const act of actNames) {
    const foreseen = foresee(act, view, rules, day.now);
    expect({ act, refusal: foreseen }).toEqual({
      act,
      refusal: day.refusalOf(clerk, commandFor(act, view)),
    });
  }
  const parked = view.parked[0];
  if (parked) {
    const command = { type: 'resume', counter: here, ticket: parked.ticket } as const;
    expect(foreseeTake(view)).toEqual(day.refusalOf(clerk, command));
  }
  const putOff = view.postponed[0];
  if (putOff) {
    const said = { ticket: putOff.ticket, reason: reasonId('came-back') };
    const command = { type: 'call-ticket', counter: here, ...said } as const;
    expect(foreseeTake(view)).toEqual(day.refusalOf(clerk, command));
  }
}

type Step = ActName | 'arrive' | 'postpone' | 'resume' | 'rejoin' | 'sign-out' | 'sign-in' | number;

function take(day: CounterDay, step: Step): void {
  const view = day.view(here);
  if (typeof step === 'number') return day.pass(step);
  if (step === 'arrive') return void day.arrive('tax');
  if (step === 'postpone') {
    const ticket = view.next[0]?.ticket;
    if (ticket) day.ask(clerk, { type: step, ticket });
    return;
  }
  const first = { resume: view.parked[0], rejoin: view.missed[0] };
  if (step === 'resume' || step === 'rejoin') {
    const ticket = first[step]?.ticket;
    if (ticket && step === 'resume') day.ask(clerk, { type: step, counter: here, ticket });
    if (ticket && step === 'rejoin') day.ask(clerk, { type: step, ticket });
  } else if (step === 'sign-in' || step === 'sign-out') {
    day.ask(clerk, { type: step, counter: here });
  } else {
    day.ask(clerk, commandFor(step, view));
  }
}

describe('foreseen refusals', () => {
  test('agree with the rules over days lived by chance', () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom<Step>(...actNames) },
      { weight: 2, arbitrary: fc.constantFrom<Step>('arrive', 'postpone', 'resume', 'rejoin') },
      { weight: 1, arbitrary: fc.constantFrom<Step>('sign-out', 'sign-in') },
      { weight: 3, arbitrary: fc.constantFrom<Step>(1, 4, 11, 31) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const day = aDay();
        agree(day);
        for (const one of steps) {
          take(day, one);
          agree(day);
        }
      }),
      { numRuns: 30, seed: 20261121 },
    );
  });

  test.each(Object.keys(counterDays) as (keyof typeof counterDays)[])(
    'agree with the rules in the example "%s"',
    (name) => {
      const day = counterDays[name]();
      if (day.view(here).counter.clerk === clerk.id) agree(day);
      else expect(day.refusalOf(clerk, { type: 'call-next', counter: here })).not.toBeNull();
    },
  );

  test('in a closed hall nothing can be done', () => {
    const day = aDay();
    day.must({ kind: 'manager', id: 'm' as never }, { type: 'close-day' });
    for (const act of actNames) {
      expect(foresee(act, day.view(here), rules, day.now)).toEqual({ refused: 'hall-closed' });
    }
    expect(foreseeTake(day.view(here))).toEqual({ refused: 'hall-closed' });
  });

  test('a cool-down is told in whole seconds, the last one included', () => {
    const day = aDay();
    day.arrive('tax');
    day.must(clerk, { type: 'call-next', counter: here, after: null });
    const left = () => secondsLeft(foresee('recall', day.view(here), rules, day.now));
    expect(left()).toBe(rules.recallCoolDownSeconds);
    day.pass(rules.recallCoolDownSeconds - 0.4);
    expect(left()).toBe(1);
    day.pass(0.4);
    expect(left()).toBeNull();
  });

  test('what a colleague does beside changes nothing here', () => {
    const day = aDay();
    day.arrive('tax');
    const before = actNames.map((act) => foresee(act, day.view(here), rules, day.now));
    day.must(colleague, { type: 'pause', counter: beside, reason: reasonId('meal') });
    expect(actNames.map((act) => foresee(act, day.view(here), rules, day.now))).toEqual(before);
  });
});
