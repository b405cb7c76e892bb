/**
 * `jinghao agent`: reads its words, starts the agent of this PC and ends it in order. Ends with 0
 * when it was told to, 2 for what a technician has to put right, 1 for what we have.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { endOnSignal } from '../../drivers/ending.ts';
import { Shortcuts } from '../../drivers/shortcuts/keypad.ts';
import type { ServiceManager } from '../../drivers/systemd.ts';
import { startAgent } from './agent.ts';
import { AgentError } from './agent-error.ts';
import { openAway } from './away/stand-in.ts';
import { enrol } from './enrol.ts';
import { readKey } from './key-file.ts';
import { openersOf } from './openers.ts';

const root = resolve(import.meta.dirname, '../..');

const agentUsage: readonly string[] = [
  'jinghao agent enrol --hub URL --code ABCD-EFGH --key FILE [--ca FILE]',
  'jinghao agent --hub URL --key FILE [--data FOLDER] [--ca FILE] [--port 8090|none] [--log-level info]',
];

const options = {
  hub: { type: 'string' },
  key: { type: 'string' },
  code: { type: 'string' },
  data: { type: 'string', default: './agent-data' },
  ca: { type: 'string' },
  port: { type: 'string', default: '8090' },
  'log-level': { type: 'string', default: 'info' },
} as const;
const levels = ['fatal', 'error', 'warn', 'info', 'debug'];

type Words = ReturnType<typeof read>;

/** Runs `jinghao agent …` with the words behind `agent`. Never rejects; sets the exit code. */
export async function runAgent(words: readonly string[], manager: ServiceManager): Promise<void> {
  try {
    if (words[0] === 'enrol') await enrolHere(read(words.slice(1)));
    else await runHere(read(words), manager);
  } catch (error) {
    const plain = error instanceof AgentError;
    console.error(plain ? `${error.name}: ${error.message}` : error);
    process.exit(plain ? 2 : 1);
  }
}

async function enrolHere(words: Words): Promise<void> {
  if (words.code === undefined) throw new AgentError(`--code is missing\n${agentUsage.join('\n')}`);
  await enrol({ hub: words.hub, code: words.code, keyFile: words.key, ca: words.ca });
  console.log(`enrolled; the key is in ${words.key}`);
}

async function runHere(words: Words, manager: ServiceManager): Promise<void> {
  const { hub: url, key: keyFile, ca, data, port, level } = words;
  const hub = { url, key: readKey(keyFile), ca };
  const log = pino({ level, base: null });
  const clock = {
    now: () => Date.now(),
    setTimeout: (act: () => void, ms: number) => setTimeout(act, ms),
    clearTimeout: (timer: NodeJS.Timeout) => clearTimeout(timer),
  };
  const shortcuts = new Shortcuts(clock);
  const press = shortcuts.press.bind(shortcuts);
  const agent = await startAgent(
    { hub, dataFolder: data, port, distFolder: resolve(root, 'dist'), version: version() },
    { clock, log, openAway, press, openers: openersOf(clock, shortcuts) },
  );
  log.info({ hub: url, page: agent.page }, 'the agent runs');
  manager.ready(() => `agent of ${url}: the hub is ${agent.hub()}`);
  // A paper under way has its own 30 s, which nobody waits for.
  endOnSignal(manager, async () => {
    await agent.close();
    log.info({}, 'the agent has ended');
  });
}

/** Throws `AgentError` that names the word and the rule. */
function read(words: readonly string[]) {
  const { values } = parsed(words);
  const { hub, key, code, ca, port, 'log-level': level } = values;
  if (hub === undefined || key === undefined) {
    throw new AgentError(`--hub and --key are needed\n${agentUsage.join('\n')}`);
  }
  const url = URL.parse(hub);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new AgentError('--hub: an address as http://10.0.0.2:8080 or https://hall.example');
  }
  if (!levels.includes(level)) throw new AgentError(`--log-level: one of ${levels.join(', ')}`);
  if (port !== 'none' && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
    throw new AgentError('--port: a port, or none');
  }
  return {
    ...{ hub: url.origin, code, level, data: resolve(values.data), key: resolve(key) },
    ca: ca === undefined ? null : readCa(ca),
    port: port === 'none' ? null : Number(port),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true });
  } catch (error) {
    throw new AgentError(`${(error as Error).message}\n${agentUsage.join('\n')}`);
  }
}

function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AgentError(`--ca: ${(error as Error).message}`);
  }
}

function version(): string {
  const text = readFileSync(resolve(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
