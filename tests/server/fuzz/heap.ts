/**
 * What is really held in memory: the heap after rubbish was thrown away.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes. */
export function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
