/**
 * A device comes in by a code that works once, and is shut out by its key alone.
 */
import { expect, test } from 'vitest';
import { CODE_LIFE_MS, CODES_A_HALL_MAX } from '../../../server/people/enrolment.ts';
import { FRESH_MS_MAX } from '../../../server/people/fresh.ts';
import { WAIT_MS_FIRST } from '../../../server/people/throttle.ts';
import type { Place } from '../house/databases.ts';
import { granted, HOUR_MS, MINUTE_MS, peopleAt } from './parts.ts';

const KIOSK = { hall: 'h', kind: 'kiosk', place: 'k1' } as const;
const UNKNOWN = { refused: 'code-unknown' };
const HERE = '10.0.0.1';

export function enrolmentSuite(place: () => Place): void {
  const enrolled = async () => {
    const parts = await peopleAt(place());
    const { code } = granted(await parts.enrolment.invite(KIOSK));
    return { ...parts, ...granted(await parts.enrolment.redeem(code, HERE)) };
  };

  test('a code becomes a key for its place, once', async () => {
    const { enrolment, devices, clock } = await peopleAt(place());
    const { code, expiresAt } = granted(await enrolment.invite(KIOSK));
    expect(code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(expiresAt).toBe(clock.now() + CODE_LIFE_MS);
    const typed = code.toLowerCase().replace('-', ' ');
    const { device, key } = granted(await enrolment.redeem(typed, HERE));
    const now = clock.now();
    expect(device).toEqual({
      ...KIOSK,
      ...{ id: device.id, enrolledAt: now, seenAt: now, revokedAt: null },
    });
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(await devices.find(key)).toEqual(device);
    expect(await devices.find(code)).toBeNull();
    expect(await enrolment.redeem(code, HERE)).toEqual(UNKNOWN);
  });

  test('of many who come with one code at once, on two hubs, exactly one wins', async () => {
    const [one, two] = [await peopleAt(place()), await peopleAt(place(), 'two')];
    const { code } = granted(await one.enrolment.invite(KIOSK));
    const answers = await Promise.all(
      [one, two, one, two].map(({ enrolment }) => enrolment.redeem(code, HERE)),
    );
    expect(answers.filter((answer) => 'key' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([UNKNOWN, UNKNOWN, UNKNOWN]);
    expect(await one.devices.list('h')).toHaveLength(1);
  });

  test('a code dies after its quarter of an hour, or after the life that was wished', async () => {
    const { enrolment, clock } = await peopleAt(place());
    const short = granted(await enrolment.invite(KIOSK));
    const long = granted(await enrolment.invite({ ...KIOSK, lifeMs: HOUR_MS }));
    clock.step(CODE_LIFE_MS);
    expect(await enrolment.redeem(short.code, HERE)).toEqual(UNKNOWN);
    clock.step(HOUR_MS - CODE_LIFE_MS - 1);
    expect(granted(await enrolment.redeem(long.code, HERE)).device.place).toBe('k1');
    await expect(enrolment.invite({ ...KIOSK, lifeMs: 0 })).rejects.toThrow(RangeError);
    await expect(enrolment.invite({ ...KIOSK, lifeMs: Number.NaN })).rejects.toThrow(RangeError);
  });

  test('guessing is slowed down by address, and the right code does not count', async () => {
    const { enrolment, clock } = await peopleAt(place());
    const { code } = granted(await enrolment.invite(KIOSK));
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await enrolment.redeem(tries ? 'AAAA-AAAA' : 'nonsense', HERE)).toEqual(UNKNOWN);
    }
    const wait = { refused: 'too-many-tries', retryAt: clock.now() + WAIT_MS_FIRST };
    expect(await enrolment.redeem(code, HERE)).toEqual(wait);
    clock.step(WAIT_MS_FIRST);
    granted(await enrolment.redeem(code, HERE));
    for (let kiosk = 0; kiosk < 10; kiosk += 1) {
      const next = granted(await enrolment.invite({ ...KIOSK, place: `k${kiosk}` }));
      granted(await enrolment.redeem(next.code, '10.0.0.2'));
    }
  });

  test('a hall has a bounded number of waiting codes; dead ones do not count', async () => {
    const { enrolment, house, clock } = await peopleAt(place());
    const expires_at = clock.now() + 1_000;
    const rows = Array.from({ length: CODES_A_HALL_MAX }, (_, index) => ({
      ...{ ...KIOSK, hash: `hash ${index}`, expires_at },
    }));
    await house.db.insertInto('enrolment_codes').values(rows).execute();
    expect(await enrolment.invite(KIOSK)).toEqual({ refused: 'too-many-codes' });
    granted(await enrolment.invite({ ...KIOSK, hall: 'other' }));
    clock.step(1_000);
    granted(await enrolment.invite(KIOSK));
    expect(await house.db.selectFrom('enrolment_codes').select('hash').execute()).toHaveLength(2);
  });

  test('a revoked key opens nothing: here at once, on another hub within 5 s', async () => {
    const { devices, device, key, clock } = await enrolled();
    const there = await peopleAt(place(), 'two', clock);
    expect(await there.devices.find(key)).not.toBeNull();
    expect(await devices.find(key)).not.toBeNull();
    expect(await devices.revoke(device.id)).toBe(true);
    expect(await devices.find(key)).toBeNull();
    clock.step(FRESH_MS_MAX);
    expect(await there.devices.find(key)).toBeNull();
    expect(await devices.revoke(device.id)).toBe(false);
    expect(await devices.revoke('nobody')).toBe(false);
    expect((await devices.list('h'))[0]?.revokedAt).toBe(clock.now() - FRESH_MS_MAX);
  });

  test('the other devices of the place keep their keys', async () => {
    const { enrolment, devices, device, key } = await enrolled();
    const { code } = granted(await enrolment.invite(KIOSK));
    const second = granted(await enrolment.redeem(code, HERE));
    await devices.revoke(device.id);
    expect(await devices.find(key)).toBeNull();
    expect(await devices.find(second.key)).toEqual(second.device);
  });

  test('when a device was last seen is written once a minute at most', async () => {
    const { devices, device, key, clock } = await enrolled();
    clock.step(MINUTE_MS - 1);
    await devices.find(key);
    expect((await devices.list('h'))[0]?.seenAt).toBe(device.seenAt);
    clock.step(FRESH_MS_MAX);
    expect((await devices.find(key))?.seenAt).toBe(clock.now());
    expect((await devices.list('h'))[0]?.seenAt).toBe(clock.now());
  });

  test("the list is the hall's own, the youngest first", async () => {
    const { enrolment, devices, clock } = await enrolled();
    clock.step(1);
    for (const wish of [
      { ...KIOSK, place: 'k2' },
      { ...KIOSK, hall: 'other' },
    ]) {
      const { code } = granted(await enrolment.invite(wish));
      granted(await enrolment.redeem(code, HERE));
    }
    expect((await devices.list('h')).map((device) => device.place)).toEqual(['k2', 'k1']);
  });
}
