/**
 * What the agent must know to work before its hub answers: where it stands and what it hosts. Kept
 * in one small file, written whole, read with its schema; whatever is wrong with it is as good as none.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { hostedDeviceSchema, hostedDevicesMax } from '../../core/wire/agent.ts';

const shape = z.strictObject({
  place: z.string().max(64),
  hall: z.string().max(64),
  devices: z.array(hostedDeviceSchema).max(hostedDevicesMax),
});
export type Remembered = z.infer<typeof shape>;

/** Null when there is nothing that can be used. */
export function recall(path: string): Remembered | null {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Throws the system's error. */
export function remember(path: string, what: Remembered): void {
  const next = `${path}.new`;
  const file = openSync(next, 'w', 0o600);
  writeSync(file, `${JSON.stringify(what)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
}
