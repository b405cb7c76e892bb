/**
 * What an alarm was about, as people call it: the device and where it stands, a line, a PC, a backup, the
 * hub's own machine.
 */
import type { Configuration, Texts } from '../../core/hall/configuration.ts';
import type { ReportTexts } from './texts/index.ts';

/** The name of the place of a device `printer@entrance-1`, `strip@counter-3`; null: the hall has none. */
export function placeOf(
  subject: string,
  { kiosks, counters }: Pick<Configuration, 'kiosks' | 'counters'>,
): Texts | null {
  const [, at] = subject.split('@');
  if (at === undefined) return null;
  const counter = at.startsWith('counter-') ? at.slice('counter-'.length) : null;
  const found = counters.find(({ id }) => id === counter) ?? kiosks.find(({ id }) => id === at);
  return found?.name ?? null;
}

/** In words; what is not known goes by its id. */
export function subjectText(
  subject: string,
  place: string | null,
  { devices }: Pick<ReportTexts, 'devices'>,
): string {
  const [kind = '', at] = subject.split('@');
  // Whoever sends texts stands nowhere in the hall, and goes by the name in its file.
  if (kind === 'texts' && at !== undefined) return devices.texter(at);
  if (place !== null && isKey(devices.kinds, kind)) return devices.at(devices.kinds[kind], place);
  const [what = '', ...rest] = subject.split(':');
  if (what === 'line' || what === 'agent') return `${devices[what]} ${rest.join(':')}`;
  return isOne(what) ? devices[what] : subject;
}

/** Of these there is one in a hall. */
const ones = ['backup', 'restored', 'disk', 'tables', 'log'] as const;
const isOne = (what: string): what is (typeof ones)[number] =>
  (ones as readonly string[]).includes(what);

export const faultText = (
  fault: string,
  { faultNames }: Pick<ReportTexts, 'faultNames'>,
): string => (isKey(faultNames, fault) ? faultNames[fault] : fault);

const isKey = <T extends object>(of: T, key: string): key is Extract<keyof T, string> =>
  Object.hasOwn(of, key);
