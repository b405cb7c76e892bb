/**
 * A device that nobody here can speak to: its PC is not served by this hub. It stands in for the
 * real one, so that the hall's list is whole and nothing that uses devices has to ask first.
 */
import type {
  Health,
  IdReader,
  Keypad,
  Printer,
  PrintOutcome,
  RatingPad,
  Scanner,
  Strip,
} from '../../drivers/driver.ts';

type Everything = Printer & Strip & Keypad & RatingPad & IdReader & Scanner;

const never = () => () => {};
const nothing = () => {};

/** Of every kind at once; its health is `unknown` for ever. */
export function absentDevice(detail: string): Everything {
  const health: Health<'unknown'> = { state: 'unknown', heardAt: null, detail };
  const failed: PrintOutcome = { outcome: 'failed', reason: 'unplugged', detail };
  return {
    health: () => health,
    onHealth: never,
    close: async () => {},
    print: async () => failed,
    show: nothing,
    onKey: never,
    showCalled: nothing,
    showWaiting: nothing,
    beep: nothing,
    ask: async () => 'unreachable',
    takeBack: nothing,
    onCard: never,
    onScan: never,
  };
}
