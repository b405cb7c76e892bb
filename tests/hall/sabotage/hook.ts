/**
 * Breaks one thing in the hub while its modules are loaded: `JINGHAO_SABOTAGE=<name>` with
 * `node --import ./tests/hall/sabotage/hook.ts`. A sabotage whose text is not found exactly once fails
 * loudly: it would prove nothing.
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sabotages } from './list.ts';

const root = resolve(import.meta.dirname, '../../..');
const name = process.env.JINGHAO_SABOTAGE;
const sabotage = sabotages.find((one) => one.name === name);
if (!sabotage) throw new Error(`no sabotage is called ${name}`);

const missing = new Set(sabotage.edits.map(({ file }) => file));

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const edits = sabotage.edits.filter(
      ({ file }) => url === pathToFileURL(resolve(root, file)).href,
    );
    if (edits.length === 0) return loaded;
    let source = String(loaded.source);
    for (const { file, find, replace } of edits) {
      const found = source.split(find).length - 1;
      if (found !== 1) {
        throw new Error(`sabotage ${name}: its text stands ${found} times in ${file}:\n${find}`);
      }
      source = source.replace(find, () => replace);
      missing.delete(file);
    }
    return { ...loaded, source };
  },
});

process.on('exit', () => {
  if (missing.size === 0) return;
  console.error(`sabotage ${name}: never loaded: ${[...missing].join(', ')}`);
  process.exitCode = 3;
});
