/**
 * What a kiosk hands over when the hub is back, on the real keeper: one tap is one number that counts,
 * whatever was lost on the way, and however often it is said.
 */
import { describe, expect, it } from 'vitest';
import { kioskId, label, serviceId, ticketId } from '../../../core/hall/ids.ts';
import { type Adopted, adoptReplySchema, standInSchema } from '../../../core/wire/adopting.ts';
import { memoryLog } from '../../../log/memory.ts';
import { adopt, standIn } from '../../../server/hall/adopting.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { boss, kiosk, wang } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { openHall, settled, stream, typesIn } from './rig.ts';

const door = kioskId('door');
const away = (n: number, now: number, changes: object = {}) => ({
  ticket: ticketId(`away-000${n}`),
  requestId: `tap-${n}`,
  label: label(`AK00${n}`),
  service: serviceId('a'),
  language: 'zh-Hans' as const,
  linkHash: null,
  takenAt: now,
  unsure: false,
  ...changes,
});
const adopted = (...ids: number[]) => ({
  outcomes: ids.map((n) => ({ ticket: `away-000${n}`, is: 'adopted' })),
});

describe('handing over', () => {
  it('AWAY-3 makes every number the hall’s, and the same message again changes nothing', async () => {
    const { keeper, clock, store, isTrue } = await openHall();
    const message = { tickets: [away(1, clock.now()), away(2, clock.now())] };
    const first = await adopt({ keeper }, door, message);
    expect(first).toEqual(adopted(1, 2));
    expect(adoptReplySchema.parse(first)).toEqual(first);
    expect(await adopt({ keeper }, door, message)).toEqual(adopted(1, 2));
    expect(await typesIn(store)).toEqual(['day-opened', 'ticket-adopted', 'ticket-adopted']);
    await isTrue(store);
  });

  it('AWAY-3 both at once are one deed', async () => {
    const { keeper, clock, store } = await openHall();
    const message = { tickets: [away(1, clock.now())] };
    const both = [adopt({ keeper }, door, message), adopt({ keeper }, door, message)];
    expect(await Promise.all(both)).toEqual([adopted(1), adopted(1)]);
    expect(await typesIn(store)).toEqual(['day-opened', 'ticket-adopted']);
  });

  it('AWAY-3 a late try of the tap is answered with the number that the visitor has', async () => {
    const { keeper, clock, ask, store } = await openHall();
    await adopt({ keeper }, door, { tickets: [away(1, clock.now())] });
    const late = await ask(kiosk.takes('a'), 'tap-1');
    expect(late).toMatchObject({ ok: true, ticket: 'away-0001', label: 'AK001', away: true });
    const tickets = { tickets: [away(2, clock.now())] };
    const together = [adopt({ keeper }, door, tickets), ask(kiosk.takes('a'), 'tap-2')];
    expect((await Promise.all(together))[1]).toMatchObject({ label: 'AK002' });
    expect(await typesIn(store)).not.toContain('ticket-issued');
  });

  it('AWAY-7 a number that the hub gave for the tap is cancelled, once, whatever is said again', async () => {
    const { keeper, clock, ask, store, isTrue } = await openHall();
    await ask(kiosk.takes('a'), 'tap-1');
    const message = { tickets: [away(1, clock.now())] };
    for (let times = 0; times < 3; times += 1) {
      expect(await adopt({ keeper }, door, message)).toEqual(adopted(1));
    }
    const types = ['day-opened', 'ticket-issued', 'ticket-cancelled', 'ticket-adopted'];
    expect(await typesIn(store)).toEqual(types);
    await isTrue(store);
  });

  it('AWAY-7 also when the tap and the paper come in the same breath, or the tap was refused', async () => {
    const { keeper, clock, ask, store } = await openHall();
    const tickets = [away(1, clock.now()), away(2, clock.now())];
    const asked = [ask(kiosk.takes('a'), 'tap-1'), ask(kiosk.takes('d'), 'tap-2')];
    const handed = adopt({ keeper }, door, { tickets });
    expect(await Promise.all(asked)).toMatchObject([
      { label: 'A001' },
      { refused: 'service-closed' },
    ]);
    expect(await handed).toEqual(adopted(1, 2));
    expect(await adopt({ keeper }, door, { tickets })).toEqual(adopted(1, 2));
    expect((await typesIn(store)).slice(1)).toEqual([
      ...['ticket-issued', 'ticket-cancelled', 'ticket-adopted', 'ticket-adopted'],
    ]);
  });

  it('AWAY-3 what is not known to have come through is said again, and is one deed', async () => {
    const { keeper, clock, ask, store, log, isTrue } = await openHall();
    await ask(kiosk.takes('a'), 'tap-1');
    const message = { tickets: [away(1, clock.now()), away(2, clock.now())] };
    for (const fate of ['written', 'lost'] as const) {
      log.fates.push(fate);
      const first = adopt({ keeper }, door, message);
      // The kiosk has gone before the hub knows what came of it.
      await settled();
      clock.step(5_000);
      await first;
      expect(await adopt({ keeper }, door, message)).toEqual(adopted(1, 2));
    }
    const types = await typesIn(store);
    expect(types.filter((type) => type === 'ticket-adopted')).toHaveLength(2);
    await isTrue(store);
  });

  it('AWAY-6 the same again is answered from the log on another day too', async () => {
    const { keeper, clock, ask, store } = await openHall();
    const message = { tickets: [away(1, clock.now())] };
    await adopt({ keeper }, door, message);
    await ask(boss.closes());
    await ask(boss.opens(smallHall()));
    expect(await adopt({ keeper }, door, message)).toEqual(adopted(1));
    const types = await typesIn(store);
    expect(types.filter((type) => type === 'ticket-adopted')).toHaveLength(1);
  });

  it('says what cannot be taken over, and what is to come again', async () => {
    const { keeper, clock, ask } = await openHall();
    const now = clock.now();
    const mixed = [away(1, now), away(2, now, { label: label('AB001') }), away(3, now)];
    const { outcomes } = (await adopt({ keeper }, door, { tickets: mixed })) as Adopted;
    expect(outcomes).toMatchObject([{ is: 'adopted' }, { refused: 'label-not-away' }, {}]);
    expect(await adopt({ keeper }, kioskId('gone'), { tickets: [away(4, now)] })).toMatchObject({
      outcomes: [{ refused: 'label-not-away' }],
    });
    await ask(boss.closes());
    expect(await adopt({ keeper }, door, { tickets: [away(5, now)] })).toMatchObject({
      outcomes: [{ failed: 'hall-closed' }],
    });
    expect(
      await adopt({ keeper }, door, { tickets: [{ ...away(6, now), name: 'x' }] }),
    ).toMatchObject({ refused: 'bad-input' });
    expect(await adopt({ keeper }, door, { tickets: [] })).toMatchObject({ refused: 'bad-input' });
  });
});

describe('what the stand-in is told', () => {
  it('AWAY-1 is the day, the rules, the hub’s time, and what of its family is given', async () => {
    const { keeper, clock, ask } = await openHall();
    const parts = { keeper, clock, calendar: calendarOf('Asia/Shanghai') };
    await adopt({ keeper }, door, { tickets: [away(7, clock.now())] });
    await ask(kiosk.takes('a'));
    await ask(wang.signsIn('1'));
    const told = await standIn(parts, door, { known: null });
    expect(standInSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
    expect(told).toMatchObject({
      now: clock.now(),
      day: { open: true },
      given: { numbers: [{ prefix: 'AK', last: 7 }], labels: [] },
      version: 'v1',
      configuration: { version: 'v1' },
    });
    expect(await standIn(parts, door, { known: 'v1' })).toMatchObject({ configuration: null });
    expect(await standIn(parts, kioskId('gone'), { known: null })).toEqual({
      refused: 'nothing-known',
    });
    expect(await standIn(parts, door, { nonsense: 1 })).toMatchObject({ refused: 'bad-input' });
  });
});

it('AWAY-4 a clock that is set back makes no away number older than one that the hub gave before', async () => {
  const { keeper, clock, ask } = await openHall();
  const parts = { keeper, clock, calendar: calendarOf('Asia/Shanghai') };
  await ask(kiosk.takes('a'));
  const before = clock.now();
  clock.setWall(-52_000);
  expect(await standIn(parts, door, { known: null })).toMatchObject({ now: before });
});

it('the log holds no request of the page beside the deed’s own id', async () => {
  const { keeper, clock, store } = await openHall();
  await adopt({ keeper }, door, { tickets: [away(1, clock.now())] });
  const [, row] = await memoryLog(store).read(stream, 0);
  expect(row?.cmd).toBe('kiosk:door:tap-1');
  expect(JSON.stringify(row?.body)).not.toContain('tap-1');
});
