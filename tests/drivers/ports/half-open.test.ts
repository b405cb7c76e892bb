/**
 * A network device that vanishes without a word (its cable is pulled behind the switch) leaves a
 * connection that looks open. The test has a network of its own to take away, which takes the right
 * to make one (`unshare -rn`, Linux).
 */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const inOwnNetwork = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"'];
const may = spawnSync('unshare', [...inOwnNetwork, 'true']).status === 0;
/** Older Node cannot set how often a quiet peer is probed. */
const probes = Number(process.versions.node.split('.')[0]) >= 24;

test.skipIf(!may || !probes)(
  'a peer that vanished without a word is a named state within 5 s',
  async () => {
    const script = fileURLToPath(new URL('vanish.ts', import.meta.url));
    const words = [...inOwnNetwork, process.execPath, script];
    const { stdout } = await promisify(execFile)('unshare', words, { timeout: 50_000 });
    const said = JSON.parse(stdout) as { state: unknown; afterMs: number };
    expect(said.state).toMatchObject({ is: 'lost', why: 'timeout' });
    expect(said.afterMs).toBeLessThan(5_000);
  },
);
