/**
 * Before the first browser test: the pages are built, once for all of them. The folder goes when the
 * last is over.
 */
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { buildPages } from './built.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the built pages. */
    readonly pages: string;
  }
}

/** Returns what is done after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await buildPages();
  project.provide('pages', folder);
  return () => rm(folder, { recursive: true, force: true });
}
