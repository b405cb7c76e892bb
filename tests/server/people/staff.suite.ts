/**
 * Accounts: who may be added, who signs in, and that guessing tells nothing and gets slow.
 */
import { expect, test } from 'vitest';
import { WAIT_MS_FIRST } from '../../../server/people/throttle.ts';
import type { Place } from '../house/databases.ts';
import { granted, LI, LI_PASSWORD, peopleAt } from './parts.ts';

const WRONG = { refused: 'wrong-password' };

export function staffSuite(place: () => Place): void {
  test('an account signs in with its password, however the account is typed', async () => {
    const { staff } = await peopleAt(place());
    const { person, generated } = granted(await staff.add(LI, LI_PASSWORD));
    expect(generated).toBeNull();
    expect(person).toEqual({ ...LI, id: person.id, disabled: false });
    expect(person.id).toMatch(/^[0-9a-f]{16}$/);
    for (const account of ['li.na', ' LI.NA ', 'ｌｉ．ｎａ']) {
      expect(await staff.verify(account, LI_PASSWORD, '10.0.0.1')).toEqual(person);
    }
    expect(await staff.find(person.id)).toEqual(person);
    expect(await staff.findByAccount('Li.Na')).toEqual(person);
    expect(await staff.find('nobody')).toBeNull();
  });

  test('wrong password, unknown account, disabled account and nonsense: one and the same no', async () => {
    const { staff } = await peopleAt(place());
    const { person } = granted(await staff.add(LI, LI_PASSWORD));
    expect(await staff.verify('li.na', 'quiet-river-28', '10.0.0.1')).toEqual(WRONG);
    expect(await staff.verify('nobody', LI_PASSWORD, '10.0.0.1')).toEqual(WRONG);
    expect(await staff.verify('', '', '10.0.0.1')).toEqual(WRONG);
    expect(await staff.verify('a\u0000b', '\u0000', '10.0.0.1')).toEqual(WRONG);
    expect(await staff.verify('x'.repeat(9_999), 'x'.repeat(9_999), '10.0.0.1')).toEqual(WRONG);
    granted(await staff.change(person.id, { disabled: true }));
    expect(await staff.verify('li.na', LI_PASSWORD, '10.0.0.1')).toEqual(WRONG);
    granted(await staff.change(person.id, { disabled: false }));
    expect(await staff.verify('li.na', LI_PASSWORD, '10.0.0.1')).toMatchObject({ id: person.id });
  });

  test('an account is taken once in the whole house, also by two at once', async () => {
    const [one, two] = [await peopleAt(place()), await peopleAt(place(), 'two')];
    const answers = await Promise.all([
      one.staff.add(LI, LI_PASSWORD),
      two.staff.add({ ...LI, hall: 'other', account: 'LI.NA' }, LI_PASSWORD),
    ]);
    expect(answers.filter((answer) => 'person' in answer)).toHaveLength(1);
    expect(answers).toContainEqual({ refused: 'account-taken' });
  });

  test('what cannot be is refused by name', async () => {
    const { staff } = await peopleAt(place());
    const malformed = { refused: 'account-malformed' };
    for (const account of ['', 'a', 'li na', 'li@na', 'x'.repeat(33), 'li\u0000na']) {
      expect(await staff.add({ ...LI, account }, null)).toEqual(malformed);
    }
    for (const name of ['', '  ', '李\u0007', '长'.repeat(41)]) {
      expect(await staff.add({ ...LI, name }, null)).toEqual({ refused: 'name-malformed' });
    }
    expect(await staff.add(LI, 'short')).toMatchObject({ refused: 'password-too-short' });
    expect(await staff.list('h')).toEqual([]);
    expect(await staff.change('nobody', {})).toEqual({ refused: 'person-unknown' });
    expect(await staff.setPassword('nobody', null)).toEqual({ refused: 'person-unknown' });
  });

  test('five wrong tries at an account, then it waits; the right one then ends it', async () => {
    const { staff, clock } = await peopleAt(place());
    granted(await staff.add(LI, LI_PASSWORD));
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await staff.verify('li.na', 'wrong', `10.0.0.${tries}`)).toEqual(WRONG);
    }
    const wait = { refused: 'too-many-tries', retryAt: clock.now() + WAIT_MS_FIRST };
    expect(await staff.verify('LI.NA', LI_PASSWORD, '10.0.0.9')).toEqual(wait);
    clock.step(WAIT_MS_FIRST);
    expect(await staff.verify('li.na', LI_PASSWORD, '10.0.0.9')).toMatchObject(LI);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await staff.verify('li.na', 'wrong', '10.0.0.9')).toEqual(WRONG);
    }
  });

  test('a hundred guesses sent at once are five guesses', async () => {
    const { staff } = await peopleAt(place());
    granted(await staff.add(LI, LI_PASSWORD));
    const guesses = Array.from({ length: 100 }, (_, guess) =>
      staff.verify('li.na', `guess-number-${guess}`, '10.0.0.1'),
    );
    const answers = await Promise.all(guesses);
    expect(
      answers.filter((answer) => 'refused' in answer && answer.refused === WRONG.refused),
    ).toHaveLength(5);
  });

  test('one address that tries many accounts waits too; a hall that signs in does not', async () => {
    const { staff } = await peopleAt(place());
    granted(await staff.add(LI, LI_PASSWORD));
    for (let clerk = 0; clerk < 40; clerk += 1) {
      expect(await staff.verify('li.na', LI_PASSWORD, '10.0.0.1')).toMatchObject(LI);
    }
    for (let tries = 0; tries < 20; tries += 1) {
      expect(await staff.verify(`nobody${tries}`, 'wrong', '10.0.0.1')).toEqual(WRONG);
    }
    const refused = await staff.verify('li.na', LI_PASSWORD, '10.0.0.1');
    expect(refused).toMatchObject({ refused: 'too-many-tries' });
    expect(await staff.verify('li.na', LI_PASSWORD, '10.0.0.2')).toMatchObject(LI);
  });

  test('tries that could not be judged do not count', async () => {
    const { staff, house } = await peopleAt(place());
    await house.close();
    for (let tries = 0; tries < 10; tries += 1) {
      const answer = staff.verify('li.na', LI_PASSWORD, '10.0.0.1');
      await expect(answer).rejects.toMatchObject({ name: 'HouseFailure', code: 'unavailable' });
    }
  });

  test('a new password is drawn, ends all sign-ins and forgives the tries', async () => {
    const { staff, sessions, clock } = await peopleAt(place());
    const { person } = granted(await staff.add(LI, LI_PASSWORD));
    const secret = await sessions.begin(person);
    for (let tries = 0; tries < 5; tries += 1) await staff.verify('li.na', 'wrong', '10.0.0.1');
    const { generated } = granted(await staff.setPassword(person.id, null));
    expect(await staff.verify('li.na', generated ?? '', '10.0.0.1')).toEqual(person);
    expect(await staff.verify('li.na', LI_PASSWORD, '10.0.0.1')).toEqual(WRONG);
    clock.step(5_000);
    expect(await sessions.find(secret)).toBeNull();
  });

  test('people are a house fact: the hall hears of a change, not of a password or of none', async () => {
    const { staff, revs } = await peopleAt(place());
    const { person } = granted(await staff.add(LI, LI_PASSWORD));
    expect(await revs.read('h')).toBe(1);
    await staff.setPassword(person.id, null);
    await staff.change(person.id, { name: LI.name, disabled: false });
    await staff.add(LI, LI_PASSWORD);
    expect(await revs.read('h')).toBe(1);
    const changed = granted(await staff.change(person.id, { name: ' 李静 ', role: 'manager' }));
    expect(changed).toEqual({ ...person, name: '李静', role: 'manager' });
    expect(await staff.find(person.id)).toEqual(changed);
    expect(await revs.read('h')).toBe(2);
  });

  test("the list is the hall's own, by account", async () => {
    const { staff } = await peopleAt(place());
    granted(await staff.add({ ...LI, account: 'wang' }, null));
    granted(await staff.add({ ...LI, account: 'chen', role: 'manager' }, null));
    granted(await staff.add({ ...LI, account: 'bai', hall: 'other' }, null));
    expect((await staff.list('h')).map(({ account }) => account)).toEqual(['chen', 'wang']);
  });
}
