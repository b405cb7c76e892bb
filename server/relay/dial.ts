/**
 * The hub's line out to its relay (docs/relay.md): the hall has no way in, so the hub dials, proves
 * that it has the key, and shows what is asked for, link by link. It comes back by itself, soon after
 * a broken line and slowly after a refusal, and never gives up. Without a relay the hall goes on.
 */
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { Hall } from '../../core/hall/state.ts';
import type { PhoneReply } from '../../core/wire/phone.ts';
import {
  challengeSchema,
  type EmblemReply,
  enterReplySchema,
  type FileReply,
  type FollowReply,
  followSchema,
  type GuideReply,
  type RelayPulse,
  relayedActSchema,
  relayedEmblemSchema,
  relayedFileSchema,
  relayedGuideSchema,
  relayedGuidesOfSchema,
  relayNamespace,
  relayProtocol,
  unfollowSchema,
} from '../../core/wire/relay.ts';
import type { Clock, Dice } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Facts } from '../house/facts.ts';
import type { Plan as Picture } from '../http/plans.ts';
import type { GuideShelf } from '../printing/papers.ts';
import { type PhoneParts, pastView, phoneAct } from '../sockets/phone.ts';
import { setPulse } from '../sockets/pulse.ts';
import { Rooms, type Seat } from '../sockets/rooms.ts';
import { proofOf, sameProof } from './shared-key.ts';

const reconnecting = {
  transports: ['websocket'],
  reconnectionDelay: 500,
  reconnectionDelayMax: 15_000,
  randomizationFactor: 0.5,
  timeout: 5_000,
};
/** Of a file, in one answer. */
const pieceBytes = 256 * 1024;
/** After the relay ended the line, and after it refused: somebody has to act first. */
const comeBackMs = { ended: 2_000, refused: 30_000 };
const enterWithinMs = 5_000;
/** Links shown at once; more than any hall has tickets a day. */
const linksMax = 20_000;
const nonceBytes = 16;
const phone = 'phone:';

export interface RelayDialParts extends PhoneParts {
  readonly keeper: Keeper;
  readonly facts: Pick<Facts, 'now' | 'follow'>;
  /** Left out, phones get no guides by the relay. */
  readonly guideShelf?: Pick<GuideShelf, 'now' | 'of' | 'file'>;
  /** The hall's emblem; left out or null, it has none. */
  readonly emblem?: Picture | null;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
  readonly log: {
    info(facts: object, text: string): void;
    warn(facts: object, text: string): void;
    error(facts: object, text: string): void;
  };
}

export interface RelayAccess {
  /** `https://relay.example`. */
  readonly url: string;
  readonly key: string;
}

/** Dials and stays in line until the returned function is called. */
export function dialRelay(access: RelayAccess, parts: RelayDialParts): () => void {
  const dial = new RelayDial(access, parts);
  return () => dial.close();
}

class RelayDial {
  readonly #access: RelayAccess;
  readonly #parts: RelayDialParts;
  readonly #socket: Socket;
  readonly #rooms: Rooms;
  readonly #pulse: () => void;
  /** Links with a room of their own here. */
  readonly #seats = new Set<string>();
  #entered = false;
  #timer: unknown = null;
  #closed = false;
  #said = '';

  constructor(access: RelayAccess, parts: RelayDialParts) {
    this.#access = access;
    this.#parts = parts;
    this.#rooms = new Rooms({
      ...parts,
      emit: (room, state) => this.#say('state', { linkHash: room.slice(phone.length), state }),
      putOut: (room) => {
        const linkHash = room.slice(phone.length);
        this.#unfollow(linkHash);
        this.#say('forgot', { linkHash });
      },
    });
    let endsAt: number | null = null;
    void parts.keeper.look((hall) => {
      endsAt = hall.day?.endsAt ?? null;
    });
    const unfollow = parts.keeper.follow(({ hall }) => {
      endsAt = hall.day?.endsAt ?? null;
    });
    const pulse = setPulse(parts, (beat) => {
      const told: RelayPulse = { ...beat, endsAt };
      this.#say('pulse', told);
    });
    this.#pulse = () => {
      pulse();
      unfollow();
    };
    this.#socket = io(new URL(relayNamespace, access.url).href, {
      ...reconnecting,
      forceNew: true,
    });
    this.#listen();
  }

  close(): void {
    this.#closed = true;
    this.#parts.clock.clearTimeout(this.#timer);
    this.#pulse();
    this.#socket.disconnect();
    this.#rooms.close();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('connect_error', (error) => this.#lost(error.message));
    socket.on('disconnect', (why) => {
      this.#lost(why);
      if (!socket.active && !this.#closed) this.#comeBack(comeBackMs.ended);
    });
    socket.on('challenge', (message: unknown) => {
      const parsed = challengeSchema.safeParse(message);
      if (parsed.success) this.#enter(parsed.data.nonce);
    });
    socket.on('follow', (message: unknown, reply: unknown) => {
      this.#asked(followSchema, message, reply, (wish) => this.#follow(wish));
    });
    socket.on('act', (message: unknown, reply: unknown) => {
      this.#asked(relayedActSchema, message, reply, ({ linkHash, message: wish }) =>
        phoneAct(linkHash, wish, this.#parts),
      );
    });
    socket.on('guide', (message: unknown, reply: unknown) => {
      this.#asked(relayedGuideSchema, message, reply, async ({ id }): Promise<GuideReply> => {
        const found = await this.#parts.guideShelf?.now(id);
        const text =
          found && JSON.stringify({ ...found.mark, guide: found.guide, files: found.files });
        return text ? { ok: true, text } : { refused: 'unknown-guide' };
      });
    });
    socket.on('guides-of', (message: unknown, reply: unknown) => {
      this.#asked(
        relayedGuidesOfSchema,
        message,
        reply,
        async ({ service }): Promise<GuideReply> => {
          const found = await this.#parts.guideShelf?.of(service);
          const text = found && JSON.stringify({ ...found.mark, guides: found.guides });
          return text ? { ok: true, text } : { refused: 'unknown-guide' };
        },
      );
    });
    socket.on('guide-file', (message: unknown, reply: unknown) => {
      this.#asked(relayedFileSchema, message, reply, async (wish): Promise<FileReply> => {
        const bytes = await this.#parts.guideShelf?.file(wish.version, wish.name);
        if (!bytes) return { refused: 'unknown-guide' };
        const piece = bytes.subarray(wish.from, wish.from + pieceBytes).toString('base64');
        return { ok: true, piece, size: bytes.length };
      });
    });
    socket.on('emblem', (message: unknown, reply: unknown) => {
      this.#asked(relayedEmblemSchema, message, reply, async (): Promise<EmblemReply> => {
        const { emblem } = this.#parts;
        if (!emblem) return { refused: 'none' };
        return { ok: true, type: emblem.type, bytes: emblem.bytes.toString('base64') };
      });
    });
    socket.on('unfollow', (message: unknown) => {
      const parsed = unfollowSchema.safeParse(message);
      if (this.#entered && parsed.success) this.#unfollow(parsed.data.linkHash);
    });
  }

  #enter(relayNonce: string): void {
    const { dice, keeper } = this.#parts;
    const { key, url } = this.#access;
    const nonce = Buffer.from(dice.bytes(nonceBytes)).toString('base64url');
    const proof = proofOf(key, 'hub', relayNonce, nonce);
    const enter = { protocol: relayProtocol, hall: keeper.hall, nonce, proof };
    const connection = this.#socket.id;
    this.#socket.timeout(enterWithinMs).emit('enter', enter, (_late: unknown, answer: unknown) => {
      if (this.#socket.id !== connection || this.#closed) return;
      const parsed = enterReplySchema.safeParse(answer);
      const reply = parsed.success ? parsed.data : { refused: 'no-answer' as const };
      if ('refused' in reply) return this.#refused(`the relay refuses this hub: ${reply.refused}`);
      if (!sameProof(reply.proof, proofOf(key, 'relay', relayNonce, nonce))) {
        return this.#refused('what answers there has not the key of the relay');
      }
      this.#entered = true;
      this.#said = '';
      this.#parts.log.info({ relay: url }, 'the relay is there');
    });
  }

  /** A question of the relay; before it has proved itself nothing is answered. Failures are answered by name. */
  #asked<S extends z.ZodType>(
    schema: S,
    message: unknown,
    reply: unknown,
    answer: (
      wish: z.output<S>,
    ) => Promise<FollowReply | PhoneReply | GuideReply | FileReply | EmblemReply>,
  ): void {
    const parsed = schema.safeParse(message);
    if (!this.#entered || !parsed.success || typeof reply !== 'function') return;
    answer(parsed.data).then(
      (said) => reply(said),
      (error: unknown) => {
        this.#parts.complain('a phone behind the relay could not be answered', error);
        reply({ failed: 'unavailable' });
      },
    );
  }

  async #follow({ linkHash, names }: z.output<typeof followSchema>): Promise<FollowReply> {
    const { keeper } = this.#parts;
    const isKnown = (hall: Hall) => hall.links.has(linkHash);
    if (!(await keeper.look(isKnown))) {
      // Another hub may have given it a moment ago.
      await keeper.catchUp();
      if (!(await keeper.look(isKnown))) return this.#past(linkHash, names);
    }
    if (this.#seats.size >= linksMax) return { failed: 'unavailable' };
    const seat: Seat = { peer: 'phone', linkHash };
    const state = await this.#rooms.enter(seat, names);
    if (state === null) return { refused: 'unknown-link' };
    // One seat a link, however often it is asked for.
    if (this.#seats.has(linkHash) || !this.#entered) this.#rooms.leave(seat);
    else this.#seats.add(linkHash);
    return { ok: true, state: state as Extract<FollowReply, { ok: true }>['state'] };
  }

  async #past(linkHash: string, names: string | null): Promise<FollowReply> {
    const view = await pastView(linkHash, this.#parts);
    if (view === null) return { refused: 'unknown-link' };
    const state = await this.#rooms.alone(view, names);
    return { ok: true, state: state as Extract<FollowReply, { ok: true }>['state'] };
  }

  #unfollow(linkHash: string): void {
    if (this.#seats.delete(linkHash)) this.#rooms.leave({ peer: 'phone', linkHash });
  }

  #say(event: string, body: object): void {
    if (this.#entered) this.#socket.emit(event, body);
  }

  #refused(why: string): void {
    if (this.#said !== why) this.#parts.log.error({ relay: this.#access.url }, why);
    this.#said = why;
    this.#socket.disconnect();
    this.#comeBack(comeBackMs.refused);
  }

  #lost(why: string): void {
    for (const linkHash of [...this.#seats]) this.#unfollow(linkHash);
    if (this.#entered || (this.#said === '' && !this.#closed)) {
      this.#parts.log.warn({ relay: this.#access.url, why }, 'no line to the relay');
      this.#said ||= why;
    }
    this.#entered = false;
  }

  #comeBack(ms: number): void {
    const { clock } = this.#parts;
    clock.clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = clock.setTimeout(() => this.#socket.connect(), ms);
  }
}
