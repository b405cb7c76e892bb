/**
 * The stand-in with a real hub: what a visitor gets while the hub is away, and what becomes of it
 * when the hub is back, whatever breaks on the way.
 */
import { describe, expect, it } from 'vitest';
import { boss, hub as clockOf, kiosk, minuteMs, wang } from '../../core/hall.ts';
import { service, smallHall } from '../../core/halls.ts';
import { typesIn } from '../../server/hall/rig.ts';
import { hallAndKiosk } from './rig.ts';

const hourMs = 60 * minuteMs;
const adoptedOf = (types: readonly string[]) => types.filter((type) => type === 'ticket-adopted');
type Held = Awaited<ReturnType<typeof hallAndKiosk>>;
const ticketsOf = ({ hub }: Held) =>
  hub.keeper.look((hall) =>
    [...hall.tickets.values()].map(({ label, status, orderAt, away }) => ({
      ...{ label, status, orderAt, unsure: away?.unsure },
    })),
  );

describe('while the hub is away', () => {
  it('AWAY-1 gives numbers of its own family, and the same tap is the same number', async () => {
    const { pc } = await hallAndKiosk();
    await pc.goes();
    expect(await pc.tap('one')).toMatchObject({ ok: true, label: 'AK001', away: true });
    expect(await pc.tap('two', 'b')).toMatchObject({ label: 'BK001' });
    expect(await pc.tap('three')).toMatchObject({ label: 'AK002' });
    expect(await pc.tap('one')).toMatchObject({ label: 'AK001' });
    await pc.settle();
    expect(pc.printed.map(({ job }) => job)).toHaveLength(3);
    expect(pc.stands.left()).toMatchObject({ open: 3 });
  });

  it('AWAY-2 says no by the rules that it was told', async () => {
    const services = [
      service('a', 'A', true, { realName: 'required' }),
      service('b', 'B', true, { realName: 'optional', dailyMax: 2 }),
      service('c', 'C', false),
      service('d', 'D'),
    ];
    const { pc, hub } = await hallAndKiosk(smallHall({ services }));
    await hub.ask(kiosk.takes('b'));
    await pc.pass(20_000);
    await pc.goes();
    const person = { kind: 'id-card', number: '11010519491231002X' };
    expect(await pc.tap('1', 'a', { person })).toMatchObject({ refused: 'identity-needed' });
    expect(await pc.tap('2', 'b', { person })).toMatchObject({ label: 'BK001' });
    expect(await pc.tap('3', 'b')).toMatchObject({ refused: 'day-exhausted', max: 2 });
    expect(await pc.tap('4', 'c')).toMatchObject({ refused: 'service-closed' });
    expect(await pc.tap('5', 'x')).toMatchObject({ refused: 'unknown-service' });
    expect(await pc.stands.command({ nonsense: 1 })).toMatchObject({ refused: 'bad-input' });
    const written = [...pc.disk.files.values()].map((bytes) => Buffer.from(bytes).toString());
    expect(written.join('')).not.toContain('110105');
  });

  it('HALT-3 gives no number in an emergency of which the hub had told', async () => {
    const { pc } = await hallAndKiosk();
    const told = pc.stands.state();
    if (told === null) throw new Error('the stand-in knows of no hall');
    const emergency = { kind: 'evacuation', words: null, since: 0 } as const;
    pc.stands.heard({ ...told, view: { ...told.view, emergency } });
    await pc.goes();
    expect(await pc.tap('one')).toEqual({ refused: 'emergency', kind: 'evacuation' });
    pc.stands.heard({ ...told, view: { ...told.view, emergency: null } });
    expect(await pc.tap('one')).toMatchObject({ label: 'AK001' });
  });

  it('knows nothing of a hall that it never heard of, and gives nothing', async () => {
    const { pc } = await hallAndKiosk();
    await pc.goes();
    pc.disk.files.clear();
    await pc.restart();
    expect(pc.stands.state()).toBe(null);
    expect(await pc.tap('one')).toEqual({ failed: 'unavailable' });
  });

  it('shows the page a view that says so, with names, and changes with every number', async () => {
    const { pc } = await hallAndKiosk();
    await pc.goes();
    const before = pc.stands.state();
    expect(before).toMatchObject({
      view: { kiosk: 'door', open: true, away: { since: pc.clock.now() }, help: 'none' },
      names: { version: 'v1' },
    });
    let told = 0;
    const end = pc.stands.onState(() => {
      told += 1;
    });
    await pc.tap('one');
    await pc.settle();
    end();
    expect(told).toBeGreaterThan(0);
    expect(pc.stands.state()?.seq).toBeGreaterThan(before?.seq ?? 0);
    expect(pc.stands.state()?.view.prints).toMatchObject([{ because: 'issued', state: 'printed' }]);
  });

  it('says when the paper is out, and prints the slip once more, at most three times', async () => {
    const { pc } = await hallAndKiosk();
    await pc.goes();
    pc.printer = { outcome: 'failed', reason: 'paper-out' };
    const taken = await pc.tap('one');
    await pc.settle();
    expect(pc.stands.state()?.view.prints).toMatchObject([
      { state: 'failed', reason: 'paper-out' },
    ]);
    const ticket = 'ok' in taken ? taken.ticket : '';
    const again = (requestId: string) => pc.stands.reprint({ requestId, ticket });
    for (const n of [1, 2, 2, 3]) expect(await again(`again-${n}`)).toMatchObject({ ok: true });
    expect(await again('again-4')).toEqual({ refused: 'reprinted-enough' });
    const ticketOfHub = { requestId: 'x', ticket: 'ticket-of-the-hub' };
    expect(await pc.stands.reprint(ticketOfHub)).toEqual({ failed: 'unavailable' });
    pc.printer = null;
    await pc.tap('two');
    await pc.settle();
    expect(pc.stands.state()?.view.printer).toBe('none');
  });

  it('a slip says why, names the windows, promises nothing', async () => {
    const { pc } = await hallAndKiosk(smallHall({ publicUrl: 'https://hall.example' }));
    await pc.goes();
    await pc.tap('one', 'a', { language: 'en' });
    await pc.settle();
    const [{ paper = [] } = {}] = pc.printed;
    const text = JSON.stringify(paper);
    expect(paper).toContainEqual({ kind: 'label', text: 'AK001' });
    expect(text).toContain('https://hall.example/t/');
    expect(text).toContain('Window 1, 2');
    expect(text).not.toContain('minutes');
    expect(JSON.stringify([...pc.disk.files])).not.toContain('hall.example/t/');
  });

  it('AWAY-3 gives no number when it cannot be written down', async () => {
    const { pc } = await hallAndKiosk();
    await pc.goes();
    pc.disk.full = { part: 0.4 };
    expect(await pc.tap('one')).toEqual({ failed: 'unavailable' });
    expect(pc.printed).toEqual([]);
    pc.disk.full = null;
    expect(await pc.tap('one')).toMatchObject({ label: 'AK001' });
  });
});

describe('when the hub is back', () => {
  it('AWAY-3 hands all of it over, once, and says no more', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await pc.goes();
    for (let n = 1; n <= 120; n += 1) await pc.tap(`tap-${n}`);
    await pc.comes();
    expect(pc.stands.left()).toMatchObject({ open: 0, refused: 0 });
    await pc.pass(60_000);
    expect(adoptedOf(await typesIn(hub.store))).toHaveLength(120);
    await hub.isTrue(hub.store);
    const late = await hub.ask(kiosk.takes('a'), 'tap-7');
    expect(late).toMatchObject({ label: 'AK007', away: true });
  });

  it('AWAY-3 says again what was not answered; the hub takes each once', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await pc.goes();
    for (let n = 1; n <= 60; n += 1) await pc.tap(`tap-${n}`);
    pc.answers = 0;
    await pc.comes();
    expect(pc.stands.left().open).toBe(60);
    await pc.restart();
    pc.answers = 1;
    await pc.pass(16_000);
    pc.answers = Number.POSITIVE_INFINITY;
    await pc.pass(16_000);
    expect(pc.stands.left().open).toBe(0);
    expect(adoptedOf(await typesIn(hub.store))).toHaveLength(60);
  });

  it('AWAY-7 one tap that the hub and the kiosk both answered is one number that waits', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await hub.ask(kiosk.takes('a'), 'tap');
    await pc.goes();
    expect(await pc.tap('tap')).toMatchObject({ label: 'AK001' });
    await pc.comes();
    expect(await ticketsOf(both)).toMatchObject([
      { label: 'A001', status: 'cancelled' },
      { label: 'AK001', status: 'held' },
    ]);
  });

  it('AWAY-4 the order is that in which they came, over 8 hours and three kinds of clocks', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await hub.ask(wang.signsIn('2'));
    await pc.goes();
    const order: string[] = [];
    const tap = async (n: number) => {
      const reply = await pc.tap(`tap-${n}`);
      order.push('ok' in reply ? String(reply.label) : '');
    };
    for (let hour = 0; hour < 8; hour += 1) {
      await tap(2 * hour);
      await pc.pass(30 * minuteMs);
      // Somebody takes a number at another kiosk, which still has the hub.
      const theirs = await hub.ask(kiosk.takes('a'));
      order.push('ok' in theirs ? String(theirs.label) : '');
      await pc.pass(30 * minuteMs);
      // The agent dies; its own clock is set by some minutes.
      if (hour === 2) await pc.restart(12 * minuteMs);
    }
    await pc.comes();
    await hub.ask(boss.settles([...(await heldIds(both))]));
    const tickets = (await ticketsOf(both)).toSorted((a, b) => a.orderAt - b.orderAt);
    expect(tickets.map(({ label }) => label)).toEqual(order);
    expect(tickets.filter(({ unsure }) => unsure)).toHaveLength(5);
    await hub.isTrue(hub.store);
  });

  it('AWAY-1 AWAY-6 over midnight: yesterday’s are closed, today’s wait, and no number comes twice', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await pc.goes();
    await pc.tap('evening');
    await pc.pass(23 * hourMs);
    await hub.ask(clockOf.passesTime());
    expect(await pc.tap('morning')).toMatchObject({ label: 'AK002' });
    await pc.comes();
    expect(await ticketsOf(both)).toMatchObject([{ label: 'AK002', status: 'held' }]);
    const closed = await hub.keeper.look((hall) => hall.adoptedClosed.map(({ label }) => label));
    expect(closed).toEqual(['AK001']);
    await pc.goes();
    expect(await pc.tap('later')).toMatchObject({ label: 'AK003' });
    await pc.comes();
    await pc.pass(24 * hourMs);
    await hub.ask(clockOf.passesTime());
    await pc.pass(20_000);
    await pc.goes();
    expect(await pc.tap('next-day')).toMatchObject({ label: 'AK001' });
  });

  it('AWAY-6 a hall that was closed by hand gives nothing, and takes over when it opens', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await pc.goes();
    await pc.tap('one');
    await hub.ask(boss.closes());
    await pc.comes();
    expect(pc.stands.left().open).toBe(1);
    await pc.goes();
    expect(await pc.tap('two')).toEqual({ refused: 'hall-closed' });
    await pc.comes();
    await hub.ask(boss.opens(smallHall()));
    await pc.pass(16_000);
    expect(pc.stands.left().open).toBe(0);
    expect(adoptedOf(await typesIn(hub.store))).toHaveLength(1);
  });

  it('keeps and names what the hub will never take', async () => {
    const { pc, hub } = await hallAndKiosk();
    await pc.goes();
    await pc.tap('one');
    const kiosks = [{ ...smallHall().kiosks[0], letter: 'M' }] as never;
    await hub.ask(boss.opens(smallHall({ version: 'v2', kiosks })));
    await pc.comes();
    expect(pc.stands.left()).toMatchObject({ open: 0, refused: 1 });
    await pc.goes();
    expect(await pc.tap('two')).toMatchObject({ label: 'AM001' });
  });

  it('AWAY-4 a PC whose clock has stopped is unsure, and nothing of it is lost', async () => {
    const both = await hallAndKiosk();
    const { pc, hub } = both;
    await pc.goes();
    await pc.pass(24 * hourMs);
    await hub.ask(clockOf.passesTime());
    await pc.restart(-400 * 24 * hourMs);
    await pc.tap('one');
    await pc.comes();
    expect(await ticketsOf(both)).toMatchObject([{ label: 'AK001', status: 'held', unsure: true }]);
    await pc.pass(hourMs);
    await hub.ask(clockOf.passesTime());
    expect(await ticketsOf(both)).toMatchObject([{ status: 'held' }]);
  });

  it('a file of what it knows that is damaged is as none', async () => {
    const { pc } = await hallAndKiosk();
    await pc.goes();
    await pc.tap('one');
    pc.disk.files.set('/data/known.json', Buffer.from('nonsense'));
    await pc.restart();
    expect(pc.stands.state()).toBe(null);
    await pc.comes();
    expect(pc.stands.state()).not.toBe(null);
    expect(pc.stands.left().open).toBe(0);
  });
});

const heldIds = ({ hub }: Held) => hub.keeper.look((hall) => [...hall.held]);
