/**
 * A whole day's peers in one process, 50 of them: 24 kiosks, 24 counters with a clerk at each, the
 * hall screen twice. They bring tickets through their lives as fast as the hub follows, and then
 * stay and listen, as peers do in the evening.
 */
import { serveActs } from '../rig/child.ts';
import { each, Peer } from '../rig/peer.ts';

export interface Staffed {
  readonly url: string;
  /** Cookies by kiosk, and by counter. */
  readonly kiosks: Readonly<Record<string, string>>;
  readonly clerks: Readonly<Record<string, string>>;
  readonly displays: number;
  readonly services: readonly string[];
}

/** Waiting and served at once; a hall at its fullest. */
const insideMax = 300;
/** Every so many tickets nobody comes: the call is missed. */
const missedEvery = 20;
/** Between changes that are counted one by one: more than the hub's coalescing. */
const apartMs = 160;
const pause = (ms: number) => new Promise((next) => setTimeout(next, ms));

let kiosks: Peer[] = [];
let counters: Peer[] = [];
let displays: Peer[] = [];
let lastView: object | undefined;
let services: readonly string[] = [];
let asked = 0;
let issued = 0;
let ended = 0;

const newId = () => `${process.pid}-${++asked}-day`;

async function come({ url, services: offered, ...wish }: Staffed): Promise<void> {
  services = offered;
  kiosks = await each(Object.values(wish.kiosks), 8, (cookie) =>
    Peer.open({ url, peer: 'kiosk', cookie }),
  );
  counters = await each(Object.entries(wish.clerks), 8, async ([counter, cookie]) => {
    const peer = await Peer.open({ url, peer: 'counter', counter, cookie });
    await done(peer, { type: 'sign-in' });
    return peer;
  });
  displays = await each(Array.from({ length: wish.displays }), 8, () =>
    Peer.open({ url, peer: 'display', state: ({ view }) => (lastView = view) }),
  );
}

/** Asks, and throws when it was refused. */
async function done(peer: Peer, command: object): Promise<void> {
  const reply = await peer.command(command, newId());
  if (!('ok' in reply)) throw new Error(`${JSON.stringify(command)}: ${JSON.stringify(reply)}`);
}

/** Brings so many tickets from the kiosk to their end. Gives the ms that it took. */
async function live({ tickets }: { readonly tickets: number }): Promise<number> {
  const from = performance.now();
  const [issuedMax, endedMax] = [issued + tickets, ended + tickets];
  const give = async (kiosk: Peer) => {
    while (issued < issuedMax) {
      if (issued - ended >= insideMax) await pause(5);
      else {
        const service = services[issued % services.length];
        issued += 1;
        await done(kiosk, { type: 'issue-ticket', service, language: 'zh-Hans' });
      }
    }
  };
  const serve = async (counter: Peer) => {
    while (ended < endedMax) {
      const called = await counter.command({ type: 'call-next', after: null }, newId());
      if ('refused' in called && called.refused === 'nobody-waiting') {
        await pause(10);
        continue;
      }
      if (!('ok' in called)) throw new Error(`call-next: ${JSON.stringify(called)}`);
      ended += 1;
      if (ended % missedEvery === 0) await done(counter, { type: 'no-show' });
      else {
        await done(counter, { type: 'serve' });
        await done(counter, { type: 'finish', outcome: 'done' });
      }
    }
  };
  await Promise.all([...kiosks.map(give), ...counters.map(serve)]);
  return performance.now() - from;
}

/** Lets so many wait, and every counter take one in hand. */
async function fill({ waiting }: { readonly waiting: number }): Promise<void> {
  await each(Array.from({ length: waiting + counters.length }), 8, async (_, index) => {
    const service = services[index % services.length];
    await done(kiosks[index % kiosks.length] ?? failing(), {
      type: 'issue-ticket',
      service,
      language: 'en',
    });
  });
  for (const counter of counters)
    await counter.command({ type: 'call-next', after: null }, newId());
}

interface Sent {
  /** Bytes on the wire for one call, the mean. */
  readonly perCall: number;
  /** The view as JSON, and its facts alone. */
  readonly view: number;
  readonly shortest: number;
}

/** Busy counters finish and call, one after the other; only the calls are counted. */
async function calls({ calls: count }: { readonly calls: number }): Promise<Sent> {
  const display = displays[0] ?? failing();
  const perCall: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const counter = counters[index % counters.length] ?? failing();
    await counter.command({ type: 'finish', outcome: 'done' }, newId());
    await pause(apartMs);
    const before = display.bytes;
    const called = await counter.command({ type: 'call-next', after: null }, newId());
    await pause(apartMs);
    // A counter whose services nobody waits for calls nobody.
    if ('ok' in called) perCall.push(display.bytes - before);
  }
  const view = JSON.stringify(lastView);
  const shortest = JSON.stringify(lastView && valuesIn(lastView));
  return {
    perCall: perCall.reduce((sum, bytes) => sum + bytes, 0) / perCall.length,
    view: Buffer.byteLength(view),
    shortest: Buffer.byteLength(shortest),
  };
}

/** The same facts as lists, without the names of fields. */
const valuesIn = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(valuesIn)
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(valuesIn)
      : value;

function failing(): never {
  throw new Error('nobody is there');
}

const acts = { come, live, fill, calls };
export type DayActs = typeof acts;
serveActs(acts);
