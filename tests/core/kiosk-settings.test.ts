/**
 * What the hall's file may say of a kiosk beside its name: every complaint names the field and the rule;
 * and what of it a kiosk is told.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { namesView } from '../../core/views/names.ts';
import { configurationSchema } from '../../core/wire/configuration.ts';

const file = resolve(import.meta.dirname, '../../fixtures/halls/dongcheng.yaml');
/** What the file says of cases is the hub's. */
const written = () => {
  const { cases: _, ...hall } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return hall;
};
const withKiosk = (more: object) => {
  const hall = written();
  const [first, ...rest] = hall.kiosks as { id: string; letter: string; name: object }[];
  const { id, letter, name } = first ?? { id: '', letter: '', name: {} };
  return { ...hall, kiosks: [{ id, letter, name, ...more }, ...rest] };
};
const complaints = (hall: object) => {
  const parsed = configurationSchema.safeParse(hall);
  return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
};
const text = { 'zh-Hans': '您在入口旁', en: 'You are at the entrance' };

describe('a kiosk', () => {
  it.each([
    [{ zone: 'cellar' }, 'kiosks.0.zone'],
    [{ screenMm: { top: 900, height: 1_000 } }, 'kiosks.0.screenMm.height'],
    [{ screenMm: { top: 9_000, height: 900 } }, 'kiosks.0.screenMm.top'],
    [{ tiles: ['hours', 'hours'] }, 'kiosks.0.tiles'],
    [{ tiles: ['weather'] }, 'kiosks.0.tiles.0'],
    [{ tiles: ['plan'] }, 'kiosks.0.plan'],
    [{ plan: { file: '../secret.svg', text } }, 'kiosks.0.plan.file'],
    [{ plan: { file: 'plan.html', text } }, 'kiosks.0.plan.file'],
    [{ plan: { file: 'plan.svg' } }, 'kiosks.0.plan.text'],
  ])('%o is refused at %s', (more, field) => {
    const said = complaints(withKiosk(more));
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((one) => one.startsWith(`${field}:`))).toBe(true);
  });

  it('leads to a service that there is, or offers no such tile', () => {
    expect(complaints({ ...written(), disclosure: 'nowhere' })).toEqual([
      'disclosure: no service has the id nowhere',
    ]);
    const { disclosure: _, ...without } = withKiosk({ tiles: ['disclosure'] }) as {
      disclosure?: string;
    };
    expect(complaints(without)[0]).toMatch(/^kiosks\.0\.tiles: /);
  });

  it('is told its zone, its screen and the floor in words, and never a file', () => {
    const hall = withKiosk({
      zone: 'night',
      screenMm: { top: 1_600, height: 930 },
      tiles: ['plan'],
      plan: { file: 'plans/one.svg', text },
    });
    const names = namesView({ ...configurationSchema.parse(hall), version: 'v' });
    expect(names.kiosks[0]).toMatchObject({ zone: 'night', tiles: ['plan'], planText: text });
    expect(JSON.stringify(names)).not.toContain('plans/one.svg');
    expect(names.kiosks[1]).not.toHaveProperty('planText');
  });
});
