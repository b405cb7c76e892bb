/**
 * How a page follows the hub: hello, order, staleness, and one wish that stays one deed.
 */
import { describe, expect, it } from 'vitest';
import { label, serviceId, ticketId } from '../../core/hall/ids.ts';
import type { DisplayView } from '../../core/views/display.ts';
import type { HelloReply, State } from '../../core/wire/messages.ts';
import { protocol, pulseMs, staleMs } from '../../core/wire/protocol.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import {
  type Answered,
  askMs,
  asksMax,
  connectMs,
  connectMsAfter,
  Following,
  helloAgainMs,
  tryMs,
} from '../../ui/following.ts';
import { SteppedClock } from './stepped-clock.ts';

interface Sent {
  readonly event: string;
  readonly body: Record<string, unknown>;
  readonly answer: (reply: unknown) => void;
}

const names = dongchengNames();
const hubTime = Date.UTC(2026, 10, 20, 2, 0);

function view(waiting: number): DisplayView {
  const service = serviceId('tax');
  return { open: true, calls: [], waiting: [{ service, count: waiting }], counters: [] };
}

const state = (seq: number, rev = 0, more: Partial<State<'display'>> = {}): State<'display'> => ({
  seq,
  rev,
  now: hubTime,
  view: view(seq),
  ...more,
});

function begin() {
  const clock = new SteppedClock();
  const sent: Sent[] = [];
  let changes = 0;
  const carrier = {
    send: (event: string, body: unknown, answer: (reply: unknown) => void) => {
      sent.push({ event, body: body as Record<string, unknown>, answer });
    },
  };
  const following = new Following({ peer: 'display' }, carrier, clock, () => {
    changes += 1;
  });
  const last = () => sent[sent.length - 1] as Sent;
  const greet = (reply: HelloReply = { ok: true }) => {
    following.connected();
    last().answer(reply);
  };
  const of = (event: string) => sent.filter((one) => one.event === event);
  return { clock, sent, following, last, greet, of, changes: () => changes };
}

describe('hello', () => {
  it('comes with nothing at first, and with what is shown after a break', () => {
    const { following, last } = begin();
    following.connected();
    expect(last()).toMatchObject({
      event: 'hello',
      body: { peer: 'display', protocol, seq: 0, rev: 0, names: null },
    });
    last().answer({ ok: true });
    following.heardState(state(7, 3, { names }));
    following.disconnected();
    following.connected();
    expect(last().body).toMatchObject({ seq: 7, rev: 3, names: names.version });
  });

  it('is said again while nobody answers, but not after the line broke', () => {
    const { clock, following, sent } = begin();
    following.connected();
    clock.step(tryMs);
    expect(sent).toHaveLength(2);
    following.disconnected();
    clock.step(tryMs * 10);
    expect(sent).toHaveLength(2);
    expect(clock.waiting).toBe(0);
  });

  it('is refused by name, and tried again until the hub takes it', () => {
    const { clock, greet, following, last, sent } = begin();
    greet({ refused: 'unknown-counter' });
    expect(following.shown()).toMatchObject({ refusal: 'unknown-counter', ready: false });
    clock.step(helloAgainMs);
    expect(sent).toHaveLength(2);
    last().answer({ ok: true });
    expect(following.shown()).toMatchObject({ refusal: null, ready: true });
  });

  it('that is answered with reload is not repeated: the page acts on it', () => {
    const { clock, greet, following, sent } = begin();
    greet({ refused: 'reload' });
    clock.step(helloAgainMs * 3);
    expect(following.shown().refusal).toBe('reload');
    expect(sent).toHaveLength(1);
  });

  it('that failed is said again and keeps what is shown', () => {
    const { clock, greet, following, sent } = begin();
    greet({ failed: 'unavailable' });
    expect(following.shown().refusal).toBeNull();
    clock.step(helloAgainMs);
    expect(sent).toHaveLength(2);
  });

  it('an answer of an earlier connection counts for nothing', () => {
    const { following, sent } = begin();
    following.connected();
    following.disconnected();
    following.connected();
    sent[0]?.answer({ refused: 'not-enrolled' });
    expect(following.shown().refusal).toBeNull();
  });
});

describe('states', () => {
  it('are shown whole; names stay when a state brings none', () => {
    const { greet, following } = begin();
    greet();
    following.heardState(state(1, 1, { names }));
    following.heardState(state(2, 1));
    expect(following.shown()).toMatchObject({ names: { version: names.version }, view: view(2) });
  });

  it('that are older than what is shown are not believed', () => {
    const { greet, following, changes } = begin();
    greet();
    following.heardState(state(5, 2));
    const before = changes();
    following.heardState(state(4, 9));
    following.heardState(state(5, 1));
    expect(following.shown().view).toEqual(view(5));
    expect(changes()).toBe(before);
    following.heardState(state(5, 3, { view: view(99) }));
    expect(following.shown().view).toEqual(view(99));
  });

  it('that were made earlier, a forecast alone that moves no number, are not believed either', () => {
    const { greet, following } = begin();
    greet();
    following.heardState(state(5, 2, { view: view(9), now: hubTime + 2_000 }));
    following.heardState(state(5, 2, { view: view(4), now: hubTime + 1_000 }));
    expect(following.shown().view).toEqual(view(9));
    following.heardState(state(5, 2, { view: view(7), now: hubTime + 2_000 }));
    expect(following.shown().view).toEqual(view(7));
  });

  it('the first after a new hello is believed whatever its seq: the hub may have begun anew', () => {
    const { greet, following } = begin();
    greet();
    following.heardState(state(500, 9));
    following.disconnected();
    greet();
    following.heardState(state(2, 1));
    expect(following.shown().view).toEqual(view(2));
    following.heardState(state(1, 1));
    expect(following.shown().view).toEqual(view(2));
  });
});

describe('time', () => {
  it("is the hub's, moved on by the monotonic clock", () => {
    const { clock, greet, following } = begin();
    expect(following.shown().now).toBeNull();
    greet();
    following.heardState(state(1));
    clock.step(2_500);
    expect(following.shown().now).toBe(hubTime + 2_500);
    following.heardPulse({ seq: 1, rev: 0, now: hubTime + 3_000 });
    expect(following.shown().now).toBe(hubTime + 3_000);
  });

  it('stale after 10 s without a word, and says since when', () => {
    const { clock, greet, following } = begin();
    greet();
    following.heardState(state(1));
    for (let pulse = 1; pulse <= 5; pulse += 1) {
      clock.step(pulseMs);
      expect(following.shown().stale).toBe(false);
      following.heardPulse({ seq: 1, rev: 0, now: hubTime + pulse * pulseMs });
    }
    clock.step(staleMs - 1);
    expect(following.shown().stale).toBe(false);
    clock.step(1);
    expect(following.shown()).toMatchObject({ stale: true, heardAt: hubTime + 5 * pulseMs });
  });

  it('stale when the hub never spoke', () => {
    const { clock, following } = begin();
    clock.step(staleMs);
    expect(following.shown()).toMatchObject({ stale: true, heardAt: null });
  });

  it('a pulse before the first state of a connection makes an old picture no fresher', () => {
    const { clock, greet, following } = begin();
    greet();
    following.heardState(state(1));
    following.disconnected();
    clock.step(staleMs);
    greet();
    following.heardPulse({ seq: 9, rev: 0, now: hubTime + 60_000 });
    expect(following.shown().stale).toBe(true);
    following.heardState(state(9, 0, { now: hubTime + 60_000 }));
    expect(following.shown().stale).toBe(false);
  });
});

describe('commands', () => {
  const command = { type: 'issue-ticket', service: 'tax' } as const;
  const done = { ok: true, seq: 9, ticket: ticketId('ticket-1'), label: label('D001') } as const;

  /** What a promise has come to, without waiting for it. */
  function watched(promise: Promise<Answered>) {
    const box: { value?: Answered } = {};
    promise.then((value) => {
      box.value = value;
    });
    return async () => {
      await Promise.resolve();
      await Promise.resolve();
      return box.value;
    };
  }

  it('go out at once and bring the reply', async () => {
    const { greet, following, last } = begin();
    greet();
    const answer = watched(following.command(command, 'r1'));
    expect(last()).toMatchObject({ event: 'command', body: { requestId: 'r1', command } });
    last().answer(done);
    expect(await answer()).toEqual(done);
  });

  it('keep their request id over time-outs and reconnects, and settle once', async () => {
    const { clock, greet, following, of } = begin();
    greet();
    const answer = watched(following.command(command, 'r1'));
    clock.step(tryMs);
    following.disconnected();
    clock.step(3_000);
    expect(of('command')).toHaveLength(2);
    greet();
    expect(of('command').map(({ body }) => body.requestId)).toEqual(['r1', 'r1', 'r1']);
    of('command')[2]?.answer(done);
    of('command')[0]?.answer({ refused: 'hall-closed' });
    expect(await answer()).toEqual(done);
    expect(clock.waiting).toBe(0);
  });

  it('wait for the line, and go out when it stands', async () => {
    const { greet, following, of } = begin();
    const answer = watched(following.command(command, 'r1'));
    expect(of('command')).toHaveLength(0);
    greet();
    of('command')[0]?.answer(done);
    expect(await answer()).toEqual(done);
  });

  it('that nobody answers end as no-answer after the bound', async () => {
    const { clock, greet, following } = begin();
    greet();
    const answer = watched(following.command(command, 'r1'));
    clock.step(askMs - 1);
    expect(await answer()).toBeUndefined();
    clock.step(1);
    expect(await answer()).toEqual({ failed: 'no-answer' });
    expect(clock.waiting).toBe(0);
  });

  it('are bounded in number', async () => {
    const { greet, following } = begin();
    greet();
    for (let ask = 0; ask < asksMax; ask += 1) void following.command(command, `r${ask}`);
    expect(await following.command(command, 'one-more')).toEqual({ failed: 'busy' });
  });

  it('a reprint goes the same way', async () => {
    const { greet, following, last } = begin();
    greet();
    const answer = watched(following.reprint('ticket-1', 'r2'));
    expect(last()).toMatchObject({
      event: 'reprint',
      body: { requestId: 'r2', ticket: 'ticket-1' },
    });
    last().answer({ refused: 'reprinted-enough' });
    expect(await answer()).toEqual({ refused: 'reprinted-enough' });
  });

  it('end when the page stops to follow', async () => {
    const { clock, greet, following } = begin();
    greet();
    const answer = watched(following.command(command, 'r1'));
    following.stop();
    expect(await answer()).toEqual({ failed: 'no-answer' });
    expect(clock.waiting).toBe(0);
  });
});

describe('an attempt to connect', () => {
  const givenUpMs = (...said: string[]) => said.reduce(connectMsAfter, connectMs.first);

  it('is given longer after each one that the hub did not answer in time, up to a bound', () => {
    expect([1, 2, 3, 30].map((count) => givenUpMs(...Array(count).fill('timeout')))).toEqual([
      ...[10_000, 20_000, 20_000, 20_000],
    ]);
  });

  it('is given up early again once a hub that is not there has said so', () => {
    expect(givenUpMs('timeout', 'timeout', 'websocket error')).toBe(5_000);
  });
});
