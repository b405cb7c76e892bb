/**
 * The second factor: told until it was proven once, asked for ever after, no code good twice.
 */
import { expect, test } from 'vitest';
import { SecondFactors } from '../../../server/people/second-factor.ts';
import { codeOf, stepOf } from '../../../server/people/totp.ts';
import type { Place } from '../house/databases.ts';
import { fromBase32, granted, LI, LI_PASSWORD, MINUTE_MS, peopleAt } from './parts.ts';

const key = Buffer.alloc(32, 5);

export function secondFactorSuite(place: () => Place): void {
  const begin = async () => {
    const { house, clock, staff } = await peopleAt(place());
    const { person } = granted(await staff.add(LI, LI_PASSWORD));
    const factors = new SecondFactors(house, clock, key);
    const told = await factors.check(person, undefined);
    if (told?.refused !== 'second-factor-new') throw new Error(`told ${told?.refused}`);
    const secret = fromBase32(told.secret);
    const code = (stepsOn = 0) => codeOf(secret, stepOf(clock.now()) + stepsOn);
    return { house, clock, person, factors, told, code };
  };

  test('who has none is told one, the same until its first code is typed, and then no more', async () => {
    const { person, factors, told, code } = await begin();
    expect(told.uri).toBe(
      `otpauth://totp/Jinghao%20h:li.na?secret=${told.secret}&issuer=Jinghao%20h`,
    );
    expect(await factors.check(person, undefined)).toEqual(told);
    expect(await factors.check(person, code())).toBeNull();
    expect(await factors.check(person, undefined)).toEqual({ refused: 'second-factor-needed' });
  });

  test('no code opens twice, not even on two hubs at once', async () => {
    const { house, clock, person, factors, code } = await begin();
    const other = new SecondFactors(house, clock, key);
    const wrong = { refused: 'second-factor-wrong' };
    const both = await Promise.all([factors.check(person, code()), other.check(person, code())]);
    expect(both).toContainEqual(null);
    expect(both).toContainEqual(wrong);
    expect(await factors.check(person, code())).toEqual(wrong);
    clock.step(MINUTE_MS);
    expect(await factors.check(person, code())).toBeNull();
  });

  test('guessing is slowed down, and the right code in time forgives it', async () => {
    const { clock, person, factors, code } = await begin();
    const guess = () => factors.check(person, '000000');
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await guess()).toEqual({ refused: 'second-factor-wrong' });
    }
    expect(await guess()).toMatchObject({ refused: 'too-many-tries' });
    clock.step(MINUTE_MS);
    expect(await factors.check(person, code())).toBeNull();
    expect(await guess()).toEqual({ refused: 'second-factor-wrong' });
  });

  test('one that is reset is another one, and the old codes are worth nothing', async () => {
    const { person, factors, told, code } = await begin();
    await factors.check(person, code());
    await factors.reset(person.id);
    const again = await factors.check(person, undefined);
    expect(again).toMatchObject({ refused: 'second-factor-new' });
    expect(again).not.toEqual(told);
    expect(await factors.check(person, code(1))).toEqual({ refused: 'second-factor-wrong' });
  });

  test('the secret stands in no table', async () => {
    const { house, told } = await begin();
    const rows = await house.db.selectFrom('second_factors').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(told.secret);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
      'confirmed_at',
      'last_step',
      'person',
      'turn',
    ]);
  });
}
