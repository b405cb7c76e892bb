/**
 * When a changed field comes into force. What the rules decide by goes through the log and can change
 * while numbers wait; what the hub opens at its start (lines to devices, providers, keys, the time zone)
 * comes with the next opening of the day, or when the hub is started again.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import { type Difference, differences, type Path, type Plain } from './differences.ts';

export type When = 'at-once' | 'opening' | 'never';

/** What goes into the log; all else of the hall's file is read when the hub starts. */
const inLog: ReadonlySet<string> = new Set([
  ...['name', 'hours', 'groups', 'services', 'counters', 'kiosks', 'look', 'areas', 'contacts'],
  ...['disclosure', 'classes', 'needs', 'opening', 'tideRules', 'booking', 'reasons', 'rules'],
]);

/** When a change of this field comes into force at the earliest; `never`: it cannot be changed. */
export function whenOf(path: Path): When {
  const [first = '', , third] = path;
  // Another hall has another log.
  if (first === 'hall') return 'never';
  if (!inLog.has(`${first}`)) return 'opening';
  // Pictures are read from the disk when the hub starts.
  if (first === 'look' && path[1] === 'emblem') return 'opening';
  return first === 'kiosks' && third === 'plan' ? 'opening' : 'at-once';
}

/** Fields of the configuration in the log that a running hub keeps until it starts anew. */
type Kept = 'timeZone' | 'neverCloses' | 'publicUrl';

/** The wanted configuration as this running hub can take it: what comes at the opening stays. */
export function takenAtOnce(
  running: Configuration,
  wanted: Configuration,
  versionOf: (hall: Omit<Configuration, 'version'>) => string,
): Configuration {
  const kept: Pick<Configuration, Kept> = {
    timeZone: running.timeZone,
    neverCloses: running.neverCloses,
    publicUrl: running.publicUrl,
  };
  const { version: _, ...hall } = { ...wanted, ...kept };
  if (kept.publicUrl === undefined) delete (hall as { publicUrl?: string }).publicUrl;
  return { version: versionOf(hall), ...hall };
}

/** What a hub that runs by one file would have to start anew for; empty: nothing. */
export const waitsForStart = (running: Plain, wanted: Plain): Difference[] =>
  differences(running, wanted).filter(({ path }) => whenOf(path) === 'opening');
