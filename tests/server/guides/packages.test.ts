/**
 * Packages of guides in their tables, on both databases: two people, whole and at once, back by one
 * act, and nothing that was published ever changes.
 */
import { describe, expect, test } from 'vitest';
import { generatedPackage } from '../../../fixtures/guides/generated.ts';
import { differences } from '../../../server/guides/differences.ts';
import { outlived } from '../../../server/guides/keeping.ts';
import { DRAFTS_MAX, Packages } from '../../../server/guides/packages.ts';
import { prepare } from '../../../server/guides/prepare.ts';
import { Revs } from '../../../server/house/rev.ts';
import { onEveryDatabase, type Place, SeededDice, SteppedClock } from '../house/databases.ts';

const services = new Set(['general']);
const made = (count: number) =>
  prepare(generatedPackage({ count, services: ['general'] }), services);
const day = '2026-11-22';
const by = 'manager:two';

onEveryDatabase((place) => describe('packages of guides', () => suite(place)));

function suite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const clock = new SteppedClock();
    const revs = new Revs(house);
    return { clock, revs, packages: new Packages({ house, revs, clock, dice: new SeededDice() }) };
  };
  type Parts = Awaited<ReturnType<typeof parts>>;

  const drafted = async ({ packages }: Parts, count = 3): Promise<string> => {
    const draft = await packages.add('h', made(count), 'manager:one');
    if ('refused' in draft) throw new Error(draft.refused);
    return draft.id;
  };
  const published = async (all: Parts, count = 3): Promise<string> => {
    const id = await drafted(all, count);
    await all.packages.submit('h', id, 'manager:one');
    await all.packages.approve('h', id, by);
    const told = await all.packages.publish('h', id, { by, day, services });
    if ('refused' in told || told.version === null) throw new Error(JSON.stringify(told));
    return told.version;
  };

  test('draft, submitted, approved by another, published; each in its turn', async () => {
    const all = await parts();
    const { packages } = all;
    const id = await drafted(all);
    const wrong = { refused: 'guides-wrong-state' };
    expect(await packages.approve('h', id, by)).toEqual(wrong);
    expect(await packages.publish('h', id, { by, day, services })).toEqual(wrong);
    expect(await packages.submit('h', id, 'manager:one')).toMatchObject({ state: 'submitted' });
    expect(await packages.submit('h', id, 'manager:one')).toEqual(wrong);
    const same = { refused: 'guides-same-person' };
    expect(await packages.approve('h', id, 'manager:one')).toEqual(same);
    expect(await packages.inForce('h')).toBe(null);
    expect(await packages.approve('h', id, by)).toMatchObject({ approved: { by } });
    const told = await packages.publish('h', id, { by, day, services });
    expect(told).toMatchObject({ state: 'published', version: '20261122-1', items: 3 });
    expect(await packages.inForce('h')).toEqual({ version: '20261122-1', date: day });
    expect(await packages.guided('h', '20261122-1')).toEqual(new Set(['general']));
    expect(await packages.guided('other', '20261122-1')).toEqual(new Set());
    expect(await packages.inForce('other')).toBe(null);
    expect(await packages.discard('h', id)).toEqual(wrong);
    expect(await packages.submit('h', 'no', by)).toEqual({ refused: 'unknown-package' });
  });

  test('blanks and samples stay with their version, and go with a draft that is discarded', async () => {
    const all = await parts();
    const { packages } = all;
    const old = await published(all);
    const files = [{ name: 'blank.html', bytes: Buffer.from('空表') }];
    const draft = await packages.add('h', { ...made(3), files }, 'manager:one');
    if ('refused' in draft) throw new Error(draft.refused);
    expect(await packages.fileNames('h', old)).toEqual(new Set());
    await packages.submit('h', draft.id, 'manager:one');
    await packages.approve('h', draft.id, by);
    const told = await packages.publish('h', draft.id, { by, day, services });
    if ('refused' in told || told.version === null) throw new Error(JSON.stringify(told));
    expect(await packages.fileNames('h', told.version)).toEqual(new Set(['blank.html']));
    expect((await packages.file('h', told.version, 'blank.html'))?.toString()).toBe('空表');
    for (const [hall, version] of [['other', told.version] as const, ['h', old] as const]) {
      expect(await packages.file(hall, version, 'blank.html')).toBe(null);
    }
    const other = await packages.add('h', { ...made(1), files }, 'manager:one');
    if ('refused' in other) throw new Error(other.refused);
    expect(await packages.discard('h', other.id)).toMatchObject({ state: 'draft' });
  });

  test('old versions are swept with their files; what is in force, what was before it and the history stay', async () => {
    const all = await parts();
    const { packages, clock } = all;
    const versions: string[] = [];
    for (let made = 0; made < 4; made += 1) {
      versions.push(await published(all));
      clock.step(1_000);
    }
    const [first = '', second = '', third = '', fourth = ''] = versions;
    const keep = { keepVersions: 1, keepMonths: 24 };
    expect(await packages.sweep('other', keep)).toBe(0);
    expect(await packages.sweep('h', keep)).toBe(1);
    expect(await packages.sweep('h', keep)).toBe(0);
    expect(await packages.listText('h', first)).toBe(null);
    expect(await packages.ofVersion('h', first)).toBe(null);
    expect(await packages.guideText('h', first, 'generated-0001')).toBe(null);
    expect(await packages.guideText('h', second, 'generated-0001')).not.toBe(null);
    expect(await packages.rollBack('h', first, by)).toEqual({ refused: 'guides-swept' });
    const told = (await packages.list('h')).find(({ version }) => version === first);
    expect(told).toMatchObject({ state: 'swept', items: 3, approved: { by } });
    expect((await packages.acts('h')).map(({ version }) => version)).toContain(first);
    expect(await packages.discard('h', told?.id ?? '')).toEqual({ refused: 'guides-wrong-state' });
    expect(await packages.wholeText('h', told?.id ?? '')).toBe(null);

    // Taken back to the second, the fourth is the one before; what is too old goes whatever the count.
    await packages.rollBack('h', second, by);
    expect(await packages.sweep('h', { keepVersions: 0, keepMonths: 24 })).toBe(1);
    expect(await packages.listText('h', third)).toBe(null);
    expect(await packages.inForce('h')).toMatchObject({ version: second });
    expect(await packages.rollBack('h', fourth, by)).toMatchObject({ version: fourth });
    // A version's name is never given twice.
    expect(await published(all)).toBe('20261122-5');
  });

  test('how long is long', () => {
    const month = 31 * 24 * 3_600_000;
    const acts = ['d', 'c', 'b', 'a', 'c'].map((id, place) => ({
      package: id,
      at: -place * month,
    }));
    const keeping = (keepVersions: number, keepMonths: number) => ({ keepVersions, keepMonths });
    expect(outlived(acts, 0, keeping(9, 24))).toEqual([]);
    expect(outlived(acts, 0, keeping(9, 2))).toEqual(['a']);
    expect(outlived(acts, 0, keeping(1, 24))).toEqual(['a']);
    expect(outlived(acts, 0, keeping(0, 24))).toEqual(['b', 'a']);
    expect(outlived([], 0, keeping(0, 1))).toEqual([]);
  });

  test('with a problem that must be mended nothing is submitted', async () => {
    const { packages } = await parts();
    const [guide] = generatedPackage({ count: 1 }).guides;
    if (!guide) throw new Error('one guide');
    const lacking = prepare(
      { date: day, origin: 'export', events: [], guides: [{ ...guide, flow: [], events: [] }] },
      services,
    );
    const draft = await packages.add('h', lacking, by);
    if ('refused' in draft) throw new Error(draft.refused);
    expect(draft).toMatchObject({ must: 1, should: 0 });
    expect(await packages.submit('h', draft.id, by)).toEqual({ refused: 'guides-have-problems' });
    expect(await packages.problems('h', draft.id)).toMatchObject([{ rule: 'flow-missing' }]);
  });

  test('a service that the hall has no more keeps a package from being published', async () => {
    const all = await parts();
    const id = await drafted(all);
    await all.packages.submit('h', id, 'manager:one');
    await all.packages.approve('h', id, by);
    const gone = await all.packages.publish('h', id, { by, day, services: new Set() });
    expect(gone).toEqual({ refused: 'guides-have-problems' });
    expect(await all.packages.inForce('h')).toBe(null);
  });

  test('whoever watches learns of a version once it stands, and reads it whole', async () => {
    const all = await parts();
    const seen: Promise<string | undefined>[] = [];
    all.revs.watch('h', () => seen.push(all.packages.inForce('h').then((told) => told?.version)));
    const before = await all.revs.read('h');
    const version = await published(all, 700);
    expect(await all.revs.read('h')).toBe(before + 4);
    expect((await Promise.all(seen)).at(-1)).toBe(version);
    const list = JSON.parse((await all.packages.listText('h', version)) ?? '');
    expect(list).toMatchObject({ version, origin: 'example' });
    expect(list.guides).toHaveLength(700);
    const last = await all.packages.guideText('h', version, 'generated-0700');
    expect(JSON.parse(last ?? '')).toMatchObject({ id: 'generated-0700' });
    expect(await all.packages.guideText('h', version, 'nothing')).toBe(null);
    expect(await all.packages.guideText('h', 'nothing', 'generated-0700')).toBe(null);
    all.revs.close();
  });

  test('back to an earlier version by one act, which is recorded; versions stay as they are', async () => {
    const all = await parts();
    const { packages } = all;
    const one = await published(all, 2);
    all.clock.step(1_000);
    const two = await published(all, 3);
    expect([one, two]).toEqual(['20261122-1', '20261122-2']);
    const before = await packages.guideText('h', one, 'generated-0002');
    expect(await packages.rollBack('h', two, by)).toEqual({ refused: 'guides-in-force' });
    expect(await packages.rollBack('h', 'no', by)).toEqual({ refused: 'unknown-package' });
    all.clock.step(1_000);
    expect(await packages.rollBack('h', one, by)).toMatchObject({ version: one });
    expect(await packages.inForce('h')).toMatchObject({ version: one });
    expect(await packages.guideText('h', one, 'generated-0002')).toBe(before);
    expect(
      (await packages.acts('h')).map(({ act, version, by: who }) => [act, version, who]),
    ).toEqual([
      ['rolled-back', one, by],
      ['published', two, by],
      ['published', one, by],
    ]);
  });

  test('of two who publish at once both stand, one after the other', async () => {
    const all = await parts();
    const both = await Promise.all([published(all, 2), published(all, 2)]);
    expect(both.toSorted()).toEqual(['20261122-1', '20261122-2']);
    expect((await all.packages.acts('h')).map(({ version }) => version).toSorted()).toEqual(
      both.toSorted(),
    );
  });

  test('a draft is discarded with its guides, and drafts have a bound', async () => {
    const all = await parts();
    const id = await drafted(all);
    expect(await all.packages.discard('h', id)).toMatchObject({ id });
    expect(await all.packages.find('h', id)).toBe(null);
    expect((await all.packages.bodies('h', id)).size).toBe(0);
    for (let count = 0; count < DRAFTS_MAX; count += 1) await drafted(all, 1);
    const further = await all.packages.add('h', made(1), by);
    expect(further).toEqual({ refused: 'too-many-drafts' });
  });
}

test('differences: added, removed, and changed by the fields that are not the same', () => {
  const body = (change: object) =>
    JSON.stringify({ id: 'a', name: { 'zh-Hans': '甲' }, flow: [{ by: 'counter' }], ...change });
  const before = new Map([
    ['a', body({})],
    ['b', body({ id: 'b' })],
    ['c', body({ id: 'c' })],
  ]);
  const after = new Map([
    ['a', body({ name: { 'zh-Hans': '乙' }, flow: [{ by: 'office' }, { by: 'visitor' }] })],
    ['c', body({ id: 'c' })],
    ['d', body({ id: 'd' })],
  ]);
  expect(differences(before, after)).toEqual({
    added: [{ id: 'd', name: '甲' }],
    removed: [{ id: 'b', name: '甲' }],
    changed: [{ id: 'a', name: '乙', fields: ['name', 'flow.0.by', 'flow.1'] }],
    same: 1,
  });
});
