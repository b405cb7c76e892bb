/**
 * The pretend machines of the hour in a process of their own: slip printers on sockets, strips on a
 * serial line, a carrier's gateway. They can be told to misbehave, and tell in the end what they were
 * handed.
 */
import { carrierAccount } from '../../../fixtures/machines/example-places.ts';
import { PretendGateway } from '../../../fixtures/machines/gateway.ts';
import { type PretendPrinter, startPretendPrinter } from '../../../fixtures/machines/printer.ts';
import { type PretendStrips, startPretendStrips } from '../../../fixtures/machines/strip.ts';
import { serveActs } from '../../rig/child.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
/** As a common 80 mm printer. */
const mmPerSecond = 150;

let printers: PretendPrinter[] = [];
let strips: PretendStrips | undefined;
const gateway = new PretendGateway({ speaks: 'cmpp-2.0', ...carrierAccount });

interface Wish {
  readonly printers: number;
  readonly stations: readonly number[];
  /** Where the serial line is made. */
  readonly line: string;
}

async function start(wish: Wish) {
  printers = await Promise.all(
    Array.from({ length: wish.printers }, () => startPretendPrinter({ clock, tcpPort: 0 })),
  );
  for (const { engine } of printers) engine.set({ mmPerSecond });
  strips = await startPretendStrips({ clock, stations: wish.stations, ptyLink: wish.line });
  gateway.be({ reports: 'DELIVRD' });
  await gateway.start();
  return { printers: printers.map(({ tcp }) => tcp?.port ?? 0), gateway: gateway.port };
}

/** The roll of one printer ends, or a new one is put in. */
function paper({ printer, is }: { readonly printer: number; readonly is: 'ok' | 'out' }): void {
  printers[printer]?.engine.set({ paper: is });
}

/** The cable of the strips. */
const cable = ({ plugged }: { readonly plugged: boolean }) =>
  plugged ? strips?.replug() : strips?.unplug();

/** The carrier: how it answers, or that its line is cut. */
function carrier({ result, cut }: { readonly result: number; readonly cut: boolean }): void {
  gateway.be({ result });
  if (cut) gateway.cut();
}

/** What was only kept for those who look closely is let go: an hour of it is much. */
function forget(): void {
  for (const { engine } of printers) engine.received.length = 0;
  gateway.came.length = 0;
  gateway.went.length = 0;
}

/** How many whole texts each number was handed; the errors that the machines found. */
function told() {
  const texts: Record<string, number> = {};
  for (const { to, part } of gateway.texts) {
    if (part === null || part.at(-1) === 1) texts[to] = (texts[to] ?? 0) + 1;
  }
  const errors = [
    ...gateway.errors,
    ...printers.flatMap(({ engine }) => engine.fault ?? []),
    ...(strips?.engine.faults ?? []),
  ];
  const faces = strips?.engine.faces().map(({ station, text }) => ({ station, text })) ?? [];
  return { texts, errors, faces };
}

async function stop(): Promise<void> {
  await Promise.all([...printers.map((one) => one.close()), strips?.close(), gateway.stop()]);
}

const acts = { start, paper, cable, carrier, forget, told, stop };
export type MachineActs = typeof acts;
serveActs(acts);
