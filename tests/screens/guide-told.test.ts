/**
 * What a guide says in short: limits, counts, who needs what, laws once each; what is Chinese to an
 * English reader; and how a paper stands that was asked for at a kiosk.
 */
import { describe, expect, it } from 'vitest';
import { guideAddress } from '../../core/guides/address.ts';
import { guideTicket } from '../../core/guides/paper.ts';
import { serviceId, ticketId } from '../../core/hall/ids.ts';
import type { KioskPrint } from '../../core/views/kiosk.ts';
import { fetchAsked, fetchGuide, fetchGuidesOf, idIn } from '../../display/guide/fetched.ts';
import { guideDisplayTexts } from '../../display/guide/texts/texts.ts';
import { cardGuide, companyGuide, guideMark } from '../../fixtures/screens/guides.ts';
import { type PrintAsked, printSaid } from '../../kiosk/page/guides/printing.ts';
import { guidePageTexts } from '../../kiosk/page/guides/texts/texts.ts';
import { guideWords } from '../../ui/guide/texts/texts.ts';
import {
  basesOf,
  bringText,
  countText,
  formAddress,
  inOrder,
  isLink,
  isPartlyChinese,
  limitText,
  shortText,
  tell,
} from '../../ui/guide/told.ts';

describe('what a guide says in short', () => {
  it('limits: with their unit, at once, and none', () => {
    expect(limitText({ amount: 20, unit: 'workday' }, 'zh-Hans')).toBe('20 个工作日');
    expect(limitText({ amount: 1, unit: 'month' }, 'en')).toBe('1 month');
    expect(limitText({ amount: 2, unit: 'hour' }, 'en')).toBe('2 hours');
    expect(limitText({ amount: 0, unit: 'workday' }, 'zh-Hant')).toBe('當場辦結');
    expect(limitText(null, 'zh-Hans')).toBe('没有规定');
  });

  it('counts: originals, copies, forms, electronic ones', () => {
    const [book, form, guardian, photo] = cardGuide.materials.map((one) => [
      countText(one, 'zh-Hans'),
      countText(one, 'en'),
    ]);
    expect(book).toEqual(['原件 1 份', 'original']);
    expect(form).toEqual(['表格 1 份', '1 form']);
    expect(guardian).toEqual(['原件 1 份，复印件 2 份', 'original and 2 copies']);
    expect(photo).toEqual(['电子版', 'electronic']);
  });

  it('what everybody brings comes first, what nobody has to bring last and uncounted', () => {
    const [, , guardian] = cardGuide.materials;
    const mixed = guardian ? [guardian, ...cardGuide.materials] : [];
    expect(inOrder(mixed).map(({ id }) => id)).toEqual([
      ...['book', 'form', 'guardian', 'guardian', 'photo'],
    ]);
    expect(bringText(cardGuide.materials, 'zh-Hans')).toBe('必带 2 样，另有 1 样视情况');
    expect(bringText([], 'en')).toBe('You need to bring nothing.');
  });

  it('time and price in one line, the price itself where it is short', () => {
    expect(shortText(cardGuide, 'zh-Hans')).toBe('20 个工作日 · 工本费 40 元');
    expect(shortText(companyGuide, 'en')).toBe('While you wait. Free of charge');
    const amount = { 'zh-Hans': '按照规定的标准分档收取，每一档各有不同，详见窗口公示' };
    expect(shortText({ ...cardGuide, fee: { ...cardGuide.fee, amount } }, 'zh-Hans')).toBe(
      '20 个工作日 · 收费',
    );
  });

  it('each law once, whatever rests on it', () => {
    expect(basesOf(cardGuide)).toHaveLength(2);
  });

  it('forms are opened only by addresses of the web', () => {
    expect(isLink('https://hall.example.gov.cn/form.pdf')).toBe(true);
    for (const other of ['forms/form.docx', 'javascript:alert(1)', 'http://a.cn', undefined]) {
      expect(isLink(other)).toBe(false);
    }
    const { id } = cardGuide;
    expect(guideAddress('https://h.cn', { id })).toBe('https://h.cn/guide/id-card-lost');
    expect(guideAddress('https://h.cn', { id, service: serviceId('a') })).toBe(
      'https://h.cn/guide/id-card-lost?service=a',
    );
  });
});

describe('English that is missing', () => {
  it('is Chinese and marked as such; the guide says so', () => {
    expect(tell({ 'zh-Hans': '受理' }, 'en')).toEqual({ text: '受理', lang: 'zh-Hans' });
    expect(tell({ 'zh-Hans': '受理' }, 'zh-Hant')).toEqual({ text: '受理' });
    expect(tell({ 'zh-Hans': '受理', en: 'Accepted' }, 'en')).toEqual({ text: 'Accepted' });
    expect(tell({ 'zh-Hans': '居委会“证明”', en: 'The residents’ “proof”' }, 'en')).toEqual({
      text: `The residents' "proof"`,
    });
    expect(tell({ 'zh-Hans': '居委会“证明”' }, 'zh-Hant').text).toBe('居委会“证明”');
    expect(isPartlyChinese(companyGuide, 'en')).toBe(true);
    expect(isPartlyChinese(cardGuide, 'en')).toBe(false);
    expect(isPartlyChinese(companyGuide, 'zh-Hant')).toBe(false);
  });
});

describe('a paper that was asked for at a kiosk', () => {
  const asked = (answered: PrintAsked['answered']): PrintAsked => ({
    ...{ requestId: 'r1', what: 'whole', answered },
  });
  const job = (state: KioskPrint['state']): KioskPrint => ({
    ...{ ticket: ticketId(guideTicket('r1')), because: 'issued', state, reason: null },
  });

  it.each([
    [asked(null), [], 0, 'printing'],
    [asked({ ok: true }), [job('sent')], 1_000, 'printing'],
    [asked({ ok: true }), [job('printed')], 60_000, 'printed'],
    [asked({ ok: true }), [job('failed')], 1_000, 'noted'],
    [asked({ ok: true }), [job('unknown')], 1_000, 'noted'],
    [asked({ ok: true }), [], 60_000, 'noted'],
    [asked({ refused: 'printed-enough' }), [], 0, 'enough'],
    [asked({ refused: 'no-printer' }), [], 0, 'unable'],
    [asked({ refused: 'unknown-guide' }), [], 0, 'noted'],
    [asked({ failed: 'no-answer' }), [], 0, 'noted'],
  ] as const)('%j with %j after %d ms is %s', (one, prints, since, said) => {
    expect(printSaid(one, prints, since)).toBe(said);
  });
});

describe('fetching a guide on a phone', () => {
  const hub =
    (status: number): typeof fetch =>
    async () =>
      Response.json({ ...guideMark, guide: cardGuide, files: ['blank.html'] }, { status });

  it('takes the version in force, and says why it has none', async () => {
    expect(await fetchGuide('id-card-lost', hub(200))).toEqual({
      ...{ guide: JSON.parse(JSON.stringify(cardGuide)), mark: guideMark, files: ['blank.html'] },
    });
    expect(await fetchGuide('no-such', hub(404))).toBe('unknown');
    expect(await fetchGuide('id-card-lost', hub(503))).toBe('away');
    expect(await fetchGuide('id-card-lost', hub(429))).toBe('away');
    expect(await fetchGuide('id-card-lost', () => Promise.reject(new Error('no net')))).toBe(
      'away',
    );
  });

  it('of a ticket’s service: the one that there is, or their names to choose from', async () => {
    const of =
      (guides: readonly object[]): typeof fetch =>
      async (path) =>
        String(path).startsWith('/guides/of/a%2Fb')
          ? Response.json({ ...guideMark, guides })
          : Response.json({ ...guideMark, guide: cardGuide });
    const [card, company] = [cardGuide, companyGuide].map(({ id, name }) => ({ id, name }));
    if (!card || !company) throw new Error('two guides');
    expect(await fetchGuidesOf('a/b', of([card]))).toMatchObject({ guide: { id: card.id } });
    expect(await fetchGuidesOf('a/b', of([card, company]))).toEqual({
      ...{ guides: [card, company], mark: guideMark },
    });
    expect(await fetchGuidesOf('a/b', of([]))).toBe('unknown');
  });

  it('opens a form out in the web, or one that came with the package, and no other', () => {
    const open = (address: string) => formAddress(address, '20261122-1', ['blank.html']);
    expect(open('https://example.org/a.pdf')).toBe('https://example.org/a.pdf');
    expect(open('files/blank.html')).toBe('/guides/20261122-1/files/blank.html');
    expect(open('files/lost.html')).toBe(null);
  });

  it('opens the very item, and what its service has once it is gone', async () => {
    const asked: string[] = [];
    const hub = (there: boolean): typeof fetch => {
      return async (path) => {
        asked.push(String(path));
        if (String(path).startsWith('/guides/of/')) {
          const guides = [cardGuide, companyGuide].map(({ id, name }) => ({ id, name }));
          return Response.json({ ...guideMark, guides });
        }
        return Response.json({ ...guideMark, guide: cardGuide }, { status: there ? 200 : 404 });
      };
    };
    const at = { pathname: '/guide/id-card-lost', search: '?service=a' };
    expect(await fetchAsked(at, hub(true))).toMatchObject({ guide: { id: 'id-card-lost' } });
    expect(asked.splice(0)).toEqual(['/guides/current/id-card-lost']);
    expect(await fetchAsked(at, hub(false))).toMatchObject({ guides: [{}, {}] });
    expect(await fetchAsked({ ...at, search: '' }, hub(false))).toBe('unknown');
    expect(await fetchAsked({ pathname: '/guide', search: '?service=a' }, hub(true))).toMatchObject(
      {
        guides: [{}, {}],
      },
    );
    expect(asked.at(-1)).toBe('/guides/of/a');
  });

  it('reads the id from the address', () => {
    expect(idIn('/guide/id-card-lost')).toBe('id-card-lost');
    expect(idIn('/guide/%E0%A4%A')).toBe(null);
    expect([idIn('/guide'), idIn('/guide/')]).toEqual([null, null]);
  });
});

describe.each(Object.entries({ guideWords, guidePageTexts, guideDisplayTexts }))('%s', (_, all) => {
  const flat = (tree: object, path = ''): [string, unknown][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? flat(value, `${path}${key}.`) : [[path + key, value]],
    );
  const said = (word: unknown) => (typeof word === 'function' ? word(3, 4) : word) as string;

  it('stands in every language, Chinese with its own punctuation, English without Chinese', () => {
    const model = flat(all['zh-Hans']).map(([key]) => key);
    for (const [language, tree] of Object.entries(all)) {
      expect(flat(tree).map(([key]) => key)).toEqual(model);
      for (const [key, word] of flat(tree)) {
        expect(said(word), `${language} ${key}`).not.toBe('');
        if (language === 'en') expect(said(word)).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
        else expect(said(word)).not.toMatch(/[\u4e00-\u9fff][,:;?!]/);
      }
    }
  });
});
