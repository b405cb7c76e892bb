/**
 * A real Chromium for the tests of the pages, and what they all do with it.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type ConsoleMessage, chromium, type Page } from 'playwright-core';

const launchArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long what a page is to show is waited for: on a busy machine seconds become minutes. */
const patienceMs = 120_000;

/** The machine's Chromium, or Playwright's own where there is none. */
export async function openBrowser(): Promise<Browser> {
  const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = installed.find((path) => existsSync(path));
  const browser = await chromium.launch({
    ...{ args: launchArgs, timeout: patienceMs },
    ...(executablePath ? { executablePath } : {}),
  });
  browser.on('context', (context) => context.setDefaultTimeout(patienceMs));
  return browser;
}

/** Everything that a page complains of: uncaught errors, console errors (a broken policy among them). */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !late(message, page)) complaints.push(message.text());
  });
  return complaints;
}

/** Something of the hub of the test before, which is gone; ours keeps to one origin (a broken policy says so itself). */
function late(message: ConsoleMessage, page: Page): boolean {
  const { url } = message.location();
  if (!message.text().startsWith('Failed to load resource') || !URL.canParse(url)) return false;
  return new URL(url).origin !== new URL(page.url()).origin;
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const packages = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
let source: Promise<string> | null = null;

/** What axe finds on the page as it stands, as `rule: selector`; empty when nothing. */
export async function violationsOn(page: Page): Promise<string[]> {
  if (page.frames().length === 1) return violationsOfOneFrame(page);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** Axe's own runner opens one more page for every look, which costs as much again as the look. */
async function violationsOfOneFrame(page: Page): Promise<string[]> {
  source ??= readFile(packages.resolve('axe-core/axe.min.js'), 'utf8');
  if (await page.evaluate('!globalThis.axe')) await page.evaluate(await source);
  const options = { runOnly: tags, resultTypes: ['violations'] };
  return (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(
      ({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
  )) as string[];
}

/** Keeps a picture for a person to look at, under .cache/screens, where `PICTURES=1` asks for them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  const path = resolve(import.meta.dirname, '../../.cache/screens', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
