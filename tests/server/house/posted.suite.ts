/**
 * What is posted and what is printed beside tickets, as the tables keep it: notices, emergencies, the duty
 * roster, staff cards, guides' papers and the words of one-time notices.
 */
import { expect, onTestFinished, test } from 'vitest';
import { EMERGENCY_KEPT_MS, Emergencies } from '../../../server/house/emergencies.ts';
import { GuidePrints } from '../../../server/house/guide-prints.ts';
import { Notices } from '../../../server/house/notices.ts';
import { Revs } from '../../../server/house/rev.ts';
import { OneTimeNotices } from '../../../server/people/one-time-notices.ts';
import { Roster } from '../../../server/people/roster.ts';
import { StaffCards } from '../../../server/people/staff-cards.ts';
import { peopleAt } from '../people/parts.ts';
import { type Place, SeededDice, SteppedClock } from './databases.ts';

const by = 'manager:one';
const text = { 'zh-Hans': '停电通知', en: 'No power' };

export function postedSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    return { house, revs, clock: new SteppedClock(), dice: new SeededDice() };
  };

  test('notices begin and end by the clock and by hand', async () => {
    const all = await parts();
    const notices = new Notices(all);
    const where = { at: 'all', id: null } as const;
    const now = all.clock.now();
    const first = await notices.add('h', { text, where, from: null, until: now + 60_000 }, by);
    await notices.add('h', { text, where, from: now + 30_000, until: null }, by);
    expect(await notices.now('h')).toEqual([{ id: first?.id, text, where }]);
    expect(await notices.now('other')).toEqual([]);
    all.clock.step(61_000);
    expect(await notices.now('h')).toHaveLength(1);
    const [open] = await notices.open('h');
    expect(await notices.end('h', open?.id ?? '')).toBe(true);
    const rev = await all.revs.read('h');
    expect(await notices.end('h', open?.id ?? '')).toBe(true);
    expect(await notices.end('other', open?.id ?? '')).toBe(false);
    expect(await all.revs.read('h')).toBe(rev);
    expect(await notices.now('h')).toEqual([]);
    await notices.sweep();
  });

  test('one emergency stands at a time; the one before is ended by it, and the record is swept', async () => {
    const all = await parts();
    const emergencies = new Emergencies(all);
    await emergencies.start('h', { kind: 'drill', words: null }, by);
    await emergencies.start('h', { kind: 'drill', words: null }, by);
    expect(await all.revs.read('h')).toBe(1);
    all.clock.step(1_000);
    await emergencies.start('h', { kind: 'evacuation', words: text }, by);
    expect(await emergencies.now('h')).toMatchObject({ kind: 'evacuation', words: text });
    expect(await emergencies.list('h')).toMatchObject([
      { kind: 'evacuation', endedAt: null },
      { kind: 'drill', endedAt: all.clock.now(), endedBy: by },
    ]);
    expect(await emergencies.end('h', by)).toBe(true);
    expect(await emergencies.end('h', by)).toBe(false);
    all.clock.step(EMERGENCY_KEPT_MS + 1);
    await emergencies.sweep();
    expect(await emergencies.list('h')).toEqual([]);
  });

  test('the duty roster holds one person a day', async () => {
    const { house, revs } = await parts();
    const roster = new Roster(house, revs);
    const day = '2026-11-22';
    await roster.set('h', { day, name: 'Li', post: 'head', phone: null });
    await roster.set('h', { day, name: 'Wang', post: 'deputy', phone: '010' });
    expect(await roster.on('h', day)).toEqual({ name: 'Wang', post: 'deputy', phone: '010' });
    expect(await roster.from('h', day)).toHaveLength(1);
    await roster.sweep('h', '2026-11-23');
    expect(await roster.on('h', day)).toBe(null);
    expect(await roster.remove('h', day)).toBe(false);
  });

  test('a staff card is posted with its photo, and goes with both', async () => {
    const people = await peopleAt(place());
    const cards = new StaffCards(people);
    const added = await people.staff.add(
      { hall: 'h', account: 'li', name: 'Li Na', role: 'clerk' },
      'a long enough password',
    );
    if (!('person' in added)) throw new Error(JSON.stringify(added));
    const { id } = added.person;
    const wish = { post: text, duties: null, promise: text };
    expect(await cards.save('h', 'nobody', wish)).toBe(false);
    expect(await cards.save('h', id, wish)).toBe(true);
    expect(await cards.setPhoto('h', id, Buffer.from([0xff, 0xd8]))).toBe(true);
    const card = (await cards.posted('h')).get(id);
    expect(card).toMatchObject({ name: 'Li Na', post: text, duties: null });
    const photo = await cards.photo('h', card?.photo?.split('/').at(-1) ?? '');
    expect(photo).toEqual(Buffer.from([0xff, 0xd8]));
    expect(await cards.remove('h', id)).toBe(true);
    expect((await cards.posted('h')).size).toBe(0);
  });

  test('papers of guides are counted, words of one-time notices are kept until they are forgotten', async () => {
    const { house, clock } = await parts();
    const prints = new GuidePrints(house, clock);
    const now = clock.now();
    const print = { job: 'guide:1', kiosk: 'k', guide: 'g', version: 'v', what: 'whole' } as const;
    await prints.keep('h', { ...print, language: 'en' });
    expect(await prints.find('h', 'guide:1')).toEqual({ ...print, language: 'en' });
    expect(await prints.countSince('h', 'k', now - 1)).toBe(1);
    expect(await prints.countSince('h', 'k', now)).toBe(0);
    const notices = new OneTimeNotices(house, clock);
    await notices.keep('h', 'notice:1', '{}');
    expect(await notices.find('h', 'notice:1')).toBe('{}');
    await notices.forget('h', 'notice:1');
    expect(await notices.find('h', 'notice:1')).toBe(null);
    clock.step(2 * 86_400_000);
    await Promise.all([prints.sweep(), notices.sweep()]);
    expect(await prints.find('h', 'guide:1')).toBe(null);
  });
}
