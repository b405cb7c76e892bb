/**
 * What a hub and its relay say to one another (docs/relay.md). The hub dials out, proves that it has
 * the shared key, and is asked for the views of links that phones follow, each named by the hash of
 * its secret. Both are of one release or say so.
 */
import { z } from 'zod';
import { guideIdSchema, guideServiceSchema, guideVersionSchema } from './guide-paper.ts';
import type { HelloReply, State } from './messages.ts';

export const relayNamespace = '/relay-hub';
/** Raised when a relay and a hub can no longer talk. */
export const relayProtocol = 1;

/** Of an emblem's 256 kB (server/http/emblem.ts), in base64. */
const emblemBase64Max = 4 * Math.ceil((256 * 1024) / 3);

const base64url = (characters: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${characters}}$`), `${characters} of base64url`);

/** SHA-256 of a link's secret, as it stands in the log. */
const linkHashSchema = base64url(43);
const nonce = base64url(22);
/** HMAC-SHA-256 under the shared key. */
const proof = base64url(43);

/** The relay's first word. */
export const challengeSchema = z.strictObject({ nonce });
/** The hub's answer: who it is, and that it has the key. */
export const enterSchema = z.strictObject({
  protocol: z.int().min(0).max(1_000_000),
  hall: z.string().min(1).max(32),
  nonce,
  proof,
});
export const enterReplySchema = z.union([
  z.strictObject({ ok: z.literal(true), proof }),
  z.strictObject({ refused: z.enum(['bad-enter', 'wrong-key', 'other-release']) }),
]);
export type EnterReply = z.output<typeof enterReplySchema>;

export const followSchema = z.strictObject({
  linkHash: linkHashSchema,
  /** The version of the hall's names that the relay has. */
  names: z.string().max(80).nullable(),
});
export const unfollowSchema = z.strictObject({ linkHash: linkHashSchema });
/** `message` is the phone's own, and checked by the hub as one of its own phones'. */
export const relayedActSchema = z.strictObject({ linkHash: linkHashSchema, message: z.unknown() });

/** A guide that a phone asks for, by its id; what is in force is for everybody. */
export const relayedGuideSchema = z.strictObject({ id: guideIdSchema });
/** Which guides there are for a service. */
export const relayedGuidesOfSchema = z.strictObject({ service: guideServiceSchema });
/** `text`: the answer as JSON, with the mark of the package. */
export const guideReplySchema = z.union([
  z.strictObject({ ok: z.literal(true), text: z.string().max(400_000) }),
  z.strictObject({ refused: z.literal('unknown-guide') }),
  z.strictObject({ failed: z.literal('unavailable') }),
]);
export type GuideReply = z.output<typeof guideReplySchema>;

/** A blank or a sample is told in pieces that fit the line; `from`: the byte at which one begins. */
export const relayedFileSchema = z.strictObject({
  version: guideVersionSchema,
  name: z.string().max(100),
  from: z.int().min(0),
});
export const fileReplySchema = z.union([
  /** `piece` in base64, of `size` bytes altogether. */
  z.strictObject({ ok: z.literal(true), piece: z.string().max(400_000), size: z.int().min(0) }),
  z.strictObject({ refused: z.literal('unknown-guide') }),
  z.strictObject({ failed: z.literal('unavailable') }),
]);
export type FileReply = z.output<typeof fileReplySchema>;

/** The relay asks for the hall's emblem. */
export const relayedEmblemSchema = z.strictObject({});
/** The hall's emblem, whole: `bytes` in base64. `none`: the hall has no emblem. */
export const emblemReplySchema = z.union([
  z.strictObject({
    ok: z.literal(true),
    type: z.enum(['image/png', 'image/svg+xml']),
    bytes: z.base64().max(emblemBase64Max),
  }),
  z.strictObject({ refused: z.literal('none') }),
  z.strictObject({ failed: z.literal('unavailable') }),
]);
export type EmblemReply = z.output<typeof emblemReplySchema>;

export type FollowReply =
  | { readonly ok: true; readonly state: State<'phone'> }
  | Exclude<HelloReply, { ok: true }>;

/** A view has changed. */
export interface Relayed {
  readonly linkHash: string;
  readonly state: State<'phone'>;
}

/** The hub's pulse, and when its day ends (epoch ms): then the relay forgets all. */
export interface RelayPulse {
  readonly seq: number;
  readonly rev: number;
  readonly now: number;
  readonly endsAt: number | null;
}
