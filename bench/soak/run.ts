/**
 * `npm run soak -- month|hour [--word=N]`: lets a hall live for long and looks for what only long
 * lives show: memory that grows, figures that drift from the log, disks that fill too soon. `month`
 * plays a month on the stepped clock, `hour` an hour in real time. Each ends with 1 when something
 * was wrong, and with 2 for words that it does not understand.
 */

/** What a subject's file gives: plays it by these words and gives the exit code. */
export interface Subject {
  readonly usage: string;
  readonly soak: (words: readonly string[]) => Promise<number>;
}

/** Loaded only when asked for: each brings a good part of the hub with it. */
const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  month: () => import('./month.ts'),
  hour: () => import('./hour.ts'),
};

const [name = '', ...words] = process.argv.slice(2);
const load = subjects[name];
if (load) {
  const subject = await load();
  process.exitCode = await subject.soak(words);
} else {
  console.error(`npm run soak -- ${Object.keys(subjects).join(' | ')} [--word=N…]`);
  process.exitCode = 2;
}
