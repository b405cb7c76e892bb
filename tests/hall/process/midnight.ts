/**
 * A hall whose day does not end while a test runs. At midnight the numbers of the example hall begin
 * anew and who waits is carried over, as it must be; a test that takes R001 before it and calls it
 * afterwards would find another hall. Where midnight is near, the hall lies one zone further east.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Shanghai is so far ahead of the world's clock, Tokyo an hour more; neither puts its clocks forward. */
const shanghaiMs = 8 * hourMs;
/** Longer than any one test file runs, on a busy machine too. */
const nearMs = 20 * 60_000;

/** The file of a hall in Shanghai, or a copy of it in Tokyo, where it has just been midnight. */
function awayFromMidnight(file: string, now = Date.now()): string {
  const left = dayMs - ((now + shanghaiMs) % dayMs);
  if (left > nearMs) return file;
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-hall-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // The plans that it names are looked for beside it.
  cpSync(join(dirname(file), 'plans'), join(folder, 'plans'), { recursive: true });
  const copy = join(folder, basename(file));
  writeFileSync(copy, `${readFileSync(file, 'utf8')}\ntimeZone: Asia/Tokyo\n`);
  return copy;
}

/** The example hall's file, for all that run it. */
export const hallFile = awayFromMidnight(
  join(import.meta.dirname, '../../../fixtures/halls/dongcheng.yaml'),
);
