/**
 * What the `jinghao` command does on the hub's machine: starts a hall's hub, or does an
 * administrator's act beside it. Reads the environment; all it starts is built in `hub.ts`.
 */

import { type Ending, endOnSignal, endWithinMs, failed } from '../drivers/ending.ts';
import type { ServiceManager } from '../drivers/systemd.ts';
import { LogFailure } from '../log/log.ts';
import { acts, type Said, usage } from './cli/acts.ts';
import { backUpBeforeSteps } from './cli/backup/before-steps.ts';
import { programVersion } from './cli/backup.ts';
import { deviceCommand } from './cli/devices.ts';
import { hallInForce, inForceIn } from './cli/hall-in-force.ts';
import { type Teller, tellers } from './cli/tellers.ts';
import { textsCommand } from './cli/texts.ts';
import { openDataFolder } from './data-folder.ts';
import { machineClock, machineDice } from './hall/clock.ts';
import { HouseFailure } from './house/failure.ts';
import { startHub } from './hub.ts';
import { Audit } from './people/audit.ts';
import { Rights } from './people/rights.ts';
import {
  configurationJsonSchema,
  type HallFile,
  readEnvironment,
  readHallFile,
  type Settings,
  SettingsError,
} from './settings.ts';
import { openTables } from './tables.ts';

const howToConfigure = `no configuration: set JINGHAO_CONFIG to the hall's YAML file (docs/settings.md),
or run the example hall with: npm start`;

function hallFile(settings: Settings): HallFile {
  if (settings.configFile === null) throw new SettingsError(howToConfigure);
  return readHallFile(settings.configFile);
}

async function start(example: boolean, manager: ServiceManager): Promise<void> {
  const settings = readEnvironment(process.env);
  const file = hallFile(settings);
  const program = programVersion();
  const backup = await backUpBeforeSteps({
    ...{ settings, file, program, clock: machineClock, dice: machineDice },
  });
  if (backup) console.log(`before the data are brought up to date: backup ${backup.folder}`);
  let ending: Ending = { begun: false };
  // What comes with the opening of a day needs lines and clocks made anew; screens find the hub again.
  const renew = (): void => {
    if (ending.begun) return;
    const late = setTimeout(() => process.exit(1), endWithinMs);
    hub = hub
      .then((old) => old.close())
      .then(async () => {
        clearTimeout(late);
        running = await startHub(settings, file, example, renew);
        return running;
      });
    hub.catch(failed);
  };
  let hub = startHub(settings, file, example, renew);
  let running = await hub;
  console.log(`静号 Jinghao  ${running.url}`);
  for (const line of running.told) console.log(line);
  ending = endOnSignal(manager, () => hub.then((last) => last.close()));
  await running.followed();
  if (!ending.begun) manager.ready(() => running.status());
}

async function act(words: readonly string[]): Promise<void> {
  const known = acts[words.slice(0, 2).join(' ')];
  if (!known) throw new SettingsError(['not understood; these are known:', ...usage()].join('\n'));
  const settings = readEnvironment(process.env);
  const written = hallFile(settings);
  openDataFolder(settings.dataDir, written.configuration.hall);
  const tables = await openTables(settings, machineClock, machineDice);
  try {
    const { configuration, roles } = await inForceIn(tables, settings, written);
    const kiosks = configuration.kiosks.map(({ id }) => id);
    const counters = configuration.counters.map(({ id }) => id);
    const parts = { tables, hall: configuration.hall, kiosks, counters };
    const said = await known.run({ ...parts, roles: new Rights(roles).roles }, words.slice(2));
    const audit = new Audit(tables.house, machineClock, configuration.hall);
    const outcome = said.ok ? 'done' : 'refused';
    const about = { actor: 'command-line', act: words.slice(0, 2).join(' '), outcome };
    if (known.changes !== false) await audit.note({ ...about, subject: '', from: '' });
    say(said);
  } finally {
    await tables.close();
  }
}

async function tell({ run }: Teller, words: readonly string[]): Promise<void> {
  const settings = readEnvironment(process.env);
  const file = await hallInForce(settings, hallFile(settings));
  say(await run({ settings, file, configuration: file.configuration }, words));
}

function technicianAsks(words: readonly string[]) {
  if (words[0] !== 'device' && words[0] !== 'texts') return null;
  const { hubUrl: url, apiToken: token } = readEnvironment(process.env);
  return deviceCommand(words, { url, token }) ?? textsCommand(words, { url, token });
}

function say({ ok, lines }: Said): void {
  for (const line of lines) (ok ? console.log : console.error)(line);
  if (!ok) process.exitCode = 1;
}

async function obey(words: readonly string[], manager: ServiceManager): Promise<void> {
  const [first = 'start', second] = words;
  if (first === 'start') return start(second === '--example', manager);
  if (first === 'schema') return console.log(JSON.stringify(configurationJsonSchema(), null, 2));
  if (first === 'help' || first === '--help') return console.log(usage().join('\n'));
  const teller = tellers[first];
  if (teller) return tell(teller, words.slice(1));
  const asked = technicianAsks(words);
  return asked ? say(await asked()) : act(words);
}

/** Does what the words say. Never rejects; ends the process with 1 when it cannot. */
export async function runHub(words: readonly string[], manager: ServiceManager): Promise<void> {
  try {
    await obey(words, manager);
  } catch (error) {
    // What an administrator can put right is said plainly; anything else keeps its stack.
    const plain =
      error instanceof SettingsError ||
      error instanceof LogFailure ||
      error instanceof HouseFailure;
    console.error(plain ? `${error.name}: ${error.message}` : error);
    process.exit(1);
  }
}
