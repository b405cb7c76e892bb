/**
 * Every message of the sockets against rubbish: what nearly fits and what fits nothing, from strangers,
 * screens, phones, kiosks, clerks and managers, and frames that are no messages at all. Each message is
 * answered by a value, none ends the hub or is its bug, and nothing stays behind in memory.
 * `JINGHAO_FUZZ=1000000` sends so many (the night's).
 */
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  bookMessageSchema,
  cancelBookingMessageSchema,
  checkInMessageSchema,
  findBookingsMessageSchema,
  slotsMessageSchema,
} from '../../../core/wire/booking.ts';
import { cardWishSchema } from '../../../core/wire/card.ts';
import { matchCardSchema } from '../../../core/wire/card-match.ts';
import { printFormMessageSchema, printGuideMessageSchema } from '../../../core/wire/guide-paper.ts';
import { callHelpSchema, onHelpSchema } from '../../../core/wire/help.ts';
import {
  consoleMessageSchema,
  helloSchema,
  kioskMessageSchema,
  reprintMessageSchema,
} from '../../../core/wire/messages.ts';
import { rejoinNumberSchema, textNumberSchema } from '../../../core/wire/own-number.ts';
import { phoneMessageSchema } from '../../../core/wire/phone.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import { addToRatingSchema, findRatingSchema, rateSchema } from '../../../core/wire/rating.ts';
import { findTicketSchema, hearScansSchema } from '../../../core/wire/scan.ts';
import { Chance } from '../../hall/world/chance.ts';
import { heapBytes } from '../fuzz/heap.ts';
import { Inputs } from '../fuzz/inputs.ts';
import { type HubOf, hubOf, type PeerEnd } from './rig.ts';

const count = Number(process.env.JINGHAO_FUZZ ?? 50_000);
/** Messages of one peer that are under way at once, below what a stranger may say. */
const together = 8;
const keptBytesMax = 4_096;

const command = z.union([kioskMessageSchema, consoleMessageSchema, phoneMessageSchema]);
/** All that is heard on a socket of the hall, by the name of the message. */
const messages: Readonly<Record<string, z.ZodType>> = {
  hello: helloSchema,
  command,
  reprint: reprintMessageSchema,
  'match-card': matchCardSchema,
  'call-help': callHelpSchema,
  'accept-help': onHelpSchema,
  'finish-help': onHelpSchema,
  slots: slotsMessageSchema,
  book: bookMessageSchema,
  'find-bookings': findBookingsMessageSchema,
  'cancel-booking': cancelBookingMessageSchema,
  'check-in': checkInMessageSchema,
  'await-card': cardWishSchema,
  'leave-card': cardWishSchema,
  'find-rating': findRatingSchema,
  rate: rateSchema,
  'add-to-rating': addToRatingSchema,
  'rejoin-number': rejoinNumberSchema,
  'text-number': textNumberSchema,
  'print-guide': printGuideMessageSchema,
  'print-form': printFormMessageSchema,
  'hear-scans': hearScansSchema,
  'find-ticket': findTicketSchema,
};
const names = Object.keys(messages);

/** Who comes in, by cookie and hello; a hello that is left out is fuzzed. */
const seats: readonly { cookies?: string; hello?: object }[] = [
  ...[{}, { hello: { peer: 'display' } }, { cookies: 'kiosk=door', hello: { peer: 'kiosk' } }],
  { cookies: 'clerk=wang', hello: { peer: 'counter', counter: '1' } },
  { cookies: 'manager=boss', hello: { peer: 'manager' } },
  { cookies: '%%%; kiosk=', hello: { peer: 'kiosk' } },
];

class Speaker {
  readonly wrong: unknown[] = [];
  readonly answers = new Map<string, number>();
  readonly #hub: HubOf;
  readonly #seat: (typeof seats)[number];
  readonly #chance: Chance;
  readonly #inputs: Inputs;
  #peer: PeerEnd | null = null;

  constructor(hub: HubOf, seat: (typeof seats)[number], inputs: Inputs, chance: Chance) {
    this.#hub = hub;
    this.#seat = seat;
    this.#inputs = inputs;
    this.#chance = chance;
  }

  /** Says some messages, comes in again when it was put out, and looks at what was answered. */
  async say(): Promise<void> {
    const peer = await this.#in();
    const said = Array.from({ length: together }, async () => {
      const name = this.#chance.pick(names);
      const schema = messages[name] ?? z.any();
      const message = this.#chance.hit(0.7) ? this.#inputs.near(schema) : this.#inputs.anything();
      if (this.#chance.hit(0.02)) peer.socket.emit(name, message, 'no function');
      else this.#looked(name, message, await peer.ask<unknown>(name, message));
    });
    await Promise.race([Promise.all(said), peer.putOut]);
  }

  #looked(name: string, message: unknown, answer: unknown): void {
    const said = typeof answer === 'object' && answer !== null ? Object.keys(answer) : [];
    const kind = said.includes('refused')
      ? 'refused'
      : (said.find((key) => key === 'failed') ?? 'ok');
    this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1);
    if (said.length === 0 || kind === 'failed') this.wrong.push({ name, message, answer });
  }

  async #in(): Promise<PeerEnd> {
    if (this.#peer?.socket.connected) return this.#peer;
    const peer = this.#hub.connect(this.#seat.cookies);
    this.#peer = peer;
    await new Promise<void>((come) => peer.socket.once('connect', come));
    const hello = this.#seat.hello ?? this.#inputs.near(helloSchema);
    await peer.ask('hello', { protocol, seq: 0, rev: 0, names: null, ...(hello as object) });
    return peer;
  }
}

test(
  `${count} messages: each is answered, none is a bug`,
  async () => {
    const hub = await hubOf();
    const { peer: door } = await hub.join('kiosk', 'kiosk=door');
    const wish = { requestId: 'first', command: { type: 'issue-ticket', service: 'a' } };
    const { ticket, link } = (await door.command(wish)) as { ticket: string; link: string };
    const chance = new Chance(20_261_122);
    const inputs = new Inputs(chance, {
      ...{ service: ['a', 'b'], counter: ['1', '2'], kiosk: ['door'], ticket: [ticket] },
      ...{ link: [link], label: ['A001'], names: [null], reason: ['other'] },
      ...{ code: ['ABCD2345'], call: ['call-0001'], after: [null] },
      requestId: Array.from({ length: 500 }, (_, at) => `wish-${at}`),
    });
    const phone = { hello: { peer: 'phone', link } };
    const speakers = [...seats, phone].map((seat) => new Speaker(hub, seat, inputs, chance));
    const rounds = Math.ceil(count / speakers.length / together);
    let before = 0;
    for (let round = 0; round < rounds; round += 1) {
      if (round === Math.floor(rounds / 2)) before = heapBytes();
      await Promise.all(speakers.map((speaker) => speaker.say()));
      hub.clock.step(1_000);
      for (const speaker of speakers) expect(speaker.wrong).toEqual([]);
    }
    expect(hub.complaints).toEqual([]);
    const answers = speakers.flatMap(({ answers }) => [...answers]);
    const all = (kind: string) =>
      answers.reduce((sum, [name, times]) => sum + (name === kind ? times : 0), 0);
    expect(all('ok')).toBeGreaterThan(count / 100);
    expect(all('refused')).toBeGreaterThan(count / 10);
    expect((heapBytes() - before) / (count / 2)).toBeLessThan(keptBytesMax);
    await hub.join('display');
  },
  600_000 + 10 * count,
);

/** The beginning of a frame as Engine.IO and Socket.IO write it, and what follows it too early. */
const beginnings = [
  ...['', '0', '0{"token":1}', '1', '2', '2probe', '3', '4', '40', '40{"a":1}', '40/agent,', '41'],
  ...['42', '42[', '42["hello"]', '42{"hello":1}', '420["hello",{}]', '42["hello",', '42[null]'],
  ...['43', '430[]', '44{"message":"x"}', '45', '451-["command",{"_placeholder":true,"num":0}]'],
  ...[
    '4599999999-["command"]',
    '46',
    '42["__proto__",{}]',
    '42["disconnect"]',
    '49',
    '5',
    'b4AAA=',
  ],
];

test('frames that are no messages end their own connection at the most', async () => {
  const hub = await hubOf();
  const { peer: calm } = await hub.join('display');
  const { port } = calm.socket.io.opts as { port: string };
  const chance = new Chance(7);
  const inputs = new Inputs(chance, {});
  const frame = (): string | Uint8Array<ArrayBuffer> => {
    if (chance.hit(0.2)) return new Uint8Array(chance.bytes(chance.whole(0, 64)));
    const text = chance.hit(0.5) ? '' : JSON.stringify(inputs.anything());
    return chance.pick(beginnings) + text;
  };
  for (let turn = 0; turn < 500; turn += 1) {
    const line = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((opens) => line.addEventListener('open', opens));
    const closed = new Promise((closes) => line.addEventListener('close', closes));
    if (chance.hit(0.7)) line.send('40');
    for (let left = chance.whole(1, 12); left > 0; left -= 1) line.send(frame());
    line.close();
    await closed;
  }
  expect(hub.complaints).toEqual([]);
  expect(calm.socket.connected).toBe(true);
  await hub.join('kiosk', 'kiosk=door');
  expect(hub.sockets.count()).toBe(2);
}, 120_000);
