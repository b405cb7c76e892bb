/**
 * Papers that are no tickets, from the order to the end: guides with their bound a kiosk, notices in
 * two copies whose words are gone once they are printed, and nothing that comes out twice.
 */
import { expect, it, onTestFinished } from 'vitest';
import { formTicket, guideTicket } from '../../../core/guides/paper.ts';
import { kioskId } from '../../../core/hall/ids.ts';
import { paperSchema } from '../../../core/wire/agent.ts';
import type { PrintGuideMessage } from '../../../core/wire/guide-paper.ts';
import { noticeBodySchema } from '../../../core/wire/one-time-notice.ts';
import { cardGuide, companyGuide, guideMark } from '../../../fixtures/screens/guides.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Facts } from '../../../server/house/facts.ts';
import { GuidePrints } from '../../../server/house/guide-prints.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { NOTICE_MS_MAX, OneTimeNotices } from '../../../server/people/one-time-notices.ts';
import { guideLimits, PaperOrders } from '../../../server/printing/orders.ts';
import { Papers } from '../../../server/printing/papers.ts';
import { Printing } from '../../../server/printing/printing.ts';
import { smallHall } from '../../core/halls.ts';
import { hall, openHall } from '../hall/rig.ts';
import { door, links, PretendPrinter, tables } from './rig.ts';

const guides = [cardGuide, companyGuide];

async function papersHall() {
  const opened = await openHall();
  const house = await tables();
  const { clock, keeper, complaints } = opened;
  const printer = new PretendPrinter();
  const revs = new Revs(house);
  const jobs = new PrintJobs(house, revs, clock);
  const devices = new DeviceStates(house, revs, clock);
  const notices = new OneTimeNotices(house, clock);
  const complain = (what: string) => complaints.push(what);
  const facts = new Facts({ hall, revs, devices, jobs, clock, complain });
  const parts = {
    ...{ hall, jobs, notices, clock, guidePrints: new GuidePrints(house, clock) },
    configuration: () => ({ ...smallHall(), publicUrl: 'https://hall.example.gov.cn' }),
    today: () => '2026-11-20',
    shelf: {
      now: async (id: string) => {
        const guide = guides.find((one) => one.id === id);
        return guide ? { guide, mark: guideMark, files: [] } : null;
      },
      find: async (version: string, id: string) => {
        const guide = guides.find((one) => one.id === id);
        return guide && version === guideMark.version ? { guide, mark: guideMark } : null;
      },
    },
  };
  const printing = new Printing({
    ...{ keeper, clock, facts, jobs, devices, revs, links, complain },
    printers: new Map([[door, printer]]),
    papers: new Papers(parts),
  });
  const orders = new PaperOrders({ ...parts, printing });
  await printing.start();
  await facts.refresh();
  onTestFinished(async () => {
    await printing.close();
    facts.close();
    revs.close();
  });
  const words = async () =>
    (await house.db.selectFrom('one_time_notices').select('words').execute()).length;
  /** Resolves when these jobs have come to these states, by the facts that pages see. */
  const until = (about: string, states: readonly string[]) =>
    new Promise<void>((resolve) => {
      const look = () => {
        const now = facts.now.prints.filter(({ ticket }) => ticket === about);
        if (
          now
            .map(({ state }) => state)
            .sort()
            .join() !== [...states].sort().join()
        )
          return;
        end();
        resolve();
      };
      const end = facts.follow(look);
      look();
    });
  return { ...opened, house, printer, jobs, notices, printing, orders, words, until };
}

const wish = (requestId: string, more: Partial<PrintGuideMessage> = {}): PrintGuideMessage => ({
  ...{ requestId, version: guideMark.version, guide: cardGuide.id },
  ...{ what: 'materials', language: 'zh-Hans', ...more },
});

const notice = (more: object = {}) => {
  const { requestId: _, ...body } = noticeBodySchema.parse({
    ...{ kiosk: 'door', guide: 'id-card-lost', label: 'A017', by: '2026-12-05' },
    materials: [
      { material: 'book', state: 'missing' },
      { name: '张三的委托书', state: 'wrong', reason: '张三没有签字' },
    ],
    ...more,
  });
  return body;
};

const textOf = (paper: unknown): string => JSON.stringify(paper);

it("a guide's paper is ordered, printed, and known to the kiosk by its request", async () => {
  const { orders, printer, until, jobs } = await papersHall();
  expect(await orders.guide(door, wish('r1'))).toBe('ordered');
  await until(guideTicket('r1'), ['printed']);
  expect(textOf(printer.papers[0])).toContain('居民户口簿');
  expect(textOf(printer.papers[0])).toContain('https://hall.example.gov.cn/guide/id-card-lost');
  expect(await orders.guide(door, wish('r1'))).toBe('ordered');
  expect(await jobs.ofTicket(hall, guideTicket('r1'))).toHaveLength(1);
  expect(await orders.guide(door, wish('r2', { what: 'whole', language: 'en' }))).toBe('ordered');
  await until(guideTicket('r2'), ['printed']);
  expect(textOf(printer.papers[1])).toContain('Replacing a lost identity card');
  expect(printer.papers).toHaveLength(2);
});

it('what is not there is refused by name', async () => {
  const { orders } = await papersHall();
  expect(await orders.guide(kioskId('cellar'), wish('r1'))).toBe('no-printer');
  expect(await orders.guide(door, wish('r1', { guide: 'no-such' }))).toBe('unknown-guide');
  expect(await orders.guide(door, wish('r1', { version: 'older' }))).toBe('unknown-guide');
});

it('a kiosk prints so many guides and no more, until time has passed', async () => {
  const { orders, clock } = await papersHall();
  const [few] = guideLimits;
  for (let count = 0; count < few.papers; count += 1) {
    expect(await orders.guide(door, wish(`r${count}`))).toBe('ordered');
  }
  expect(await orders.guide(door, wish('one-more'))).toBe('printed-enough');
  // The same wish again is the same paper, and no further one.
  expect(await orders.guide(door, wish('r0'))).toBe('ordered');
  clock.step(few.ms);
  expect(await orders.guide(door, wish('one-more'))).toBe('ordered');
});

it('a blank application for information has what article 29 asks for, and counts as a guide', async () => {
  const { orders, printer, until } = await papersHall();
  const form = { requestId: 'f1', form: 'disclosure', language: 'zh-Hans' } as const;
  expect(await orders.form(kioskId('cellar'), form)).toBe('no-printer');
  expect(await orders.form(door, form)).toBe('ordered');
  expect(await orders.form(door, form)).toBe('ordered');
  await until(formTicket('f1'), ['printed']);
  expect(printer.papers).toHaveLength(1);
  const [paper] = printer.papers;
  expect(paperSchema.safeParse(paper).success).toBe(true);
  const text = textOf(paper);
  for (const said of ['姓名或单位名称', '证件号码', '联系电话', '文号', '信息的形式', '获取的方式'])
    expect(text).toContain(said);
  expect(text).toContain('不需要说明申请的用途');
  for (let count = 1; count < guideLimits[0].papers; count += 1)
    await orders.guide(door, wish(`r${count}`));
  expect(await orders.form(door, { ...form, requestId: 'f2' })).toBe('printed-enough');
});

it('a job whose end nobody knows is not printed again', async () => {
  const { orders, printer, until } = await papersHall();
  printer.outcome = { outcome: 'unknown', reason: 'lost-in-print' };
  await orders.guide(door, wish('r1'));
  await until(guideTicket('r1'), ['unknown']);
  printer.outcome = { outcome: 'printed' };
  await orders.guide(door, wish('r2'));
  await until(guideTicket('r2'), ['printed']);
  expect(printer.papers).toHaveLength(2);
});

it('a notice comes out twice, with the guide it goes by, and its words are gone then', async () => {
  const { orders, printer, until, words } = await papersHall();
  printer.outcome = null;
  expect(await orders.notice(notice(), 'clerk:r1')).toBe('ordered');
  await printer.begun(1);
  expect(await words()).toBe(1);
  printer.ends({ outcome: 'printed' });
  await printer.begun(2);
  expect(await words()).toBe(1);
  printer.ends({ outcome: 'printed' });
  await until('notice:clerk:r1', ['printed', 'printed']);
  await expect.poll(words).toBe(0);
  expect(printer.papers[1]).toEqual(printer.papers[0]);
  const text = textOf(printer.papers[0]);
  for (const said of ['居民户口簿', '张三没有签字', 'A017', '2026-12-05', '示例 Example']) {
    expect(text).toContain(said);
  }
  expect(text).not.toContain('补打');
  // The same request again prints nothing and keeps nothing.
  expect(await orders.notice(notice(), 'clerk:r1')).toBe('ordered');
  expect(await words()).toBe(0);
});

it.each([
  { outcome: 'failed', reason: 'paper-out' },
  { outcome: 'unknown', reason: 'no-answer' },
] as const)('words are gone after a paper that ended as $outcome too', async (outcome) => {
  const { orders, printer, until, words } = await papersHall();
  printer.outcome = outcome;
  await orders.notice(notice({ copies: 1, reprint: true }), 'clerk:r1');
  await until('notice:clerk:r1', [outcome.outcome]);
  await expect.poll(words).toBe(0);
  expect(textOf(printer.papers[0])).toContain('补打');
});

it('words that nothing prints are gone after an hour', async () => {
  const { notices, clock, words } = await papersHall();
  await notices.keep(hall, 'notice:lost', '{}');
  clock.step(NOTICE_MS_MAX - 1);
  await notices.sweep();
  expect(await notices.find(hall, 'notice:lost')).toBe('{}');
  clock.step(1);
  expect(await notices.find(hall, 'notice:lost')).toBeNull();
  await notices.sweep();
  expect(await words()).toBe(0);
});

it('a field of a notice that the hall does not have is named with its rule', async () => {
  const { orders, words } = await papersHall();
  const said = (more: object) => orders.notice(notice(more), 'clerk:r1');
  expect(await said({ guide: 'no-such' })).toBe('unknown-guide');
  expect(await said({ kiosk: 'cellar' })).toBe('no-printer');
  expect(await said({ counter: 'no-such' })).toMatchObject({ field: 'counter' });
  expect(await said({ by: '2026-11-19' })).toMatchObject({ field: 'by' });
  expect(await said({ materials: [{ material: 'no-such', state: 'wrong' }] })).toMatchObject({
    field: 'materials.0.material',
  });
  expect(await words()).toBe(0);
});

it('a notice in own words goes by no guide', async () => {
  const { orders, printer, until } = await papersHall();
  const own = { guide: undefined, item: { 'zh-Hans': '补办结婚登记' }, language: 'en', copies: 1 };
  const materials = [{ name: 'Passport', state: 'missing', copies: 2 }];
  await orders.notice(notice({ ...own, materials, label: undefined }), 'clerk:r1');
  await until('notice:clerk:r1', ['printed']);
  const text = textOf(printer.papers[0]);
  expect(text).toContain('Passport (2 copies)');
  expect(text).toContain('补办结婚登记');
  expect(text).not.toContain('示例');
});

it('a body that fits no notice is refused with its field', () => {
  const fields = (body: object) =>
    noticeBodySchema
      .safeParse({ ...notice(), ...body })
      .error?.issues.map(({ path }) => path.join('.'));
  expect(fields({})).toBeUndefined();
  expect(fields({ item: { 'zh-Hans': '二者' } })).toEqual(['item']);
  expect(fields({ guide: undefined })).toEqual(['item']);
  expect(fields({ materials: [] })).toEqual(['materials']);
  expect(fields({ materials: [{ state: 'missing' }] })).toEqual(['materials.0.name']);
  expect(fields({ by: '2026-13-01' })).toEqual(['by']);
  expect(fields({ label: 'not a label' })).toEqual(['label']);
});
