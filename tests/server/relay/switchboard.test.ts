/**
 * The relay's switchboard on pretend lines: what it holds, what it forgets and when, and that a
 * secret never stays in it.
 */
import { expect, test } from 'vitest';
import type { HelloReply, Pulse, State } from '../../../core/wire/messages.ts';
import type { PhoneReply } from '../../../core/wire/phone.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import type { EmblemReply, FileReply, FollowReply, GuideReply } from '../../../core/wire/relay.ts';
import { linkHashOf } from '../../../server/relay/shared-key.ts';
import { type HubLine, type Phone, Switchboard } from '../../../server/relay/switchboard.ts';
import { HubClock } from '../http/clock.ts';

const link = 'AAAAAAAAAAAAAAAAAAAAAA';
const linkHash = linkHashOf(link);
const hello = { peer: 'phone', protocol, seq: 0, rev: 0, names: null, link };
const names = { version: 'v1' } as never;
const viewOf = (label: string, seq = 1): State<'phone'> =>
  ({ seq, rev: 0, now: 1_000, view: { label }, names }) as never;

class PretendPhone implements Phone {
  readonly states: State<'phone'>[] = [];
  readonly pulses: Pulse[] = [];
  ended = 0;
  state(state: State<'phone'>): void {
    this.states.push(state);
  }
  pulse(pulse: Pulse): void {
    this.pulses.push(pulse);
  }
  end(): void {
    this.ended += 1;
  }
}

class PretendHub implements HubLine {
  readonly follows: { readonly linkHash: string; readonly names: string | null }[] = [];
  readonly unfollowed: string[] = [];
  readonly acts: unknown[] = [];
  answer: FollowReply = { ok: true, state: viewOf('A001') };
  follow(hash: string, has: string | null, answered: (reply: FollowReply) => void): void {
    this.follows.push({ linkHash: hash, names: has });
    answered(this.answer);
  }
  unfollow(hash: string): void {
    this.unfollowed.push(hash);
  }
  act(_hash: string, message: unknown): Promise<PhoneReply> {
    this.acts.push(message);
    return Promise.resolve({ ok: true, seq: 7 });
  }
  guide(id: string): Promise<GuideReply> {
    return Promise.resolve({ ok: true, text: id });
  }
  file(): Promise<FileReply> {
    return Promise.resolve({ refused: 'unknown-guide' });
  }
  guidesOf(service: string): Promise<GuideReply> {
    return Promise.resolve({ ok: true, text: service });
  }
  emblems = 0;
  picture: EmblemReply = { ok: true, type: 'image/png', bytes: 'AAAA' };
  emblem(): Promise<EmblemReply> {
    this.emblems += 1;
    return Promise.resolve(this.picture);
  }
}

function board() {
  const clock = new HubClock();
  const made = new Switchboard({ clock });
  const hub = new PretendHub();
  const come = async (said: object = {}): Promise<PretendPhone & { reply: HelloReply }> => {
    const phone = new PretendPhone();
    const reply = await made.hello(phone, { ...hello, ...said });
    return Object.assign(phone, { reply });
  };
  return { clock, hub, come, board: made };
}

test('a view is asked for when a phone follows it, told to all of its phones, names once each', async () => {
  const { board: made, hub, come } = board();
  made.hubEntered(hub);
  const first = await come();
  const second = await come({ names: 'v1' });
  expect([first.reply, second.reply]).toEqual([{ ok: true }, { ok: true }]);
  expect(hub.follows).toEqual([{ linkHash, names: null }]);
  expect([first, second].map(({ states: [state] }) => state?.names)).toEqual([names, undefined]);
  made.hubShows(hub, { linkHash, state: { ...viewOf('A001', 2), names: undefined as never } });
  expect(first.states.at(-1)).toMatchObject({ seq: 2 });
  expect(first.states.at(-1)).not.toHaveProperty('names');
  expect(second.states).toHaveLength(2);
});

test('a view is followed by its hash; only a wish takes the secret along, to the hub that checks it', async () => {
  const { board: made, hub, come } = board();
  made.hubEntered(hub);
  const phone = await come();
  const wish = { requestId: 'one', command: { type: 'postpone', link } };
  expect(await made.act(phone, wish)).toEqual({ ok: true, seq: 7 });
  expect(hub.acts).toEqual([wish]);
  made.left(phone);
  made.forget();
  expect(JSON.stringify([hub.follows, hub.unfollowed, made.counts()])).not.toContain(link);
});

test('who names another link is stopped here, and so is what is no wish', async () => {
  const { board: made, hub, come } = board();
  made.hubEntered(hub);
  const phone = await come();
  const other = { requestId: 'one', command: { type: 'cancel', link: 'BBBBBBBBBBBBBBBBBBBBBB' } };
  expect(await made.act(phone, other)).toEqual({ refused: 'not-allowed' });
  expect(await made.act(phone, { command: 'rubbish' })).toEqual({ refused: 'not-allowed' });
  expect(await made.act(new PretendPhone(), other)).toEqual({ refused: 'not-allowed' });
  expect(hub.acts).toEqual([]);
  for (const peer of ['display', 'kiosk', 'counter']) {
    expect((await come({ peer })).reply).toEqual({ refused: 'bad-hello' });
  }
  expect((await come({ protocol: 0 })).reply).toEqual({ refused: 'reload' });
});

test('while the hub is gone the last view stands, as old as its last word, and wishes are not taken', async () => {
  const { board: made, hub, come } = board();
  expect((await come()).reply).toEqual({ failed: 'unavailable' });
  made.hubEntered(hub);
  const phone = await come();
  made.hubPulsed(hub, { seq: 1, rev: 0, now: 5_000, endsAt: null });
  expect(phone.pulses).toEqual([{ seq: 1, rev: 0, now: 5_000 }]);
  made.hubLeft(hub);
  const late = await come();
  expect(late.reply).toEqual({ ok: true });
  expect(late.states).toMatchObject([{ now: 5_000, view: { label: 'A001' } }]);
  const wish = { requestId: 'one', command: { type: 'postpone', link } };
  expect(await made.act(late, wish)).toEqual({ failed: 'unavailable' });
  // Another comes: all that is followed is asked for anew.
  const back = new PretendHub();
  back.answer = { ok: true, state: viewOf('A001', 9) };
  made.hubEntered(back);
  expect(back.follows).toEqual([{ linkHash, names: 'v1' }]);
  expect(late.states.at(-1)).toMatchObject({ seq: 9 });
  made.hubShows(hub, { linkHash, state: viewOf('ghost') });
  expect(late.states.at(-1)).toMatchObject({ seq: 9 });
});

test('a link that the hub does not know is told so and kept nowhere', async () => {
  const { board: made, hub, come } = board();
  hub.answer = { refused: 'unknown-link' };
  made.hubEntered(hub);
  const phone = await come();
  expect([phone.reply, phone.ended]).toEqual([{ refused: 'unknown-link' }, 0]);
  expect(made.counts()).toMatchObject({ phones: 0, views: 0 });
  // One that was known and is no more sends its phones to ask again.
  hub.answer = { ok: true, state: viewOf('A001') };
  const known = await come();
  made.hubForgot(hub, linkHash);
  expect([known.ended, made.counts().views]).toEqual([1, 0]);
});

test('a view goes two minutes after its last phone', async () => {
  const { board: made, hub, come, clock } = board();
  made.hubEntered(hub);
  const phone = await come();
  made.left(phone);
  clock.step(119_000);
  expect(made.counts()).toMatchObject({ phones: 0, views: 1 });
  const again = await come();
  clock.step(600_000);
  expect(made.counts()).toMatchObject({ phones: 1, views: 1 });
  made.left(again);
  clock.step(120_000);
  expect([made.counts().views, hub.unfollowed]).toEqual([0, [linkHash]]);
});

test('the end of the day empties it, whether the hub is there or not', async () => {
  const { board: made, hub, come, clock } = board();
  made.hubEntered(hub);
  const phone = await come();
  made.hubPulsed(hub, { seq: 1, rev: 0, now: 1_000, endsAt: 61_000 });
  made.hubLeft(hub);
  clock.step(59_000);
  expect(made.counts().views).toBe(1);
  clock.step(1_000);
  expect(made.counts().views).toBe(0);
  expect(phone.ended).toBe(0);
});

test('the emblem is asked for once a line, stands while the hub is away, and goes with the day', async () => {
  const { board: made, hub, clock } = board();
  expect(await made.emblem()).toEqual({ failed: 'unavailable' });
  hub.picture = { failed: 'unavailable' };
  made.hubEntered(hub);
  expect(await made.emblem()).toEqual({ failed: 'unavailable' });
  // That it could not be had is not kept.
  hub.picture = { refused: 'none' };
  expect(await made.emblem()).toEqual({ refused: 'none' });
  const other = new PretendHub();
  made.hubEntered(other);
  expect(await Promise.all([made.emblem(), made.emblem()])).toEqual([other.picture, other.picture]);
  expect([hub.emblems, other.emblems]).toEqual([2, 1]);
  made.hubPulsed(other, { seq: 1, rev: 0, now: 1_000, endsAt: 61_000 });
  made.hubLeft(other);
  expect(await made.emblem()).toEqual(other.picture);
  clock.step(60_000);
  expect(await made.emblem()).toEqual({ failed: 'unavailable' });
});
