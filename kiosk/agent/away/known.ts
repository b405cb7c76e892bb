/**
 * What the stand-in knows of the hall, kept in a file of its own over a restart: what the hub told
 * last, and how far the PC's clock then was from the hub's.
 */
import { z } from 'zod';
import { type StandInTold, standInSchema } from '../../../core/wire/adopting.ts';
import type { Disk } from './disk.ts';
import { lineOf, linesIn } from './lines.ts';
import type { Meeting } from './time.ts';

const keptSchema = z.object({
  told: standInSchema,
  met: z.object({ hub: z.int(), wall: z.int() }),
});

export interface Known {
  /** With a configuration, always. */
  readonly told: StandInTold & {
    readonly configuration: NonNullable<StandInTold['configuration']>;
  };
  readonly met: Meeting;
}

/** Null when nothing is kept, or it cannot be read: then the hub has to tell anew. */
export function readKnown(disk: Disk, path: string): Known | null {
  const bytes = disk.read(path);
  const parsed = keptSchema.safeParse(bytes === null ? null : linesIn(bytes).said.at(-1));
  if (!parsed.success) return null;
  const { told, met } = parsed.data;
  return told.configuration === null
    ? null
    : { told: { ...told, configuration: told.configuration }, met };
}

/** Throws the system's error. */
export function writeKnown(disk: Disk, path: string, known: Known): void {
  disk.replace(path, lineOf(known));
}
