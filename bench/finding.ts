/**
 * Finding a guide as one types, on a slow kiosk: the finder over 1,707 guides in a real Chromium whose
 * CPU is throttled six times, every letter of real queries one after the other; the floor is a plain
 * `includes()` over all titles, in the same page of the same run. And from the key on the kiosk's screen
 * to the results drawn (finding-drawn.ts), beside a key of an empty page.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { guideList } from '../core/guides/list.ts';
import { generatedPackage } from '../fixtures/guides/generated.ts';
import { exampleGuides } from '../fixtures/guides/load.ts';
import { findingIndexOf } from '../server/guides/finding/index-of.ts';
import { openBrowser } from '../tests/screens/browser.ts';
import { floorDrawn, kioskDrawn } from './finding-drawn.ts';
import type { Timed } from './finding-page.ts';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { inTurns } from './rig/rounds.ts';

const items = 1_707;
const slower = 6;
const gateMs = 50;

/** What is typed: Chinese, pinyin, initials, mixed, with slips, plain speech, Traditional, English. */
const typed = [
  ...['身份证补领', '我的身份证丢了怎么办', '营业执照', '登记注销', '居住正', '護照換發'],
  ...['shenfenzheng', 'juzhuzheng', 'shenfenzhegn', 'gongshang', 'huzhao', 'sfz', 'yyzz', 'gtgsh'],
  // A sentence, in which no word fits by itself.
  ...['钱包丢了身份证也在里面', '老板拖欠工资找谁'],
  ...['身份zheng', 'shenfz', 'lost id card', 'passport', 'registration of a company', 'marrige'],
];
/** Every letter gives a query of its own. */
const queries = typed.flatMap((text) => [...text].map((_, at) => text.slice(0, at + 1)));

/** The example's guides with their words of plain speech, and generated ones up to a district's. */
function district() {
  const example = exampleGuides();
  const rest = generatedPackage({ count: items - example.guides.length });
  const guides = [...example.guides, ...rest.guides];
  return { ...example, events: [...example.events, ...rest.events], guides, version: 'bench' };
}

/** The page's script, built as pages are. */
async function script(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'jinghao-bench-'));
  try {
    const entry = resolve(import.meta.dirname, 'finding-page.ts');
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ...{ outDir, target: 'chrome64' },
        lib: { entry, formats: ['iife'], name: 'bench', fileName: () => 'page.js' },
      },
    });
    return await readFile(join(outDir, 'page.js'), 'utf8');
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

const spread = (times: readonly number[]): Sample => ({
  p50: percentile(times, 0.5),
  p99: percentile(times, 0.99),
});
const drawnNote = `CPU ${slower} x slower; floor: a key of an empty page to its paint`;

export const finding: Bench = {
  name: 'finding',
  run: async (context) => {
    const all = district();
    const [list, index] = [guideList(all), findingIndexOf(all)];
    const told = { list, index, queries };
    const content = await script();
    const browser = await openBrowser();
    try {
      const { finder, drawn, empty } = await inTurns(context, {
        finder: async (): Promise<Sample> => {
          const page = await browser.newPage();
          await page.addScriptTag({ content });
          const devtools = await page.context().newCDPSession(page);
          await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
          const timed = (await page.evaluate(
            `(({ list, index, queries }) => timeFinding(list, index, queries))(${JSON.stringify(told)})`,
          )) as Timed;
          await page.close();
          return {
            ready: timed.readyMs,
            p50: percentile(timed.findMs, 0.5),
            p99: percentile(timed.findMs, 0.99),
            floor50: percentile(timed.includesMs, 0.5),
            floor99: percentile(timed.includesMs, 0.99),
          };
        },
        drawn: async () => spread(await kioskDrawn(browser, slower, { all, list, index })),
        empty: async () => spread(await floorDrawn(browser, slower)),
      });
      const [note, unit] = [
        `CPU ${slower} x slower; fastest of 5; floor: includes() over the titles`,
        'ms',
      ];
      return [
        {
          ...{ name: `a letter more over ${items} guides, p50`, unit, note },
          ...{ runs: valuesOf(finder, 'p50'), floor: valuesOf(finder, 'floor50') },
        },
        {
          ...{ name: `a letter more over ${items} guides, p99`, unit, note },
          ...{ runs: valuesOf(finder, 'p99'), floor: valuesOf(finder, 'floor99') },
          gate: { rule: 'at-most', limit: gateMs },
        },
        {
          name: 'making the finder ready, once a version',
          unit,
          runs: valuesOf(finder, 'ready'),
          note,
        },
        {
          ...{ name: 'key of the kiosk to results drawn, p50', unit, note: drawnNote },
          ...{ runs: valuesOf(drawn, 'p50'), floor: valuesOf(empty, 'p50') },
        },
        {
          ...{ name: 'the same, p99', unit, note: drawnNote },
          ...{ runs: valuesOf(drawn, 'p99'), floor: valuesOf(empty, 'p99') },
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
