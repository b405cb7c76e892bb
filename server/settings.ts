/**
 * What the hub is told from outside: the environment, and the hall's configuration file. Every
 * complaint names the variable or the field and the rule. docs/settings.md lists them all.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Configuration } from '../core/hall/configuration.ts';
import type { StripWays } from '../core/views/strip.ts';
import { hallShape, soundHall } from '../core/wire/configuration.ts';
import { type CaseSettings, casesShape, usualWindow } from './cases/settings.ts';
import {
  complainOfDevices,
  type DeviceSettings,
  devicesOf,
  devicesShape,
} from './devices/settings.ts';
import { type GuideKeeping, keepingShape } from './guides/keeping.ts';
import { type OpenidSettings, signInShape } from './people/openid/settings.ts';
import { Rights, type RoleRights, rolesShape } from './people/rights.ts';
import { complainOfModems } from './texts/modem-lines.ts';
import { secretVariable } from './texts/secrets.ts';
import { type TextSettings, textSettingsOf, textsShape } from './texts/settings.ts';
import { type HookSettings, hooksShape } from './webhooks/settings.ts';

/** A complaint about settings: said to the administrator as it is, without a stack. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const truth = z.enum(['0', '1']).transform((text) => text === '1');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port: 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'a port: 0 to 65535');

const hours = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'whole hours: 1 to 9999')
  .transform(Number);

const environment = z.object({
  PORT: port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      'an address of PostgreSQL: postgres://user:password@host/database',
    )
    .optional(),
  JINGHAO_CONFIG: z.string().min(1).optional(),
  JINGHAO_API_TOKEN: z.string().optional(),
  JINGHAO_URL: z.url({ protocol: /^https?$/ }).optional(),
  JINGHAO_KEY_FILE: z.string().min(1).optional(),
  JINGHAO_BACKUP_HOURS: hours.optional(),
  JINGHAO_TLS_CERT: z.string().min(1).optional(),
  JINGHAO_TLS_KEY: z.string().min(1).optional(),
  TRUST_PROXY: truth.default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly configFile: string | null;
  readonly apiToken: string | null;
  /** Where a running hub is asked by commands; this machine's own when not said. */
  readonly hubUrl: string;
  readonly keyFile: string;
  /** How old the last good backup may grow before it is an alarm; null: nobody is told. */
  readonly backupHours: number | null;
  /** The hub's own certificate and its key; null: plain, behind a proxy or for this machine. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  /** Of `JINGHAO_SECRET_…`, by the rest of the name; left out where there are none. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Reads the environment. Throws `SettingsError`. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Settings {
  // An empty variable is as good as none: that is how shells and unit files unset one.
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) throw new SettingsError(complaints('the environment', parsed.error));
  const said = parsed.data;
  const dataDir = resolve(said.DATA_DIR);
  const { JINGHAO_TLS_CERT: cert, JINGHAO_TLS_KEY: key } = said;
  if (!cert !== !key) throw new SettingsError('JINGHAO_TLS_CERT and JINGHAO_TLS_KEY go together');
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(secretVariable) && value ? [[name.slice(secretVariable.length), value]] : [],
  );
  return {
    port: said.PORT,
    host: said.HOST,
    dataDir,
    databaseUrl: said.DATABASE_URL ?? null,
    configFile: said.JINGHAO_CONFIG ? resolve(said.JINGHAO_CONFIG) : null,
    apiToken: said.JINGHAO_API_TOKEN ?? null,
    hubUrl: said.JINGHAO_URL ?? `${cert ? 'https' : 'http'}://127.0.0.1:${said.PORT}`,
    keyFile: resolve(said.JINGHAO_KEY_FILE ?? resolve(dataDir, 'keys/hall.key')),
    backupHours: said.JINGHAO_BACKUP_HOURS ?? null,
    tls: cert && key ? { cert: resolve(cert), key: resolve(key) } : null,
    trustProxy: said.TRUST_PROXY,
    logLevel: said.LOG_LEVEL,
    ...(secrets.length > 0 ? { secrets: Object.fromEntries(secrets) } : {}),
  };
}

/** Where the hub dials out to, so that phones reach a hall without a way in (docs/relay.md). */
const relayShape = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(120),
  /** The key shared with the relay; a path beside this file, or a whole one. */
  keyFile: z.string().min(1).max(400),
});

export const configurationFile = soundHall(
  hallShape.extend({
    devices: devicesShape,
    relay: relayShape.optional(),
    cases: casesShape,
    texts: textsShape.optional(),
    webhooks: hooksShape,
    roles: rolesShape,
    signIn: signInShape,
    guides: keepingShape,
  }),
).superRefine(({ devices, kiosks, counters, cases, services, ...more }, context) => {
  const complain = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  complainOfDevices(devices, { kiosks, counters }, complain);
  complainOfModems(more.texts?.providers ?? [], devicesOf(devices), complain);
  const { window } = cases;
  if (window !== usualWindow && !services.some(({ id }) => id === window)) {
    complain(['cases', 'window'], `no service ${window}`);
  }
  const known = new Rights(more.roles).roles;
  for (const [value, role] of Object.entries(more.signIn.openid?.roles?.map ?? {})) {
    const path = ['signIn', 'openid', 'roles', 'map', value];
    if (!known.includes(role)) complain(path, `no role has the id ${role}`);
  }
});

export interface HallFile {
  /** As it was written (YAML). */
  readonly text: string;
  /** The file's path, named in complaints. */
  readonly path: string;
  readonly configuration: Configuration;
  readonly devices: readonly DeviceSettings[];
  /** Where it lies, and with it the pictures that it names. */
  readonly folder: string;
  /** What all strips say, and how bright they are. */
  readonly strips: Pick<StripWays, 'texts' | 'light'>;
  /** Units, causes and deadlines of cases. */
  readonly cases: CaseSettings;
  /** Null: nobody is texted. */
  readonly texts: TextSettings | null;
  readonly webhooks: readonly HookSettings[];
  /** Its own roles, beside the usual ones or in their place. */
  readonly roles: Readonly<Record<string, RoleRights>>;
  /** Where staff may sign in beside their accounts here; null: nowhere. */
  readonly openid: OpenidSettings | null;
  /** How long versions of the guides are kept. */
  readonly guides: GuideKeeping;
  /** Null: phones reach the hub itself, or nothing. */
  readonly relay: { readonly url: string; readonly keyFile: string } | null;
}

/** Reads and checks a hall's configuration file. Throws `SettingsError` with every complaint. */
export function readHallFile(path: string): HallFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError(
      `the configuration ${path} cannot be read: ${(error as Error).message}`,
    );
  }
  return parseHall(text, path);
}

/** Checks a configuration's text (YAML). `path` is named in complaints. Throws `SettingsError`. */
export function parseHall(text: string, path: string): HallFile {
  let written: unknown;
  try {
    written = parseYaml(text);
  } catch (error) {
    throw new SettingsError(`the configuration ${path} is not YAML: ${(error as Error).message}`);
  }
  const parsed = configurationFile.safeParse(written);
  if (!parsed.success)
    throw new SettingsError(complaints(`the configuration ${path}`, parsed.error));
  const {
    devices,
    relay,
    cases,
    texts: told,
    webhooks,
    roles,
    guides,
    signIn,
    ...hall
  } = parsed.data;
  try {
    new Intl.DateTimeFormat('en', { timeZone: hall.timeZone });
  } catch {
    throw new SettingsError(
      `the configuration ${path}\n  timeZone: ${hall.timeZone} is no IANA time zone`,
    );
  }
  const { stripTexts: texts, stripLight: light } = devices;
  const configuration = { version: versionOf(hall), ...hall };
  const keyFile = relay && resolve(dirname(path), relay.keyFile);
  return {
    ...{ text, path, configuration, devices: devicesOf(devices), strips: { texts, light } },
    folder: dirname(resolve(path)),
    openid: signIn.openid ?? null,
    ...{ cases, webhooks, roles, guides, texts: told ? textSettingsOf(told) : null },
    relay: relay && keyFile ? { url: relay.url, keyFile } : null,
  };
}

/** What changes whenever anything of a configuration changes. */
export const versionOf = (hall: Omit<Configuration, 'version'>): string =>
  createHash('sha256').update(JSON.stringify(hall)).digest('base64url').slice(0, 16);

/** The JSON Schema of the configuration file, for editors. */
export const configurationJsonSchema = (): object => ({
  $id: 'https://jinghao.invalid/configuration.schema.json',
  title: 'Configuration of a hall (静号 Jinghao)',
  ...z.toJSONSchema(configurationFile, { io: 'input', unrepresentable: 'any' }),
});

const complaints = (what: string, error: z.ZodError): string =>
  [
    what,
    ...error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole)'}: ${message}`),
  ].join('\n');
