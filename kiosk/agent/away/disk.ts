/**
 * The few things that the journal asks of a disk, each durable before it returns: an append that a
 * power cut cannot take back, a file that is replaced whole or not at all. Tests hand in a disk that
 * loses what was not synced and breaks where they say. All of it is short and done at once: one
 * kiosk gives one number at a time.
 */
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface Disk {
  /** The whole file; null when there is none. Throws the system's error, as the others do. */
  read(path: string): Uint8Array | null;
  /** Adds to the end, and makes the file when there is none. When it throws, any part may be there. */
  append(path: string, bytes: Uint8Array): void;
  /** Cuts the file off behind so many bytes. */
  truncate(path: string, length: number): void;
  /** Puts a new file in the place of the old one, in one step. */
  replace(path: string, bytes: Uint8Array): void;
}

export const machineDisk: Disk = {
  read(path) {
    try {
      return readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  append(path, bytes) {
    within(path, 'a', (file) => write(file, bytes));
    // A file that is new is there after a power cut only when its folder was synced.
    syncFolder(path);
  },
  truncate(path, length) {
    within(path, 'r+', (file) => ftruncateSync(file, length));
  },
  replace(path, bytes) {
    const next = `${path}.new`;
    within(next, 'w', (file) => write(file, bytes));
    renameSync(next, path);
    syncFolder(path);
  },
};

/** Readable by the agent alone. What was done is on the disk when it returns. */
function within(path: string, flags: string, act: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    act(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The system may take less at once than it is given. */
function write(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
