/**
 * A scanner that types and a person at the same keyboard, told apart key by key.
 */
import { describe, expect, it } from 'vitest';
import { charOf, listenToScans, scanGapMs, Wedge, type WedgeKey } from '../../ui/wedge.ts';

const plain = { code: '', repeat: false, ctrlKey: false, altKey: false, metaKey: false };
const keyAt = (key: string, timeStamp: number, more: Partial<WedgeKey> = {}): WedgeKey => ({
  ...plain,
  ...{ key, timeStamp, shiftKey: false },
  ...more,
});

/** Types keys so far apart; what the last of them ends. */
function typed(keys: readonly string[], gapMs: number, wedge = new Wedge(), from = 1_000) {
  return keys.map((key, index) => wedge.press(keyAt(key, from + index * gapMs))).at(-1) ?? null;
}
const scan = (text: string, end = 'Enter') => [...text, end];

describe('a scan', () => {
  it.each(['Enter', 'Tab'])('is what came in one breath before %s', (end) => {
    expect(typed(scan('ABCD2345', end), 8)).toBe('ABCD2345');
  });

  it('may be held up once by a busy computer, and come slowly over Bluetooth', () => {
    const wedge = new Wedge();
    let at = 1_000;
    for (const [index, key] of [...'ABCD2345'].entries()) {
      at += index === 4 ? scanGapMs : 20;
      wedge.press(keyAt(key, at));
    }
    expect(wedge.press(keyAt('Enter', at + 20))).toBe('ABCD2345');
    expect(typed(scan('ABCD2345'), 50)).toBe('ABCD2345');
  });

  it('that was held up for too long is left to the page whole, not taken by its end', () => {
    for (const [held, taken] of [
      [scanGapMs + 1, null],
      [1_000, null],
      [1_001, 'WXYZ'],
    ] as const) {
      const wedge = new Wedge();
      typed([...'ABCD'], 8, wedge);
      expect(typed(scan('WXYZ'), 8, wedge, 1_024 + held)).toBe(taken);
    }
    const wedge = new Wedge();
    typed([...'AB'], 150, wedge);
    typed(scan('CDEF'), 8, wedge, 1_300);
    expect(typed(scan('ABCD2345'), 8, wedge, 1_400)).toBe('ABCD2345');
  });

  it('has its capitals typed with Shift', () => {
    const keys = ['Shift', 'A', 'Shift', 'B', '2', 'c', 'Enter'];
    expect(typed(keys, 8)).toBe('AB2c');
  });

  it('ends once: a second Enter, as after CR LF, is Enter', () => {
    const wedge = new Wedge();
    expect(typed(scan('ABCD2345'), 8, wedge)).toBe('ABCD2345');
    expect(wedge.press(keyAt('Enter', 1_080))).toBeNull();
  });

  it('follows what somebody typed before it', () => {
    const wedge = new Wedge();
    typed([...'hand'], 300, wedge);
    expect(typed(scan('ABCD2345'), 8, wedge, 3_000)).toBe('ABCD2345');
  });

  it('has a length', () => {
    expect(typed(scan('ABC'), 8)).toBeNull();
    expect(typed(scan('x'.repeat(300)), 2)).toBe('x'.repeat(300));
    expect(typed(scan('x'.repeat(301)), 2)).toBeNull();
    expect(typed(scan('    '), 8)).toBeNull();
  });
});

describe('a person', () => {
  it('types slower, however fast', () => {
    expect(typed(scan('ABCD2345'), 70)).toBeNull();
    expect(typed(scan('ABCD2345'), scanGapMs + 1)).toBeNull();
  });

  it('waits before Enter', () => {
    const wedge = new Wedge();
    typed([...'ABCD2345'], 8, wedge);
    expect(wedge.press(keyAt('Enter', 1_056 + scanGapMs + 1))).toBeNull();
  });

  it('holds a key down', () => {
    const wedge = new Wedge();
    for (let at = 1_000; at < 1_300; at += 30) {
      wedge.press(keyAt('a', at, { repeat: at > 1_000 }));
    }
    expect(wedge.press(keyAt('Enter', 1_300))).toBeNull();
  });

  it('corrects, moves and leaves: no scan goes on over such a key', () => {
    for (const between of ['Backspace', 'ArrowLeft', 'Escape', 'F3']) {
      expect(typed(['A', 'B', 'C', between, 'D', 'Enter'], 8)).toBeNull();
    }
  });

  it('uses the browser by Ctrl and Alt, which is never part of a scan', () => {
    const wedge = new Wedge();
    typed([...'ABCD'], 8, wedge);
    expect(wedge.press(keyAt('Enter', 1_030, { ctrlKey: true }))).toBeNull();
    wedge.press(keyAt(']', 1_034, { ctrlKey: true }));
    expect(wedge.press(keyAt('Enter', 1_040))).toBe('ABCD');
  });
});

describe('what an input method makes of it', () => {
  it.each<[string, Partial<WedgeKey>, string | null]>([
    ['a', {}, 'a'],
    ['\uff21', { code: 'KeyA', shiftKey: true }, 'A'],
    ['\uff12', { code: 'Digit2' }, '2'],
    ['\uff1a', { code: 'Semicolon', shiftKey: true }, ':'],
    ['\u3002', { code: 'Period' }, '.'],
    ['\u3001', { code: 'Slash' }, '/'],
    ['\u3000', { code: 'Space' }, ' '],
    ['Process', { code: 'KeyB' }, 'b'],
    ['Process', { code: 'KeyB', shiftKey: true }, 'B'],
    ['Process', { code: 'Digit2', shiftKey: true }, '@'],
    ['Process', { code: 'Numpad7' }, '7'],
    ['Unidentified', { code: 'Slash', shiftKey: true }, '?'],
    ['Process', { code: '' }, null],
    ['\u9884', {}, '\u9884'],
    ['F3', { code: 'F3' }, null],
    ['Shift', { code: 'ShiftLeft' }, null],
  ])('%s %o is %s', (key, more, char) => {
    expect(charOf(keyAt(key, 0, more))).toBe(char);
  });

  it('is undone for a whole scan, its Enter included', () => {
    const wedge = new Wedge();
    let at = 1_000;
    for (const letter of 'ABCD') {
      at += 8;
      wedge.press(keyAt('Process', at, { code: `Key${letter}`, shiftKey: true }));
    }
    for (const digit of '2345') {
      at += 8;
      wedge.press(keyAt('Process', at, { code: `Digit${digit}` }));
    }
    expect(wedge.press(keyAt('Process', at + 8, { code: 'Enter' }))).toBe('ABCD2345');
  });
});

describe('on a page', () => {
  function page(takes: boolean) {
    const said: string[] = [];
    let hear: (key: KeyboardEvent) => void = () => {};
    const end = listenToScans(
      {
        addEventListener: (_: string, listener: unknown) => {
          hear = listener as typeof hear;
        },
        removeEventListener: () => said.push('ended'),
      },
      (text) => {
        said.push(text);
        return takes;
      },
    );
    const press = (key: string, timeStamp: number) => {
      const kept: string[] = [];
      const happening = {
        ...keyAt(key, timeStamp),
        preventDefault: () => kept.push('default'),
        stopPropagation: () => kept.push('way'),
      };
      hear(happening as unknown as KeyboardEvent);
      return kept;
    };
    return { said, press, end };
  }

  it('that takes the scan, only the key behind it is taken', () => {
    const { said, press, end } = page(true);
    const kept = scan('ABCD2345').map((key, index) => press(key, 1_000 + index * 8));
    expect(kept.flat()).toEqual(['default', 'way']);
    expect(kept.at(-1)).toEqual(['default', 'way']);
    end();
    expect(said).toEqual(['ABCD2345', 'ended']);
  });

  it('that has no use for it, nothing is taken', () => {
    const { said, press } = page(false);
    const kept = scan('ABCD2345').map((key, index) => press(key, 1_000 + index * 8));
    expect([said, kept.flat()]).toEqual([['ABCD2345'], []]);
  });
});
