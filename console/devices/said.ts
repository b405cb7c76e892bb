/**
 * How devices, their places and their states are called on this page.
 */
import type { Names } from '../../core/views/names.ts';
import { type Language, say } from '../../ui/texts.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import type { DeviceTexts } from './texts/index.ts';
import type { DeviceTold, Place } from './told.ts';

export function placeText(place: Place, names: Names, language: Language): string {
  const known =
    place.kind === 'kiosk'
      ? names.kiosks.find(({ id }) => id === place.id)
      : names.counters.find(({ id }) => id === place.id);
  return known ? say(known.name, language) : place.id;
}

/** A state or fault in words; a code that this page does not know stands as it is. */
export function stateText(state: string, texts: DeviceTexts): string {
  return isKey(texts.states, state) ? texts.states[state] : state;
}

/** Of how much concern a state is. `unknown` is not well: nobody knows. */
export function concern(state: string): 'well' | 'soon' | 'ill' | 'unknown' {
  if (state === 'ready') return 'well';
  if (state === 'paper-low') return 'soon';
  return state === 'unknown' ? 'unknown' : 'ill';
}

/** `Printer, entrance 1`; of a line, a PC or who sends texts its name; of a restore what is lost. */
export function subjectText(
  subject: string,
  devices: readonly DeviceTold[],
  names: Names,
  texts: DeviceTexts,
  language: Language,
): string {
  const device = devices.find((one) => one.id === subject);
  if (device) {
    return texts.at(texts.kinds[device.kind], placeText(device.place, names, language));
  }
  if (subject.startsWith(textsMark)) return texts.texter(subject.slice(textsMark.length));
  const [what, ...rest] = subject.split(':');
  const name = rest.join(':');
  if (what === 'line') return texts.line(name);
  if (subject === 'backup') return texts.backup;
  if (isKey(texts.machine, subject)) return texts.machine[subject];
  if (what === 'restored') return lostText(name, texts, language);
  return what === 'agent' ? texts.agent(name) : subject;
}

/** Whoever sends texts is called `texts@mobile`: no device of the hall, and by the name in its file. */
const textsMark = 'texts@';

/** `<from>-<until>`, epoch ms: the time of which a restored log tells nothing. */
function lostText(span: string, { lost }: DeviceTexts, language: Language): string {
  const [from = 0, until = 0] = span.split('-').map(Number);
  const told = (at: number) => `${dateText(at, language)} ${clockTime(at)}`;
  return lost(told(from), told(until));
}

export const isKey = <T extends object>(of: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(of, key);
