/**
 * The checker of service guides, rule by rule: a guide that passes, changed in one thing.
 */
import { describe, expect, test } from 'vitest';
import { checkGuides, vagueIn } from '../../../core/guides/check.ts';
import { checkSign, plausibleAgencyCode, plausibleCode } from '../../../core/guides/codes.ts';
import type { Guide, LifeEvent, Material } from '../../../core/guides/guide.ts';
import { guideList } from '../../../core/guides/list.ts';
import { generatedPackage } from '../../../fixtures/guides/generated.ts';
import { checkWords } from '../../../server/guides/vague-words.ts';
import { full } from '../../server/guides/guides.ts';

const { events } = generatedPackage({ count: 1 });
const services = new Set(['general']);
const how = { words: checkWords, services, files: new Set(['sample.pdf']) };

function problems(change: Partial<Guide>, more: { events?: readonly LifeEvent[] } = {}) {
  const all = { guides: [{ ...full, ...change }], events: more.events ?? events };
  return checkGuides(all, how)
    .filter(({ rule }) => rule !== 'file-unused')
    .map(({ field, rule, severity }) => `${severity} ${rule} ${field}`);
}
const withMaterial = (change: Partial<Material>) => {
  const [form, ...others] = full.materials;
  return { materials: form ? [{ ...form, ...change }, ...others] : [] };
};
const text = (hans: string) => ({ 'zh-Hans': hans });

test('GUIDE-4 a file that is named came with the package; one that nobody names should not', () => {
  const all = { guides: [full], events };
  const told = (files: string[]) =>
    checkGuides(all, { ...how, files: new Set(files) }).map(
      ({ item, field, rule, where, severity }) => [item, field, rule, where, severity],
    );
  expect(told([])).toEqual([
    [full.id, 'materials.0.sample', 'file-missing', 'files/sample.pdf', 'must'],
  ]);
  expect(told(['sample.pdf', 'sample.pdf.1.png', 'other.html'])).toEqual([
    ['', 'files', 'file-unused', 'other.html', 'should'],
  ]);
  expect(problems({ result: { ...full.result, sample: 'files/none.png' } })).toEqual([
    'must file-missing result.sample',
  ]);
});

test('a guide that keeps every rule has no problems', () => {
  expect(problems({})).toEqual([]);
});

describe('time limits, review standard, result and flow are there', () => {
  test.each<[string, Partial<Guide>]>([
    ['must limit-missing promisedLimit', { promisedLimit: null }],
    [
      'must limit-missing promisedLimit',
      { caseType: 'immediate', promisedLimit: null, legalLimit: null },
    ],
    ['must limit-over-legal promisedLimit', { promisedLimit: { amount: 61, unit: 'day' } }],
    ['must limit-over-legal promisedLimit', { promisedLimit: { amount: 3, unit: 'month' } }],
    ['must standards-missing standards', { standards: [] }],
    ['must flow-missing flow', { flow: [] }],
    ['must result-missing result.name', { result: { ...full.result, name: text(' ') } }],
    [
      'should result-delivery-missing result.delivery',
      { result: { ...full.result, delivery: text('') } },
    ],
    ['must place-missing places', { places: [] }],
    ['should complaint-not-12345 complaint.phone', { complaint: { phone: '12366' } }],
  ])('%s', (problem, change) => {
    expect(problems(change)).toEqual([problem]);
  });

  test('GUIDE-1 a guide of which all is missing has a problem for each', () => {
    const empty = { standards: [], flow: [], promisedLimit: null, places: [] };
    expect(problems(empty)).toHaveLength(4);
  });

  test.each<Partial<Guide>>([
    { caseType: 'immediate', promisedLimit: null },
    { promisedLimit: { amount: 45, unit: 'workday' } },
    { legalLimit: { amount: 0, unit: 'day' } },
    { places: [], ways: ['web'] },
  ])('no problem: %j', (change) => {
    expect(problems(change)).toEqual([]);
  });
});

describe('the item, every material and every fee has a legal basis', () => {
  test.each<[string, Partial<Guide>]>([
    ['must basis-missing bases', { bases: [] }],
    ['must basis-missing materials.0.bases', withMaterial({ bases: [] })],
    ['must basis-missing fee.bases', { fee: { ...full.fee, bases: [] } }],
    ['must fee-amount-missing fee.amount', { fee: { charged: true, bases: full.bases } }],
    ['must vague-basis bases.0.law', { bases: [{ law: '国家有关规定' }] }],
  ])('%s', (problem, change) => {
    expect(problems(change)).toEqual([problem]);
  });

  test('GUIDE-2 what is free needs neither amount nor basis', () => {
    expect(problems({ fee: { charged: false, bases: [] } })).toEqual([]);
  });
});

describe('no catch-all wording', () => {
  test.each<[string, Partial<Guide>]>([
    ['must catch-all materials.0.name', withMaterial({ name: text('其他材料') })],
    ['must catch-all materials.0.note', withMaterial({ note: text('户口簿、护照等证件') })],
    ['must catch-all materials.0.condition', withMaterial({ condition: text('必要时，视情况') })],
    ['should catch-all materials.0.issuer', withMaterial({ issuer: text('有关部门') })],
    ['should catch-all conditions.0', { conditions: [text('符合法律规定的其他条件')] }],
    ['should catch-all standards.0', { standards: [text('符合相关要求')] }],
  ])('%s', (problem, change) => {
    expect(problems(change)).toEqual([problem]);
  });

  test('GUIDE-3 names of laws and of audiences are no complaint', () => {
    const told = { conditions: [text('《关于其他事项有关问题的通知》规定的其他组织')] };
    expect(problems(told)).toEqual([]);
  });

  test.each([
    ['其他有关材料', '其他有关材料'],
    ['身份证、户口簿等', '身份证、户口簿等'],
    ['与本人有关的证明和有关文件', '本人有关的证明和有关文件'],
    ['《关于其他事项有关问题的通知》', null],
    ['《关于〈其他办法〉有关问题的通知》规定的材料', null],
    ['自然人、企业法人和其他组织', null],
    ['其他组织的其他材料', '其他组织的其他材料'],
    ['学历证明（高等）', null],
    ['男女平等', null],
    ['无关人员不得进入', null],
    ['', null],
  ])('%s: %s', (said, found) => {
    expect(vagueIn(said, checkWords)).toBe(found);
  });
});

describe('forms come with a blank and a sample; what is shared is not asked for', () => {
  test.each<[string, Partial<Guide>]>([
    ['must form-blank-missing materials.0.blank', withMaterial({ blank: undefined })],
    ['must form-sample-missing materials.0.sample', withMaterial({ sample: undefined })],
    ['must shared-asked materials.0.shared', withMaterial({ shared: true })],
    ['should count-missing materials.0.originals', withMaterial({ originals: 0 })],
  ])('%s', (problem, change) => {
    expect(problems(change)).toEqual([problem]);
  });

  test('GUIDE-4 an original needs no blank, an electronic paper no count', () => {
    const paper = {
      kind: 'electronic',
      blank: undefined,
      sample: undefined,
      originals: 0,
    } as const;
    expect(problems(withMaterial(paper))).toEqual([]);
  });
});

describe('ids and codes are plausible and stand once, and nothing names a stranger', () => {
  test.each<[string, Partial<Guide>]>([
    ['must bad-code basicCode', { basicCode: '12345678901' }],
    ['must bad-code code', { code: '1101-01' }],
    ['must bad-agency-code agencyCode', { agencyCode: '91350100M000100Y44' }],
    ['must unknown-service service', { service: 'nowhere' as never }],
    ['must unknown-event events.2', { events: [...full.events, 'nothing'] }],
    [
      'must duplicate-id materials.1.id',
      { materials: full.materials.map((one) => ({ ...one, id: 'form' })) },
    ],
  ])('%s', (problem, change) => {
    expect(problems(change)).toEqual([problem]);
  });

  test('GUIDE-5 two guides of one id or code, two events of one id, an event that nothing belongs to', () => {
    const [first] = events;
    const twice = { guides: [full, full], events: first ? [...events, first] : [] };
    const told = checkGuides(twice, how).map(({ item, rule }) => `${item} ${rule}`);
    expect(told).toEqual([
      'everything duplicate-id',
      'everything duplicate-code',
      'open-a-shop duplicate-id',
    ]);
    expect(problems({ events: ['open-a-shop'] })).toEqual(['should event-unused id']);
    expect(checkGuides({ guides: [], events: [] }, how)).toMatchObject([{ rule: 'empty-package' }]);
  });

  test('the check sign of GB 32100-2015, by its own example', () => {
    expect(checkSign('91350100M000100Y4')).toBe('3');
    expect(plausibleAgencyCode('91350100M000100Y43')).toBe(true);
    expect(plausibleAgencyCode('91350100M000100I43')).toBe(false);
    expect(checkSign('9135')).toBe(null);
  });

  test('lengths of codes: of the standard, and of the state’s platform', () => {
    const length = (count: number) => '0'.repeat(count);
    expect([10, 11, 12, 13].map((of) => plausibleCode('basic', length(of)))).toEqual([
      ...[true, false, true, true],
    ]);
    expect([24, 25, 31, 33].map((of) => plausibleCode('implementing', length(of)))).toEqual([
      ...[true, false, true, true],
    ]);
  });
});

test('GUIDE-6 the list has every guide in its order, and every department once', () => {
  const { guides, ...all } = generatedPackage({ count: 40 });
  const list = guideList({ ...all, version: '1', guides });
  expect(list.guides.map(({ id }) => id)).toEqual(guides.map(({ id }) => id));
  expect(new Set(list.departments.map((name) => name['zh-Hans'])).size).toBe(
    list.departments.length,
  );
  const departments = list.guides.map(({ department }) => list.departments[department]);
  expect(departments).toEqual(guides.map(({ department }) => department));
});
