/**
 * Finding a guide as one types, on a slow kiosk: the finder over 1,707 guides in a real Chromium whose
 * CPU is throttled six times, every letter of real queries one after the other. The floor is a plain
 * `includes()` over all titles, in the same page of the same run.
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

export const finding: Bench = {
  name: 'finding',
  run: async (context) => {
    const all = district();
    const told = { list: guideList(all), index: findingIndexOf(all), queries };
    const content = await script();
    const browser = await openBrowser();
    try {
      const { kiosk } = await inTurns(context, {
        kiosk: async (): Promise<Sample> => {
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
      });
      const [note, unit] = [
        `CPU ${slower} x slower; fastest of 5; floor: includes() over the titles`,
        'ms',
      ];
      return [
        {
          ...{ name: `a letter more over ${items} guides, p50`, unit, note },
          ...{ runs: valuesOf(kiosk, 'p50'), floor: valuesOf(kiosk, 'floor50') },
        },
        {
          ...{ name: `a letter more over ${items} guides, p99`, unit, note },
          ...{ runs: valuesOf(kiosk, 'p99'), floor: valuesOf(kiosk, 'floor99') },
          gate: { rule: 'at-most', limit: gateMs },
        },
        {
          name: 'making the finder ready, once a version',
          unit,
          runs: valuesOf(kiosk, 'ready'),
          note,
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
