/**
 * By which version a hub starts. The file of the start command is the first version. One that was
 * published on pages or by the command goes before a file that has not changed since; where both have
 * changed, nothing is lost: the published one stays, the file's stands beside it as a version of its
 * own, and a person decides (docs/settings.md, "The file and the pages").
 */
import type { SettingsAct, SettingsVersions, VersionHead } from '../house/settings-versions.ts';
import { same } from '../same.ts';
import type { HallFile } from '../settings.ts';
import type { SecretPlaces } from '../texts/secrets.ts';
import { checkText } from './check.ts';
import { readYaml } from './document.ts';
import { startComplaints } from './starting.ts';

/** Who speaks for the file. */
export const byFile = 'file';

export interface Chosen {
  readonly version: number;
  /** What the hub starts by. */
  readonly file: HallFile;
  /** Its source: `file` where the file of the start command is in force. */
  readonly source: VersionHead['source'];
  /** What a person who starts the hub is told; empty where the file is in force. */
  readonly lines: readonly string[];
}

/** The version of the file that nobody has decided about; null: none stands against what was published. */
export function conflictIn(
  versions: readonly VersionHead[],
  acts: readonly SettingsAct[],
): VersionHead | null {
  const file = versions.find(({ source }) => source === 'file');
  if (!file || acts.some(({ version }) => version === file.number)) return null;
  return file;
}

/** Which was published, the latest first. */
export const published = (acts: readonly SettingsAct[]): SettingsAct[] =>
  acts.filter(({ act }) => act === 'published');

/**
 * Notes the file as a version where it has changed, and says by which one the hub starts. A version by
 * which it cannot start here is passed over, and that is told. Fails: `HouseFailure`.
 */
export async function chooseVersion(
  versions: SettingsVersions,
  file: HallFile,
  places: Pick<SecretPlaces, 'secrets'>,
): Promise<Chosen> {
  const { hall } = file.configuration;
  const known = await noteFile(versions, file);
  const conflict = conflictIn(known.versions, known.acts);
  const lines: string[] = [];
  for (const { version, by, at } of published(known.acts)) {
    const head = known.versions.find(({ number }) => number === version);
    const text = head && (await versions.text(hall, version));
    if (!head || typeof text !== 'string') continue;
    const found = usable(text, file, places);
    if ('file' in found) {
      if (head.source === 'file') return { version, file: found.file, source: 'file', lines };
      lines.push(
        `settings: version ${version} of ${timeOf(at)}, published by ${by}, is in force, ` +
          `not the file ${file.path}`,
        ...conflictLines(conflict, file.path),
      );
      return { version, file: found.file, source: head.source, lines };
    }
    lines.push(`settings: version ${version} cannot be started by: ${found.why}`);
  }
  return { version: 0, file, source: 'file', lines };
}

export function conflictLines(conflict: VersionHead | null, path: string): string[] {
  if (conflict === null) return [];
  return [
    `settings-conflict: the file ${path} has changed too, and is kept as version ${conflict.number}`,
    `  to take it: jinghao settings publish ${conflict.number}`,
    `  to leave it: jinghao settings set-aside ${conflict.number}`,
  ];
}

const timeOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

function usable(
  text: string,
  { configuration, path }: HallFile,
  places: Pick<SecretPlaces, 'secrets'>,
): { readonly file: HallFile } | { readonly why: string } {
  const checked = checkText(text, { hall: configuration.hall, path });
  const complaints = checked.ok ? startComplaints(checked.file, places) : checked.complaints;
  const [first] = complaints;
  if (checked.ok && first === undefined) return { file: checked.file };
  return { why: `${first?.path.join('.')}: ${first?.rule}` };
}

/** The file as a version, and in force where nothing newer was published. */
function noteFile(versions: SettingsVersions, file: HallFile) {
  const { hall } = file.configuration;
  return versions.change(hall, async (read) => {
    const known = read.versions.find(({ source }) => source === 'file');
    const text = known && (await read.textOf(known.number));
    if (text === file.text) return { versions: read.versions, acts: read.acts };
    const [wanted] = published(read.acts);
    const head = read.versions.find(({ number }) => number === wanted?.version);
    const draft = { source: 'file', base: known?.number ?? null, text: file.text } as const;
    const number = await read.add({ ...draft, why: '', by: byFile });
    const at = 0;
    const added = { ...{ number, source: 'file', base: draft.base }, why: '', by: byFile, at };
    const all: VersionHead[] = [added as VersionHead, ...read.versions];
    const exported = wanted && (await read.textOf(wanted.version));
    // Pages have changed something since the last file, and the new file does not say the same.
    const others = [file.text, text ?? ''].some((one) => sayTheSame(exported ?? '', one));
    if (head && head.source !== 'file' && !others) return { versions: all, acts: read.acts };
    const act = { act: 'published', version: number, effect: 'at-once', by: byFile } as const;
    await read.act(act);
    const done: SettingsAct = { ...act, number: (read.acts[0]?.number ?? 0) + 1, at };
    return { versions: all, acts: [done, ...read.acts] };
  });
}

function sayTheSame(one: string, other: string): boolean {
  const [a, b] = [readYaml(one), readYaml(other)];
  return a.ok && b.ok && same(a.value, b.value);
}
