/**
 * Keys of other systems: made or given, found fast, revoked for good.
 */
import { expect, test } from 'vitest';
import { FRESH_MS_MAX } from '../../../server/people/fresh.ts';
import type { Place } from '../house/databases.ts';
import { granted, peopleAt } from './parts.ts';

const GIVEN = 'given-by-the-environment';

export function tokenSuite(place: () => Place): void {
  test('a token is found by its secret, and says its name and hall', async () => {
    const { tokens, clock } = await peopleAt(place());
    const { token, secret } = await tokens.make('acceptance system', 'h');
    expect(secret).toMatch(/^jh_[\w-]{43}$/);
    const times = { madeAt: clock.now(), revokedAt: null };
    expect(token).toEqual({ id: token.id, name: 'acceptance system', hall: 'h', ...times });
    expect(await tokens.find(secret)).toEqual(token);
    for (const wrong of ['', 'jh_', token.id, secret.slice(3), `${secret}x`]) {
      expect(await tokens.find(wrong)).toBeNull();
    }
  });

  test('a revoked one opens nothing: here at once, on another hub within 5 s', async () => {
    const { tokens, clock } = await peopleAt(place());
    const there = await peopleAt(place(), 'two', clock);
    const { token, secret } = await tokens.make('one', null);
    const other = await tokens.make('two', null);
    expect(await there.tokens.find(secret)).toEqual(token);
    expect(await tokens.find(secret)).toEqual(token);
    expect(await tokens.revoke(token.id)).toBe(true);
    expect(await tokens.find(secret)).toBeNull();
    clock.step(FRESH_MS_MAX);
    expect(await there.tokens.find(secret)).toBeNull();
    expect(await tokens.find(other.secret)).toEqual(other.token);
    expect(await tokens.revoke(token.id)).toBe(false);
    expect((await tokens.list()).map(({ name, revokedAt }) => [name, revokedAt])).toEqual(
      expect.arrayContaining([
        ['one', clock.now() - FRESH_MS_MAX],
        ['two', null],
      ]),
    );
  });

  test('one that is given opens every hall, however often it is given', async () => {
    const [one, two] = [await peopleAt(place()), await peopleAt(place(), 'two')];
    const both = await Promise.all([
      one.tokens.ensure(GIVEN, 'environment'),
      two.tokens.ensure(GIVEN, 'environment'),
    ]);
    const [token] = both.map((answer) => granted(answer));
    expect(token).toMatchObject({ name: 'environment', hall: null });
    expect(await two.tokens.ensure(GIVEN, 'environment')).toEqual(token);
    expect(await one.tokens.find(GIVEN)).toEqual(token);
    expect(await one.tokens.list()).toHaveLength(1);
  });

  test('one that is given is refused when it is short or beyond all bounds', async () => {
    const { tokens } = await peopleAt(place());
    const short = { refused: 'token-too-short', charsMin: 16 };
    expect(await tokens.ensure('fifteen-letters', 'environment')).toEqual(short);
    expect(await tokens.ensure('', 'environment')).toEqual(short);
    const long = { refused: 'token-too-long', charsMax: 256 };
    expect(await tokens.ensure('x'.repeat(257), 'environment')).toEqual(long);
    granted(await tokens.ensure('sixteen-letters!', 'environment'));
  });

  test('giving another one, or none, takes the earlier one away; made ones stay', async () => {
    const { tokens } = await peopleAt(place());
    const made = await tokens.make('environment', null);
    granted(await tokens.ensure(GIVEN, 'environment'));
    granted(await tokens.ensure('and-another-given-one', 'environment'));
    expect(await tokens.find(GIVEN)).toBeNull();
    expect(await tokens.find('and-another-given-one')).not.toBeNull();
    granted(await tokens.ensure(GIVEN, 'environment'));
    expect(await tokens.find(GIVEN)).not.toBeNull();
    await tokens.withdraw('environment');
    expect(await tokens.find(GIVEN)).toBeNull();
    expect(await tokens.find(made.secret)).toEqual(made.token);
  });

  test('one that a manager revoked does not come back with the next start', async () => {
    const { tokens } = await peopleAt(place());
    const token = granted(await tokens.ensure(GIVEN, 'environment'));
    await tokens.revoke(token.id);
    expect(await tokens.ensure(GIVEN, 'environment')).toEqual({ refused: 'token-revoked' });
    expect(await tokens.find(GIVEN)).toBeNull();
  });

  test('500 requests with one token ask the database once', async () => {
    const { tokens, house } = await peopleAt(place());
    const { token, secret } = await tokens.make('busy', null);
    await tokens.find(secret);
    await house.close();
    const found = await Promise.all(Array.from({ length: 500 }, () => tokens.find(secret)));
    expect(found.every((each) => each?.id === token.id)).toBe(true);
  });
}
