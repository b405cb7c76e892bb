/**
 * What is typed at a kiosk is judged there as the hub judges it: the page may not load the schemas,
 * so this test holds the two together.
 */
import { describe, expect, it } from 'vitest';
import {
  bookerSchema,
  bookingCodeSchema,
  codeLength,
  codeLetters,
} from '../../core/wire/booking.ts';
import { isResidentId as isResidentIdAtHub, personSchema } from '../../core/wire/person.ts';
import { listenToKeys } from '../../kiosk/page/keys.ts';
import {
  codeOf,
  isResidentId,
  judge,
  kinds,
  nothingTyped,
  shownText,
  type Typed,
  type TypedKind,
  withKey,
} from '../../kiosk/page/typed.ts';
import { scanGapMs } from '../../ui/wedge.ts';

/** GB 11643-1999, appendix: its own examples. */
const right = ['11010519491231002X', '440524188001010014'];
const wrong = [
  '110105194912310021',
  '11010519491331002X',
  '110105199002300023',
  '01010519491231002X',
  '110105194912310O2X',
  '1101051949123100',
];
const typed = (kind: TypedKind, text: string): Typed =>
  [...text].reduce(withKey, nothingTyped(kind));

describe('a resident identity number', () => {
  it.each([...right, ...wrong])('%s is judged as the hub judges it', (number) => {
    expect(isResidentId(number)).toBe(isResidentIdAtHub(number));
    expect(isResidentId(number)).toBe(right.includes(number));
  });

  it('with any one digit changed is wrong', () => {
    for (const [at] of [...'11010519491231002'].entries()) {
      for (const digit of '0123456789') {
        const number = `${right[0]?.slice(0, at)}${digit}${right[0]?.slice(at + 1)}`;
        expect(isResidentId(number), number).toBe(number === right[0]);
        expect(isResidentIdAtHub(number), number).toBe(number === right[0]);
      }
    }
  });

  it('takes X at the end only, small or large', () => {
    expect(typed('id-card', 'X').text).toBe('');
    expect(typed('id-card', '11010519491231002x').text).toBe(right[0]);
  });
});

describe('what may be sent', () => {
  it.each([
    ['id-card', right[0]],
    ['other', 'E12345678'],
    ['other', 'H1234'],
    ['phone', '13800138000'],
    ['phone', '1234567'],
  ] as const)('%s %s fits the schema of the hub', (kind, text = '') => {
    const value = typed(kind, text);
    expect(judge(value)).toBe('right');
    expect(bookerSchema.parse({ kind, number: value.text })).toEqual({ kind, number: text });
    if (kind !== 'phone') expect(personSchema.safeParse({ kind, number: text }).success).toBe(true);
  });

  it('no kind lets more be typed than its schema takes', () => {
    for (const kind of ['other', 'phone'] as const) {
      const longest = typed(kind, '1'.repeat(60));
      expect(bookerSchema.safeParse({ kind, number: longest.text }).success).toBe(true);
      expect(longest.text).toHaveLength(kinds[kind].most);
    }
  });

  it('the keys of a code are the letters of codes, and a whole one fits', () => {
    expect([...kinds.code.keys].sort()).toEqual([...codeLetters].sort());
    expect(kinds.code.most).toBe(codeLength);
    expect(bookingCodeSchema.parse(typed('code', 'abcd2345').text)).toBe('ABCD2345');
  });
});

describe('what is shown', () => {
  it('stays readable until it is right, and is covered then; a code never is', () => {
    expect(shownText(typed('id-card', '1101'))).toBe('1101');
    expect(shownText(typed('id-card', '110105194912310021'))).toBe('110105194912310021');
    expect(shownText(typed('id-card', right[0] ?? ''))).not.toContain('0105');
    expect(shownText(typed('code', 'ABCD2345'))).toBe('ABCD2345');
  });
});

describe('what a scanner reads', () => {
  it.each([
    ['ABCD2345', 'ABCD2345'],
    ['abcd-2345', 'ABCD2345'],
    ['\uff21\uff22\uff23\uff24 2345', 'ABCD2345'],
    ['ABCD234', null],
    ['ABCD2345X', null],
    ['ABCD1234', null],
    ['https://example.org', null],
  ])('%s: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

describe('keys', () => {
  interface Key {
    readonly key: string;
    readonly timeStamp: number;
    readonly ctrlKey: boolean;
    readonly altKey: boolean;
    readonly metaKey: boolean;
    prevented: boolean;
  }

  /** Types at a page that takes scans or not; tells what it heard. */
  function typing(takesScans: boolean) {
    const heard: string[] = [];
    const hears: ((key: Key) => void)[] = [];
    const before = { document: globalThis.document, button: globalThis.HTMLButtonElement };
    class NoButton {}
    Object.assign(globalThis, {
      document: {
        addEventListener: (_: string, listener: (key: Key) => void) => hears.push(listener),
      },
      HTMLButtonElement: NoButton,
    });
    listenToKeys({
      onLetter: (letter) => heard.push(letter),
      onDelete: () => heard.push('delete'),
      onEnter: () => heard.push('enter'),
      onScan: (text) => {
        heard.push(`scan ${text}`);
        return takesScans;
      },
    });
    let at = 0;
    const press = (key: string, afterMs: number, ctrlKey = false) => {
      at += afterMs;
      const pressed = {
        ...{ key, timeStamp: at, ctrlKey, altKey: false, metaKey: false, prevented: false },
        preventDefault: () => {
          pressed.prevented = true;
        },
        stopPropagation: () => {},
        get defaultPrevented(): boolean {
          return pressed.prevented;
        },
      };
      for (const hear of hears) hear(pressed);
      Object.assign(globalThis, { document: before.document, HTMLButtonElement: before.button });
      Object.assign(globalThis, { HTMLButtonElement: NoButton });
      return pressed.prevented;
    };
    return { heard, press };
  }

  it('typed in one breath and ended by Enter are a scan, which presses nothing else', () => {
    const { heard, press } = typing(true);
    for (const letter of 'ABCD') press(letter, 10);
    expect(press('Enter', 10)).toBe(true);
    expect(heard).toEqual(['A', 'B', 'C', 'D', 'scan ABCD']);
  });

  it('typed by hand are letters, and Enter is Enter', () => {
    const { heard, press } = typing(true);
    for (const letter of 'ABCD') press(letter, scanGapMs * 3);
    expect(press('Enter', scanGapMs * 3)).toBe(false);
    press('Backspace', 500);
    press('a', 500, true);
    expect(heard).toEqual(['A', 'B', 'C', 'D', 'enter', 'delete']);
  });

  it('a scan that a page has no use for is Enter', () => {
    const { heard, press } = typing(false);
    for (const letter of 'ABCD') press(letter, 10);
    expect(press('Enter', 10)).toBe(false);
    expect(heard.slice(-2)).toEqual(['scan ABCD', 'enter']);
  });
});
