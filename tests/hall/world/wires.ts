/**
 * Cables between drivers and pretend machines without a socket: bytes take a moment, a pulled cable
 * ends every connection, and nothing reaches a process that is dead.
 */
import type { OpenWire, Wire, WireEvents } from '../../../drivers/ports/port.ts';
import type { Wired } from '../../../fixtures/machines/printer-links.ts';
import type { Time } from './time.ts';

/** As on a local line; order is kept. */
const passMs = 2;

export class Cable {
  readonly #time: Time;
  readonly #machine: Wired;
  #plugged = true;
  /** The connection that stands; a machine speaks with one host at a time. */
  #host: WireEvents | null = null;

  constructor(time: Time, machine: Wired) {
    this.#time = time;
    this.#machine = machine;
  }

  get plugged(): boolean {
    return this.#plugged;
  }

  pull(): void {
    this.#plugged = false;
    const host = this.#host;
    this.#host = null;
    host?.ended('closed', 'the cable was pulled');
  }

  plug(): void {
    this.#plugged = true;
  }

  /** How a process opens it; what it does is not heard any more once the process is dead. */
  wireFor(isAlive: () => boolean): OpenWire {
    return (events) => {
      let over = false;
      const connected = () => !over && isAlive() && this.#plugged && this.#host === heard;
      const heard: WireEvents = {
        opened: () => isAlive() && events.opened(),
        bytes: (bytes) => isAlive() && events.bytes(bytes),
        ended: (why, detail) => isAlive() && events.ended(why, detail),
      };
      this.#time.after(passMs, () => {
        if (over || !isAlive()) return;
        if (!this.#plugged) return heard.ended('not-found', 'nothing is plugged in');
        this.#host = heard;
        this.#machine.connect((bytes) => {
          const copy = Uint8Array.from(bytes);
          this.#time.after(passMs, () => connected() && heard.bytes(copy));
        });
        heard.opened();
      });
      const wire: Wire = {
        write: (bytes, done) => {
          if (!connected()) return done(new Error('not connected'));
          const copy = Uint8Array.from(bytes);
          this.#time.after(passMs, () => {
            if (!connected()) return done(new Error('the cable was pulled'));
            this.#machine.receive(copy);
            done(null);
          });
        },
        end: async () => {
          over = true;
          if (this.#host === heard) this.#host = null;
        },
      };
      return wire;
    };
  }
}
