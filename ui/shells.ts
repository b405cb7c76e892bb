/**
 * The shell that every page stands in: the same for all of them but for title and theme, so it is written
 * here once and handed to the builder as the `index.html` of each page's folder.
 */
import { globSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const root = resolve(import.meta.dirname, '..');

/** The pages by their folders, with what stands on a tab until a page has set its own. */
export const titles: Readonly<Record<string, string>> = {
  'kiosk/page': '取号',
  'display/counter': '窗口屏',
  'display/doors': '静号',
  'display/guide': '办事指南',
  'display/hall': '叫号大屏',
  'display/past': '回看',
  'display/phone': '我的号',
  'display/tablet': '评价',
  'console/adoption': '断网取号 · 静号',
  'console/audit': '审计 · 静号',
  'console/cases': '工单 · 静号',
  'console/counter': '叫号窗口 · 静号',
  'console/devices': '设备 · 静号',
  'console/fairness': '公平取号 · 静号',
  'console/figures': '统计报表 · 静号',
  'console/guides': '办事指南 · 静号',
  'console/house': '大厅公示 · 静号',
  'console/live': '现场 · 静号',
  'console/past': '回看 · 静号',
  'console/privacy': '个人信息 · 静号',
  'console/ratings': '评价 · 静号',
  'console/settings': '设置 · 静号',
  'console/sign-in': '登录 · 静号',
  'console/staff': '人员与密钥 · 静号',
  'console/texts': '短信 · 静号',
};

/** Screens that hang in halls, dark by day and night from their first paint. */
const dark: ReadonlySet<string> = new Set(['display/counter', 'display/hall', 'display/past']);

/** The file that is built for a page; it stands nowhere before. */
export const shellAt = (folder: string): string => resolve(root, folder, 'index.html');

const shell = (folder: string, title: string): string => `<!doctype html>
<html lang="zh-Hans"${dark.has(folder) ? ' data-theme="dark"' : ''}>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${title}</title>
    <link rel="icon" href="${relative(resolve(root, folder), resolve(root, 'ui/icon.svg'))}" />
    <script type="module" src="./main.tsx"></script>
  </head>
  <body>
    <div id="page"></div>
  </body>
</html>
`;

/** Hands the builder the shells of all pages. Throws where a page stands in the tree without a title. */
export function shells(): Plugin {
  const pages = globSync('{kiosk/page,display/*,console/*}/main.tsx', { cwd: root }).map(dirname);
  for (const page of pages) {
    if (!(page in titles)) throw new Error(`${page} is a page and has no title in ui/shells.ts`);
  }
  const made = new Map(
    Object.entries(titles).map(([folder, title]) => [shellAt(folder), shell(folder, title)]),
  );
  return {
    name: 'shells',
    enforce: 'pre',
    resolveId: (id) => (made.has(id) ? id : null),
    load: (id) => made.get(id) ?? null,
  };
}
