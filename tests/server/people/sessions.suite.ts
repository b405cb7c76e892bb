/**
 * Sign-ins: found by their secret only, ended by time, by hand, and with the person.
 */
import { expect, test } from 'vitest';
import { FRESH_MS_MAX } from '../../../server/people/fresh.ts';
import { SESSIONS_A_PERSON_MAX } from '../../../server/people/sessions.ts';
import type { Place } from '../house/databases.ts';
import { granted, HOUR_MS, LI, LI_PASSWORD, MINUTE_MS, peopleAt } from './parts.ts';

export function sessionSuite(place: () => Place): void {
  const signedIn = async () => {
    const parts = await peopleAt(place());
    const { person } = granted(await parts.staff.add(LI, LI_PASSWORD));
    return { ...parts, person, secret: await parts.sessions.begin(person) };
  };

  test('a secret finds its person; anything else finds nobody', async () => {
    const { sessions, person, secret, clock } = await signedIn();
    expect(secret).toMatch(/^[\w-]{43}$/);
    const endsAt = clock.now() + 12 * HOUR_MS;
    expect(await sessions.find(secret)).toEqual({ person, since: clock.now(), endsAt });
    for (const wrong of ['', 'x', secret.toLowerCase(), `${secret} `, 'x'.repeat(9_999)]) {
      expect(await sessions.find(wrong)).toBeNull();
    }
  });

  test('it ends twelve hours after the last use', async () => {
    const { sessions, secret, clock } = await signedIn();
    clock.step(11 * HOUR_MS);
    expect(await sessions.find(secret)).toMatchObject({ endsAt: clock.now() + 12 * HOUR_MS });
    clock.step(12 * HOUR_MS);
    expect(await sessions.find(secret)).toBeNull();
  });

  test('not used at all it lives to the last moment of its twelve hours', async () => {
    const { sessions, secret, person, clock } = await signedIn();
    const second = await sessions.begin(person);
    clock.step(12 * HOUR_MS - 1);
    expect(await sessions.find(second)).not.toBeNull();
    clock.step(1);
    expect(await sessions.find(secret)).toBeNull();
    expect(await sessions.find(second)).not.toBeNull();
  });

  test('it ends after twenty-four hours however much it is used', async () => {
    const { sessions, secret, clock } = await signedIn();
    const endsAt = clock.now() + 24 * HOUR_MS;
    while (clock.now() < endsAt - HOUR_MS) {
      clock.step(HOUR_MS);
      expect(await sessions.find(secret)).not.toBeNull();
    }
    clock.step(HOUR_MS - 1);
    expect((await sessions.find(secret))?.endsAt).toBe(endsAt);
    clock.step(1);
    expect(await sessions.find(secret)).toBeNull();
  });

  test('its last use is written once a minute, not for every request', async () => {
    const { sessions, secret, clock, house } = await signedIn();
    const seen = async () =>
      (await house.db.selectFrom('sign_ins').select('seen_at').executeTakeFirstOrThrow()).seen_at;
    const begun = clock.now();
    clock.step(MINUTE_MS - 1);
    await sessions.find(secret);
    expect(await seen()).toBe(begun);
    clock.step(FRESH_MS_MAX);
    await sessions.find(secret);
    expect(await seen()).toBe(clock.now());
  });

  test('signed out is out at once here, and within 5 s on another hub', async () => {
    const { sessions, secret, clock } = await signedIn();
    const there = await peopleAt(place(), 'two', clock);
    expect(await there.sessions.find(secret)).not.toBeNull();
    await sessions.find(secret);
    await sessions.end(secret);
    expect(await sessions.find(secret)).toBeNull();
    clock.step(FRESH_MS_MAX);
    expect(await there.sessions.find(secret)).toBeNull();
    await sessions.end(secret);
    await sessions.end('');
  });

  test("all sign-ins of a person end together, and nobody else's", async () => {
    const { sessions, staff, person, secret } = await signedIn();
    const wang = granted(await staff.add({ ...LI, account: 'wang' }, null)).person;
    const second = await sessions.begin(person);
    const others = await sessions.begin(wang);
    for (const each of [secret, second, others]) await sessions.find(each);
    await sessions.endAllOf(person.id);
    expect(await sessions.find(secret)).toBeNull();
    expect(await sessions.find(second)).toBeNull();
    expect((await sessions.find(others))?.person).toEqual(wang);
  });

  test('a disabled person is out within 5 s, and enabling brings no sign-in back', async () => {
    const { sessions, staff, person, secret, clock } = await signedIn();
    await sessions.find(secret);
    await staff.change(person.id, { disabled: true });
    clock.step(FRESH_MS_MAX);
    expect(await sessions.find(secret)).toBeNull();
    await staff.change(person.id, { disabled: false });
    expect(await sessions.find(secret)).toBeNull();
  });

  test('a person has a bounded number of sign-ins: the oldest goes', async () => {
    const { sessions, person, secret, clock } = await signedIn();
    const secrets: string[] = [];
    for (let more = 0; more < SESSIONS_A_PERSON_MAX; more += 1) {
      clock.step(1_000);
      secrets.push(await sessions.begin(person));
    }
    expect(await sessions.find(secret)).toBeNull();
    for (const each of secrets) expect(await sessions.find(each)).not.toBeNull();
  });

  test('sweeping takes what is over and nothing else', async () => {
    const { sessions, person, house, clock } = await signedIn();
    clock.step(12 * HOUR_MS);
    const young = await sessions.begin(person);
    expect(await sessions.sweep()).toBe(1);
    expect(await sessions.sweep()).toBe(0);
    expect(await house.db.selectFrom('sign_ins').select('hash').execute()).toHaveLength(1);
    expect(await sessions.find(young)).not.toBeNull();
  });
}
