/**
 * What a hub and the agent on a kiosk or counter PC say to each other, in a Socket.IO namespace of
 * their own. The agent says `hello` on every connect and hears which devices it hosts; the hub says
 * wishes and print jobs; the agent says health, keys, scans, cards, answers, and how jobs ended.
 *
 * Every message is checked on both sides, and everything in it has a bound. Papers are the largest;
 * only the hub sends them. What is on a card lives in memory on both sides and nowhere else.
 */
import { z } from 'zod';
import type { BadInput } from './messages.ts';

/** Raised when older agents can no longer follow; they are told `reload` and say so in their log. */
export const agentProtocol = 1;
export const agentNamespace = '/agent';
/** The agent's key stands in this header of the handshake: `Authorization: Bearer …`. */
export const agentKeyHeader = 'authorization';
/** An agent that is gone for longer is away: its devices are then `unplugged`. */
export const agentAwayMs = 5_000;

/** A long notice or guide has some hundred lines. */
const paperBlocksMax = 600;
export const paperCharsMax = 60_000;
export const hostedDevicesMax = 64;
/** What one scan may hold. */
const scanCharsMax = 2_000;

export const deviceKinds = ['printer', 'strip', 'keypad', 'pad', 'reader', 'scanner'] as const;
export type HostedKind = (typeof deviceKinds)[number];

const deviceIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9@:._-]{0,63}$/, 'the id of a device: a-z, 0-9 and @ : . _ -');
/** As the hub's tables know it; the agent only tells it from others. */
const jobSchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'the id of a print job');
const words = z.string().max(1_000);

export const hostedDeviceSchema = z.strictObject({
  id: deviceIdSchema,
  kind: z.enum(deviceKinds),
  /** As the hall's configuration says it, e.g. `serial:/dev/ttyUSB0?baud=19200`. */
  address: z.string().min(1).max(300),
});
/** A device that the agent is to host. */
export type HostedDevice = z.infer<typeof hostedDeviceSchema>;

const block = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string().max(4_000),
    size: z.exactOptional(z.union([z.literal(1), z.literal(2), z.literal(3)])),
    align: z.exactOptional(z.enum(['left', 'center', 'right'])),
    bold: z.exactOptional(z.boolean()),
    indent: z.exactOptional(z.union([z.literal(1), z.literal(2), z.literal(3)])),
    first: z.exactOptional(z.union([z.literal(1), z.literal(2)])),
  }),
  z.strictObject({ kind: z.literal('heading'), text: words }),
  z.strictObject({
    kind: z.literal('list'),
    mark: z.enum(['number', 'box', 'dot']),
    items: z
      .array(z.strictObject({ text: words, detail: z.exactOptional(words) }))
      .max(100)
      .readonly(),
  }),
  z.strictObject({ kind: z.literal('field'), label: words }),
  z.strictObject({ kind: z.literal('label'), text: z.string().max(40) }),
  z.strictObject({ kind: z.literal('pair'), left: words, right: words }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('qr'), text: z.string().max(300) }),
  z.strictObject({ kind: z.literal('space'), lines: z.int().min(0).max(50) }),
]);
export const paperSchema = z
  .array(block)
  .max(paperBlocksMax)
  .refine(
    (paper) => JSON.stringify(paper).length <= paperCharsMax,
    `a paper of at most ${paperCharsMax} characters`,
  );

export const agentHelloSchema = z.strictObject({
  peer: z.literal('agent'),
  protocol: z.int().min(0).max(1_000_000),
  /** The program's version, for whoever looks after the hall. */
  version: z.string().max(40),
});

const hostedSchema = z.strictObject({
  devices: z.array(hostedDeviceSchema).max(hostedDevicesMax),
});

export const agentHelloReplySchema = z.union([
  hostedSchema.extend({
    ok: z.literal(true),
    /** Where the agent stands: its own id, or that of the kiosk whose PC it runs on. */
    place: z.string().max(64),
    hall: z.string().max(64),
  }),
  z.strictObject({ refused: z.enum(['bad-hello', 'reload', 'not-enrolled']) }),
  z.strictObject({ failed: z.literal('unavailable') }),
]);
export type AgentHelloReply = z.infer<typeof agentHelloReplySchema>;

/** The keys of a caller keypad, by what they ask for. */
export const keypadKeys = [
  'call-next',
  'recall',
  'start-serving',
  'finish',
  'no-show',
  'park',
  'resume',
  'pause',
  'transfer',
  'cancel',
] as const;

const device = deviceIdSchema;

/** What the hub says unasked, by the name of the message. None of these is answered. */
export const wishSchemas = {
  /** All that the agent hosts from now on. */
  hosted: hostedSchema,
  show: z.strictObject({
    device,
    face: z
      .strictObject({
        text: z.string().max(400),
        colour: z.enum(['red', 'green', 'amber']),
        brightness: z.int().min(1).max(16),
      })
      .nullable(),
  }),
  keypad: z.strictObject({
    device,
    called: z.string().max(40).nullable(),
    waiting: z.int().min(0).max(100_000),
  }),
  beep: z.strictObject({ device }),
  /** `ask` names the question, whose answer comes as `pad-answer`; null takes it back. */
  pad: z.strictObject({ device, ask: z.string().max(64).nullable() }),
  /** Whether somebody waits for a card. */
  'await-card': z.strictObject({ device, wanted: z.boolean() }),
  /** Another agent came with the same place: this one is put out. */
  replaced: z.strictObject({}),
} as const;
export type Wishes = { [Name in keyof typeof wishSchemas]: z.infer<(typeof wishSchemas)[Name]> };

/** Prints once, however often it is said: the job's id is what counts. Answered by a `JobReply`. */
export const printSchema = z.strictObject({ device, job: jobSchema, paper: paperSchema });
export type PrintWish = z.infer<typeof printSchema>;
/** Asks how a job stands, without printing it. Answered by a `JobReply`. */
export const askJobSchema = z.strictObject({ job: jobSchema });

const detail = z.exactOptional(z.string().max(600));
const used = z.exactOptional(
  z.strictObject({ mm: z.number().min(0).max(100_000), cuts: z.int().min(0).max(1_000) }),
);
export const printOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('printed'), detail, used }),
  z.strictObject({
    outcome: z.literal('failed'),
    reason: z.enum([
      'paper-out',
      'cover-open',
      'overheated',
      'offline',
      'error',
      'unplugged',
      'silent',
    ]),
    detail,
    used,
  }),
  z.strictObject({
    outcome: z.literal('unknown'),
    reason: z.enum(['lost-in-print', 'no-answer']),
    detail,
    used,
  }),
]);
export type WireOutcome = z.infer<typeof printOutcomeSchema>;

export const jobReplySchema = z.union([
  z.strictObject({ is: z.literal('running') }),
  z.strictObject({ is: z.literal('ended'), outcome: printOutcomeSchema }),
  /** Not a byte of it went out from here. */
  z.strictObject({ is: z.literal('not-known') }),
  z.strictObject({
    refused: z.literal('bad-input'),
    field: z.string().max(300),
    rule: z.string().max(600),
  }),
]);
export type JobReply = z.infer<typeof jobReplySchema>;

/** What the agent says. `ended` is said again until it is answered; the others are not answered. */
export const sayingSchemas = {
  health: z.strictObject({
    device,
    state: z.enum([
      'ready',
      'error',
      'unplugged',
      'silent',
      'unknown',
      'paper-low',
      'paper-out',
      'cover-open',
      'overheated',
      'offline',
    ]),
    /** How long ago the last byte came: the two machines' clocks may differ. */
    heardMsAgo: z.int().min(0).nullable(),
    detail: z.string().max(600),
  }),
  key: z.strictObject({ device, key: z.enum(keypadKeys) }),
  scan: z.strictObject({ device, text: z.string().max(scanCharsMax) }),
  card: z.strictObject({
    device,
    card: z.union([
      z.strictObject({
        read: z.strictObject({
          card: z.enum(['resident', 'foreign-resident', 'hk-macao-taiwan']),
          name: z.string().max(120),
          number: z.string().max(40),
          birth: z.string().max(10),
          validFrom: z.string().max(10),
          validTo: z.string().max(10).nullable(),
        }),
      }),
      z.strictObject({ failed: z.enum(['unreadable', 'invalid', 'not-supported']) }),
    ]),
  }),
  'pad-answer': z.strictObject({
    device,
    ask: z.string().max(64),
    answer: z.union([
      z.strictObject({
        key: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
      }),
      z.enum(['unrated', 'unreachable']),
    ]),
  }),
  ended: z.strictObject({ job: jobSchema, outcome: printOutcomeSchema }),
} as const;
export type Sayings = {
  [Name in keyof typeof sayingSchemas]: z.infer<(typeof sayingSchemas)[Name]>;
};

/** The answer to `ended`: the hub has it, and need not be told again. */
export type EndedReply = { readonly ok: true } | BadInput | { readonly failed: 'unavailable' };
