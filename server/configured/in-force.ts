/**
 * By which settings a hall goes, for commands beside a hub (or before one): the version that was published
 * and is due, else the file of the start command. It only reads; what a hub does at its start: choosing.ts.
 */
import type { Log } from '../../log/log.ts';
import { toTold } from '../hall/replay.ts';
import type { SettingsVersions } from '../house/settings-versions.ts';
import type { HallFile } from '../settings.ts';
import { checkText } from './check.ts';
import { published } from './choosing.ts';
import { isDue } from './following.ts';

/** When the hall's day opened last, epoch ms; null before the first. Fails: `LogFailure`. */
export async function lastOpening(
  log: Pick<Log, 'read' | 'lastOf'>,
  hall: string,
): Promise<number | null> {
  const stream = `hall:${hall}`;
  const seq = await log.lastOf(stream, 'day-opened');
  const [row] = seq === 0 ? [] : await log.read(stream, seq - 1, 1);
  return row ? toTold(row).at : null;
}

/**
 * The settings in force as a file, named by the path of the written one. Where the file itself was the last
 * to be published it is the written one, also as changed since: the next start takes it. A version that is not
 * sound any more is passed over. `openedAt`: asked only where one waits for an opening. Fails: `HouseFailure`.
 */
export async function fileInForce(
  versions: Pick<SettingsVersions, 'acts' | 'text' | 'versions'>,
  written: HallFile,
  openedAt: () => Promise<number | null>,
): Promise<HallFile> {
  const { path, configuration } = written;
  const { hall } = configuration;
  const [all, heads] = await Promise.all([versions.acts(hall), versions.versions(hall)]);
  const acts = published(all);
  const waits = acts.some(({ effect }) => effect === 'opening');
  const opened = waits ? await openedAt() : null;
  for (const act of acts) {
    if (!isDue(act, opened)) continue;
    if (heads.some(({ number, source }) => number === act.version && source === 'file')) {
      return written;
    }
    const text = await versions.text(hall, act.version);
    const checked = text === null ? null : checkText(text, { hall, path });
    if (checked?.ok) return checked.file;
  }
  return written;
}
