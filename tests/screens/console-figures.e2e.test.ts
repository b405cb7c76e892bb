/**
 * The page of figures: a manager picks a period, reads the tables with their formulas, takes them away
 * as files and prints them.
 */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { picture, violationsOn } from './browser.ts';
import { PublicStage } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;

const report = {
  ...{ title: '月报', hall: '东城区政务服务中心', from: '2026-11-01', to: '2026-11-30' },
  lead: ['本月共取号 398 个。'],
  fill: ['原因分析', '整改措施', '负责人（签字）', '日期'],
  charts: [
    {
      ...{ id: 'hours', table: 'clerks', title: '分时段取号与办结' },
      labels: ['09:00', '10:00', '11:00'],
      series: [
        { name: '取号', values: [4, 9, 6] },
        { name: '办结', values: [2, 8, null] },
      ],
    },
    {
      ...{ id: 'services', table: 'clerks', title: '各业务等候时间' },
      labels: ['税务', '社会保险'],
      series: [
        { name: 'P50', values: [4, 9] },
        { name: 'P90', values: [20, 30] },
      ],
    },
  ],
  tables: [
    {
      ...{ id: 'summary', title: '总体情况', columns: ['指标', '数值', '计算公式'] },
      rows: [
        ['取号至叫号', '平均 12.4 · P50 9.0 · P90 31.0 · 最长 58.2', '分钟'],
        ['好评率', '99.1 %', '（非常满意＋满意＋基本满意）÷ 已评价（建议口径）'],
      ],
    },
    {
      ...{ id: 'clerks', title: '人员考核记录' },
      // As many, and as long, as the widest table in English has.
      columns: ['名称', ...Array.from({ length: 17 }, (_, at) => `Dissatisfied suspicious ${at}`)],
      rows: [['王小明', ...Array.from({ length: 17 }, (_, at) => `${at * 7}.0 %`)]],
    },
  ],
};

beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(() => stage.begin());
afterEach(() => stage.end());
afterAll(() => stage.close());

/** How many points of the chart in there are drawn upon. */
const inkOn = (place: Locator): Promise<number> =>
  place.locator('canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const ink = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height);
    return ink?.data.filter((value, at) => at % 4 === 3 && value > 0).length ?? 0;
  });

test('pick a period, read, take away, print; others are told why not', async () => {
  const { hub } = stage;
  let allowed = true;
  hub.show('display', displayExamples.called(hub.now()));
  hub.api = ({ path }) => {
    if (path === '/me') {
      return { status: 200, body: managerHere };
    }
    if (path.endsWith('/case-counts')) {
      return { status: 200, body: { open: 3, fresh: 2, amber: 0, red: 1 } };
    }
    return allowed ? { status: 200, body: report } : { status: 403, body: {} };
  };
  const viewport = { width: 1366, height: 900 };
  const { page } = await stage.open('/console/figures?lang=zh-Hans', { viewport });
  await page.waitForSelector('.report-table');
  await expect.poll(() => page.locator('.report-summary tbody tr').count()).toBe(2);
  await says(page.locator('.report-summary'), '÷ 已评价');
  await page.selectOption('select', 'month');
  await page.getByLabel('日期').fill('2026-10-05');
  await expect.poll(() => hub.asked.at(-1)?.path).toContain('/reports/2026-10/zh-Hans');
  // Drawn, and told to whoever cannot see it that the table says the same.
  await expect.poll(() => page.locator('.report-chart canvas').count()).toBe(2);
  const drawn = page.getByRole('img', { name: '图：分时段取号与办结。同样的数据见下表。' });
  await expect.poll(() => inkOn(drawn)).toBeGreaterThan(500);
  await page.getByLabel('原因分析').fill('午间人手不足');
  const file = page.locator('a[download]').first();
  await expect.poll(() => file.getAttribute('href')).toContain('/reports/2026-10/zh-Hans/xlsx');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-figures');
  const pages = page.getByRole('navigation', { name: '管理页面' });
  await expect.poll(() => pages.locator('[aria-current=page]').innerText()).toBe('统计报表');
  await says(pages.getByRole('link', { name: '工单' }), /2 新\s*1 超期/);
  // 1024 by 768, whole and magnified to four times its size.
  for (const width of [1024, 640, 256]) {
    await page.setViewportSize({ width, height: (width * 3) / 4 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide).toBeLessThanOrEqual(width);
  }
  await expect.poll(() => pages.getByRole('link').count()).toBe(0);
  await pages.getByRole('button', { name: '其他页面' }).click();
  await expect.poll(() => pages.getByRole('link').count()).toBeGreaterThan(5);
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => pages.isVisible()).toBe(false);
  await expect.poll(() => page.locator('.report-pick').isVisible()).toBe(false);
  await expect.poll(() => page.locator('.report-head').isVisible()).toBe(true);
  await expect.poll(() => page.locator('.report-written').first().innerText()).toBe('午间人手不足');
  await expect.poll(() => page.locator('textarea').first().isVisible()).toBe(false);
  // A4 across without its margins: nothing stands beyond the paper.
  const paper = 1032;
  await page.setViewportSize({ width: paper, height: 700 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(paper);
  await page.emulateMedia({ media: 'screen' });
  allowed = false;
  await page.selectOption('select', 'week');
  await page.locator('.notice').waitFor();
});
