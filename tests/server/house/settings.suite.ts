/**
 * Versions of settings as the tables keep them: numbered, never changed, and safe from two who save or
 * publish at once, in one hub or in two.
 */
import { expect, onTestFinished, test } from 'vitest';
import { Revs } from '../../../server/house/rev.ts';
import { SettingsVersions, VERSIONS_KEPT } from '../../../server/house/settings-versions.ts';
import { type Place, SteppedClock } from './databases.ts';

const draft = { source: 'page', why: '夏令时间', by: 'manager:one' } as const;

export function settingsSuite(place: () => Place): void {
  const hub = async (clock = new SteppedClock()) => {
    const house = await place().open();
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    return { versions: new SettingsVersions({ house, revs, clock }), revs, clock };
  };

  test('versions are numbered and told with who, when and why; other halls have their own', async () => {
    const { versions, clock, revs } = await hub();
    const first = await versions.save('h', { ...draft, base: null, text: 'a: 1' });
    expect(first).toEqual({ number: 1, ...draft, base: null, at: clock.now() });
    await versions.save('h', { ...draft, base: 1, text: 'a: 2' });
    await versions.save('other', { ...draft, base: null, text: 'b: 1' });
    expect((await versions.versions('h')).map(({ number, base }) => [number, base])).toEqual([
      [2, 1],
      [1, null],
    ]);
    expect(await versions.text('h', 2)).toBe('a: 2');
    expect(await versions.text('h', 3)).toBeNull();
    expect(await versions.text('other', 1)).toBe('b: 1');
    expect(await revs.read('h')).toBe(2);
  });

  test('who saves over somebody else’s version is told by name, and nothing is lost', async () => {
    const [one, two] = [await hub(), await hub()];
    await one.versions.save('h', { ...draft, base: null, text: 'a: 1' });
    const both = await Promise.all([
      one.versions.save('h', { ...draft, base: 1, text: 'a: 2' }),
      two.versions.save('h', { ...draft, base: 1, text: 'a: 3', by: 'manager:two' }),
    ]);
    const refused = both.filter((said) => 'refused' in said);
    const [saved] = both.filter((said) => 'number' in said);
    expect(refused).toMatchObject([
      { refused: 'settings-conflict', version: 2, by: saved && 'by' in saved ? saved.by : '' },
    ]);
    expect(await one.versions.versions('h')).toHaveLength(2);
  });

  test('who publishes over somebody else’s version is told by name; the same again is no deed', async () => {
    const [one, two] = [await hub(), await hub()];
    for (const base of [null, 1, 2])
      await one.versions.save('h', { ...draft, base, text: `${base}` });
    const wish = { effect: 'at-once', seen: null, by: 'manager:one' } as const;
    const said = await Promise.all([
      one.versions.publish('h', { ...wish, version: 2 }),
      two.versions.publish('h', { ...wish, version: 3, by: 'manager:two' }),
    ]);
    expect(said.filter((answer) => answer === 'published')).toHaveLength(1);
    const [act, ...more] = await one.versions.acts('h');
    expect(more).toEqual([]);
    const again = { ...wish, version: act?.version ?? 0, effect: 'at-once' } as const;
    expect(await two.versions.publish('h', again)).toBe('published');
    expect(await two.versions.publish('h', { ...wish, version: 9 })).toEqual({
      refused: 'unknown-version',
    });
    const next = { ...wish, version: 1, seen: act?.version ?? null, effect: 'opening' } as const;
    expect(await two.versions.publish('h', next)).toBe('published');
    expect((await one.versions.acts('h')).map(({ number, version }) => [number, version])).toEqual([
      [2, 1],
      [1, act?.version],
    ]);
  });

  test('only a file’s version is put aside, once', async () => {
    const { versions } = await hub();
    await versions.save('h', { ...draft, base: null, text: 'a: 1' });
    await versions.save('h', { ...draft, source: 'file', base: 1, text: 'a: 2' });
    const none = { refused: 'unknown-version' };
    expect(await versions.setAside('h', 1, 'manager:one')).toEqual(none);
    expect(await versions.setAside('h', 2, 'manager:one')).toBe('set-aside');
    expect(await versions.setAside('h', 2, 'manager:one')).toBe('set-aside');
    expect(await versions.acts('h')).toHaveLength(1);
  });

  test('what fails halfway leaves nothing', async () => {
    const { versions } = await hub();
    const half = versions.change('h', async (read) => {
      await read.add({ ...draft, base: null, text: 'a: 1' });
      throw new Error('the power went');
    });
    await expect(half).rejects.toThrow('the power went');
    expect(await versions.versions('h')).toEqual([]);
  });

  test('old drafts that nobody published go; what was published or came from the file stays', async () => {
    const { versions } = await hub();
    await versions.change('h', async (read) => {
      await read.add({ ...draft, source: 'file', base: null, text: 'a: 1' });
      for (let base = 1; base < VERSIONS_KEPT + 3; base += 1) {
        const version = await read.add({ ...draft, base, text: `a: ${base}` });
        if (base === 1) {
          await read.act({ act: 'published', version, effect: 'at-once', by: draft.by });
        }
      }
    });
    const kept = (await versions.versions('h')).map(({ number }) => number).toReversed();
    expect(kept.slice(0, 3)).toEqual([1, 2, 4]);
    expect(kept).toHaveLength(VERSIONS_KEPT + 2);
  });
}
