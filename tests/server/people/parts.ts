/**
 * The modules of `server/people` as `server/main.ts` would build them, on one test's tables, with a
 * stepped clock, seeded chance and a hash that costs next to nothing.
 */
import { onTestFinished } from 'vitest';
import { Revs } from '../../../server/house/rev.ts';
import { Devices } from '../../../server/people/devices.ts';
import { Enrolment } from '../../../server/people/enrolment.ts';
import { Passwords } from '../../../server/people/passwords.ts';
import { Sessions } from '../../../server/people/sessions.ts';
import { Staff } from '../../../server/people/staff.ts';
import { Tokens } from '../../../server/people/tokens.ts';
import { type Place, SeededDice, SteppedClock } from '../house/databases.ts';

export const CHEAP = { N: 16, r: 1, p: 1 };
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** One process's parts; another one on the same tables shares the clock, not the chance. */
export async function peopleAt(place: Place, seed = 'one', clock = new SteppedClock()) {
  const house = await place.open();
  const revs = new Revs(house);
  onTestFinished(() => revs.close());
  const dice = new SeededDice(seed);
  const passwords = new Passwords(dice, CHEAP);
  return {
    ...{ house, revs, clock, dice },
    staff: new Staff({ house, revs, clock, dice, passwords }),
    sessions: new Sessions(house, clock, dice),
    devices: new Devices(house, clock),
    enrolment: new Enrolment({ house, clock, dice, passwords }),
    tokens: new Tokens(house, clock, dice),
  };
}

export const LI = { hall: 'h', account: 'li.na', name: '李娜', role: 'clerk' } as const;
export const LI_PASSWORD = 'quiet-river-27';

/** The answer without its refusals; a refusal fails the test with its name. */
export function granted<T extends object>(answer: T): Exclude<T, { readonly refused: string }> {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`);
  return answer as Exclude<T, { readonly refused: string }>;
}

/** The bytes of an authenticator's secret as it is typed. */
export function fromBase32(text: string): Uint8Array {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
