/**
 * The keys of the console: one key an act, none that the browser needs, none twice.
 */
import { describe, expect, test } from 'vitest';
import { actOfKey, keyOf, nextKeyToo, type Press } from '../../console/counter/keys.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  inControl: false,
  isComposing: false,
  ...more,
});

describe('keys', () => {
  test('each act has its own key', () => {
    const keys = [...Object.values(keyOf), nextKeyToo];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('reload, full screen and the tools stay the browser’s', () => {
    for (const key of ['F5', 'F11', 'F12']) {
      expect(Object.values(keyOf)).not.toContain(key);
      expect(actOfKey(press(key))).toBe('none');
    }
  });

  test.each(Object.entries(keyOf).filter(([, key]) => key !== 'Space'))('%s is %s', (act, key) => {
    expect(actOfKey(press(key))).toBe(act);
    expect(actOfKey(press(key, { inControl: true }))).toBe(act);
  });

  test('space is next, but not on a control', () => {
    expect(actOfKey(press(' '))).toBe('call-next');
    expect(actOfKey(press(' ', { inControl: true }))).toBe('none');
    expect(actOfKey(press(nextKeyToo, { inControl: true }))).toBe('call-next');
  });

  test('a key held down acts once', () => {
    expect(actOfKey(press(' ', { repeat: true }))).toBe('held');
    expect(actOfKey(press('F2', { repeat: true }))).toBe('held');
    expect(actOfKey(press('a', { repeat: true }))).toBe('none');
  });

  test('with Ctrl, Alt, Shift or Meta, and while a word is composed, nothing is ours', () => {
    for (const with_ of ['ctrlKey', 'altKey', 'metaKey', 'shiftKey', 'isComposing'] as const) {
      expect(actOfKey(press('F4', { [with_]: true }))).toBe('none');
      expect(actOfKey(press(' ', { [with_]: true }))).toBe('none');
    }
  });
});
