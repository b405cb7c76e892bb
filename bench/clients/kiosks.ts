/**
 * Kiosks that take numbers, as a process of their own: in a closed loop, where each asks again as
 * soon as it is answered, or in an open loop, where numbers are wanted at set times whatever the hub
 * does. In the open loop a wait is counted from the time that was set, so that a hub which stands
 * still is charged for every number that should have been taken meanwhile.
 *
 * The floor speaks the same messages (floors/socket.ts) and is asked by the same code.
 */
import { serveActs } from '../rig/child.ts';
import { each, Peer } from '../rig/peer.ts';

export interface Come {
  /** One or more hubs; the sockets are dealt out to them in turn. */
  readonly urls: readonly string[];
  /** A cookie for each socket. */
  readonly cookies: readonly string[];
  readonly services: readonly string[];
}

export interface Took {
  readonly perSecond: number;
  /** From the wish to the answer, ms, in no order. */
  readonly waits: readonly number[];
  /** Answers that were no ticket, by what they said. */
  readonly refused: Readonly<Record<string, number>>;
}

let peers: Peer[] = [];
let services: readonly string[] = [];
let asked = 0;

async function come(wish: Come): Promise<void> {
  services = wish.services;
  peers = await each(wish.cookies, 8, (cookie, index) =>
    Peer.open({ url: wish.urls[index % wish.urls.length] ?? '', peer: 'kiosk', cookie }),
  );
}

function go(): void {
  for (const peer of peers) peer.close();
  peers = [];
}

class Tally {
  readonly waits: number[] = [];
  readonly refused: Record<string, number> = {};
  readonly #from = performance.now();

  took(): Took {
    const seconds = (performance.now() - this.#from) / 1_000;
    return { perSecond: this.waits.length / seconds, waits: this.waits, refused: this.refused };
  }

  /** Takes a number; `wantedAt` is when the visitor tapped. */
  async take(peer: Peer | undefined, wantedAt: number): Promise<void> {
    const number = asked++;
    const service = services[number % services.length];
    const command = { type: 'issue-ticket', service, language: 'zh-Hans' };
    const reply = await peer?.command(command, `${process.pid}-${number}-0123456789abcdef`);
    if (reply && 'ok' in reply) this.waits.push(performance.now() - wantedAt);
    else {
      const said = JSON.stringify(reply);
      this.refused[said] = (this.refused[said] ?? 0) + 1;
    }
  }
}

/** Every kiosk takes numbers one after the other for so long. */
async function closed({ ms }: { readonly ms: number }): Promise<Took> {
  const tally = new Tally();
  const until = performance.now() + ms;
  await Promise.all(
    peers.map(async (peer) => {
      while (performance.now() < until) await tally.take(peer, performance.now());
    }),
  );
  return tally.took();
}

/** So many numbers a second for so long, at even times; the kiosks in turn. */
async function open({ ms, perSecond }: { readonly ms: number; readonly perSecond: number }) {
  const tally = new Tally();
  const count = Math.floor((ms / 1_000) * perSecond);
  const from = performance.now();
  const taking: Promise<void>[] = [];
  while (taking.length < count) {
    const due = Math.min(Math.floor(((performance.now() - from) / 1_000) * perSecond) + 1, count);
    while (taking.length < due) {
      const index = taking.length;
      taking.push(tally.take(peers[index % peers.length], from + (index / perSecond) * 1_000));
    }
    await new Promise((next) => setTimeout(next, 1));
  }
  await Promise.all(taking);
  return tally.took();
}

const acts = { come, go, closed, open };
export type KioskActs = typeof acts;
serveActs(acts);
