/**
 * Guessing gets slower and slower, nobody is kept out for ever, and the memory is bounded.
 */
import { describe, expect, test } from 'vitest';
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  KEYS_MAX,
  Throttle,
  WAIT_MS_FIRST,
  WAIT_MS_MAX,
  WINDOW_MS,
} from '../../../server/people/throttle.ts';

const START = Date.UTC(2026, 10, 17, 1);
const account = { key: 'account li', rule: ACCOUNT_RULE };
const address = { key: 'address 10.0.0.7', rule: ADDRESS_RULE };

describe('throttle', () => {
  test('five tries are free, then the wait doubles with every further one', () => {
    const throttle = new Throttle();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(throttle.attempt([account], START)).toBeNull();
    }
    let now = START;
    for (const wait of [1, 2, 4, 8].map((times) => times * WAIT_MS_FIRST)) {
      const refusal = { refused: 'too-many-tries', retryAt: now + wait };
      expect(throttle.attempt([account], now)).toEqual(refusal);
      expect(throttle.attempt([account], now + wait - 1)).toEqual(refusal);
      now += wait;
      expect(throttle.attempt([account], now)).toBeNull();
    }
  });

  test('refused tries do not lengthen the wait, and after the window all is forgotten', () => {
    const throttle = new Throttle();
    for (let tries = 0; tries < 5; tries += 1) throttle.attempt([account], START);
    for (let tries = 0; tries < 100; tries += 1) throttle.attempt([account], START + tries);
    expect(throttle.attempt([account], START + WAIT_MS_FIRST)).toBeNull();
    const later = START + WAIT_MS_FIRST + WINDOW_MS;
    for (let tries = 0; tries < 5; tries += 1) {
      expect(throttle.attempt([account], later)).toBeNull();
    }
  });

  test('a guesser who never rests gets fewer than fifty tries an hour, and waits at most so long', () => {
    const throttle = new Throttle();
    let tries = 0;
    let now = START;
    while (now < START + 3_600_000) {
      const refusal = throttle.attempt([account], now);
      if (!refusal) tries += 1;
      else expect(refusal.retryAt - now).toBeLessThanOrEqual(WAIT_MS_MAX);
      now = refusal?.retryAt ?? now;
    }
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(50);
  });

  test('one address that tries many accounts is slowed down too, later', () => {
    const throttle = new Throttle();
    for (let tries = 0; tries < ADDRESS_RULE.triesFree; tries += 1) {
      const each = { key: `account ${tries}`, rule: ACCOUNT_RULE };
      expect(throttle.attempt([each, address], START)).toBeNull();
    }
    const fresh = { key: 'account fresh', rule: ACCOUNT_RULE };
    const refusal = throttle.attempt([fresh, address], START);
    expect(refusal?.retryAt).toBe(START + WAIT_MS_FIRST);
    // The refused try counted nowhere: the account is as free as before from another address.
    for (let tries = 0; tries < 5; tries += 1) {
      expect(throttle.attempt([fresh], START)).toBeNull();
    }
  });

  test('a try that was right is taken back, and its account forgiven', () => {
    const throttle = new Throttle();
    for (let tries = 0; tries < 4; tries += 1) throttle.attempt([account, address], START);
    throttle.attempt([account, address], START);
    throttle.takeBack([account, address]);
    throttle.forgive(account.key);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(throttle.attempt([account], START)).toBeNull();
    }
    expect(throttle.attempt([account], START)).not.toBeNull();
    // Four wrong tries are left on the address.
    for (let tries = 4; tries < ADDRESS_RULE.triesFree; tries += 1) {
      expect(throttle.attempt([address], START)).toBeNull();
    }
    expect(throttle.attempt([address], START)).not.toBeNull();
  });

  test('a clock that was put back keeps nobody out', () => {
    const throttle = new Throttle();
    for (let tries = 0; tries < 5; tries += 1) throttle.attempt([account], START);
    expect(throttle.attempt([account], START - 3_600_000)).toBeNull();
  });

  test('it remembers a bounded number of keys: the longest untouched goes first', () => {
    const throttle = new Throttle();
    for (let tries = 0; tries < 5; tries += 1) throttle.attempt([account], START);
    for (let keys = 0; keys < KEYS_MAX - 1; keys += 1) {
      throttle.attempt([{ key: `account ${keys}`, rule: ACCOUNT_RULE }], START);
    }
    expect(throttle.size).toBe(KEYS_MAX);
    expect(throttle.attempt([account], START)).not.toBeNull();
    throttle.attempt([{ key: 'one more', rule: ACCOUNT_RULE }], START);
    expect(throttle.size).toBe(KEYS_MAX);
    throttle.attempt([account], START + WINDOW_MS + 1);
    expect(throttle.size).toBe(1);
  });
});
