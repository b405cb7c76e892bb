/**
 * A disk in memory that keeps what was synced and no more: a power cut leaves of the append under way
 * any part, and of a replaced file the old or the new one. It breaks where a test says.
 */
import type { Disk } from '../../../kiosk/agent/away/disk.ts';

/** Thrown where the power goes: everything behind it never happened. */
export class PowerCut extends Error {}

export class TestDisk implements Disk {
  readonly files = new Map<string, Uint8Array>();
  /** Acts left until the power goes; of that act so much comes to pass (0 to 1). */
  cut: { readonly after: number; readonly part: number } | null = null;
  /** Appends fail in this way: so much is there, and the system complains. */
  full: { readonly part: number } | null = null;
  /** The power has gone: nothing works until it is back. */
  gone = false;

  read(path: string): Uint8Array | null {
    return this.files.get(path)?.slice() ?? null;
  }

  append(path: string, bytes: Uint8Array): void {
    const before = this.files.get(path) ?? new Uint8Array(0);
    const put = (part: number) => {
      const some = bytes.subarray(0, Math.floor(bytes.length * part));
      this.files.set(path, Buffer.concat([before, some]));
    };
    if (this.full) {
      put(this.full.part);
      throw new Error('ENOSPC: no space left on device');
    }
    this.#act(put);
  }

  truncate(path: string, length: number): void {
    const before = this.files.get(path) ?? new Uint8Array(0);
    this.#act((part) => {
      if (part === 1) this.files.set(path, before.slice(0, length));
    });
  }

  replace(path: string, bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.#act((part) => {
      if (part > 0.5) this.files.set(path, copy);
    });
  }

  #act(comesToPass: (part: number) => void): void {
    if (this.gone) throw new PowerCut();
    if (this.cut === null) return comesToPass(1);
    if (this.cut.after > 0) {
      this.cut = { ...this.cut, after: this.cut.after - 1 };
      return comesToPass(1);
    }
    comesToPass(this.cut.part);
    this.gone = true;
    throw new PowerCut();
  }
}
