/**
 * What every example of the kiosk is drawn with: a usual morning at the entrance, and whatever of it an
 * example has otherwise.
 */
import { names } from 'virtual:gallery-data';
import type { Names } from '../../core/views/names.ts';
import {
  type KioskExample,
  type KioskWish,
  kioskExample,
  kioskExamples,
} from '../../fixtures/screens/kiosk.ts';
import { Kiosk } from '../../kiosk/page/Kiosk.tsx';
import type { KioskProps } from '../../kiosk/page/known.ts';
import { type Modes, screenFor, usualModes } from '../../kiosk/page/modes.ts';
import type { Visit } from '../../kiosk/page/visit.ts';
import { nothing } from '../../ui/examples.ts';
import type { Example, Mode, Shown } from '../shape.ts';

export const modesOf = (mode: Mode): Modes => ({
  ...usualModes,
  care: mode === 'care',
  contrast: mode === 'contrast',
  low: mode === 'low',
});

export type More = Partial<KioskProps>;

export function propsOf({ language, mode, screen }: Shown, visit: Visit, more: More): KioskProps {
  const modes = modesOf(mode);
  return {
    ...{ names, visit, language, modes, large: modes.care },
    view: kioskExamples.ranges(names),
    ...{ stale: false, refusal: null, slip: null, seconds: null, today: '2026-11-20' },
    screen: screenFor(screen, modes, null),
    ...{ help: null, card: 'lay', spoken: ['zh-Hans'], asleep: false, minute: 0 },
    enrolment: {
      letters: 'ABC',
      asking: false,
      trouble: null,
      onLetters: nothing,
      onEnrol: nothing,
    },
    newRequestId: () => 'example',
    ...{ onDeed: nothing, onTake: nothing, onSend: nothing, onReprint: nothing, onRate: nothing },
    onPrintGuide: () => Promise.resolve({ failed: 'no-answer' }),
    onPrintForm: () => Promise.resolve({ failed: 'no-answer' }),
    ...{ onAddToRating: nothing, onRejoin: nothing },
    ...{ onHelp: nothing, onLanguage: nothing, onWake: nothing, onMode: nothing },
    ...more,
  };
}

export const kiosk =
  (visit: Visit, more: More = {}): Example =>
  (shown) => <Kiosk {...propsOf(shown, visit, more)} />;

export const viewed = (name: KioskExample, of: Names = names): More => ({
  names: of,
  view: kioskExamples[name](of),
});
export const wished = (wish: KioskWish): More => ({ view: kioskExample(names, wish) });
