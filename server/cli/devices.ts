/**
 * `jinghao device …`: what a technician asks a running hub about the hall's devices, over its API, and
 * which serial lines this machine has. It needs the hub's address and a token, no hall file.
 */
import { z } from 'zod';
import { listSerial } from '../../drivers/ports/list.ts';
import { SettingsError } from '../settings.ts';
import type { Said } from './acts.ts';
import { readWords, type Words } from './words.ts';

/** A trial of a device takes up to twelve seconds. */
const answerMsMax = 30_000;

export interface HubAddress {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly token: string | null;
}

interface Command {
  readonly usage: string;
  readonly about: string;
  /** Options beside `--url` and `--token`. */
  readonly options: readonly string[];
  readonly run: (hub: HubAddress, words: Words) => Promise<Said>;
}

const done = (...lines: string[]): Said => ({ ok: true, lines });
const not = (...lines: string[]): Said => ({ ok: false, lines });
const row = (...cells: (string | number | null)[]): string =>
  cells.map((cell) => cell ?? '-').join('\t');
const timeText = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString());

/** By the word behind `device`. */
export const deviceCommands: Readonly<Record<string, Command>> = {
  list: {
    usage: 'device list',
    about: 'lists the hall’s devices as the running hub sees them',
    options: [],
    run: async (hub) => {
      const { devices } = await ask(hub, 'GET', '/devices', devicesShape);
      const lines = devices.map((one) =>
        row(one.id, one.state, one.agent, one.responsible, one.detail),
      );
      return done(row('device', 'state', 'PC', 'post', 'detail'), ...lines);
    },
  },
  show: {
    usage: 'device show <id>',
    about: 'tells how one device is, what is due, and what was repaired',
    options: [],
    run: async (hub, { alone: [id = ''] }) => {
      const path = `/devices/${encodeURIComponent(id)}`;
      const one = await ask(hub, 'GET', path, deviceShape);
      const { repairs } = await ask(hub, 'GET', `${path}/repairs`, repairsShape);
      const { service } = one;
      return done(
        row('device', one.id),
        ...[row('state', one.state), row('detail', one.detail), row('address', one.address)],
        ...[row('PC', one.agent), row('post', one.responsible)],
        ...[row('since', timeText(one.since)), row('last heard', timeText(one.heardAt))],
        row('alarm', one.alarm),
        row('service', service && (service.due ? 'due' : `due ${timeText(service.dueAt)}`)),
        ...one.counters.map(({ counter, value, total }) => row(counter, value, `ever ${total}`)),
        ...repairs.map(({ kind, at, words }) => row(kind, timeText(at), words)),
      );
    },
  },
  test: {
    usage: 'device test <id> [--text TEXT]',
    about: 'prints a slip, shows a text, beeps, or waits for a card, a code or an answer',
    options: ['text'],
    run: async (hub, { alone: [id = ''], named }) => {
      const text = named.get('text');
      const body = text === undefined ? {} : { text };
      const path = `/devices/${encodeURIComponent(id)}/test`;
      const tried = await ask(hub, 'POST', path, triedShape, body);
      const line = row(id, tried.result, tried.reason ?? null);
      return goodResults.has(tried.result) ? done(line) : not(line);
    },
  },
  alarms: {
    usage: 'device alarms [--day YYYY-MM-DD]',
    about: 'lists the alarms that stand, or all of a day',
    options: ['day'],
    run: async (hub, { named }) => {
      const day = named.get('day');
      const path = day === undefined ? '/alarms' : `/days/${encodeURIComponent(day)}/alarms`;
      const { alarms } = await ask(hub, 'GET', path, alarmsShape);
      const lines = alarms.map((one) =>
        row(
          ...[one.id, one.severity, one.subject, one.fault, timeText(one.raisedAt)],
          ...[`x${one.times}`, timeText(one.clearedAt), one.acknowledgedBy],
        ),
      );
      const head = ['alarm', 'severity', 'about', 'fault', 'raised', 'times', 'cleared', 'seen by'];
      return done(row(...head), ...lines);
    },
  },
  acknowledge: {
    usage: 'device acknowledge <alarm>',
    about: 'says that somebody has seen an alarm',
    options: [],
    run: async (hub, { alone: [id = ''] }) => {
      const path = `/alarms/${encodeURIComponent(id)}/acknowledge`;
      const alarm = await ask(hub, 'POST', path, alarmShape, {});
      return done(row(alarm.id, alarm.subject, alarm.fault, alarm.acknowledgedBy));
    },
  },
  ports: {
    usage: 'device ports',
    about: 'lists the serial lines of this machine; needs no hub',
    options: [],
    run: async () => {
      const lines = await listSerial();
      return done(
        row('line', 'is', 'maker'),
        ...lines.map(({ path, device, maker }) => row(path, device, maker)),
      );
    },
  },
};

const goodResults: ReadonlySet<string> = new Set([
  ...['printed', 'shown', 'beeped', 'card-seen', 'code-seen', 'answered'],
]);

/** Null: no command of these. Throws `SettingsError` for options that are wrong. */
export function deviceCommand(
  words: readonly string[],
  hub: HubAddress,
): (() => Promise<Said>) | null {
  const command = words[0] === 'device' ? deviceCommands[words[1] ?? ''] : undefined;
  if (!command) return null;
  const said = readWords(words.slice(2), ['url', 'token', ...command.options]);
  const address = {
    url: (said.named.get('url') ?? hub.url).replace(/\/+$/, ''),
    token: said.named.get('token') ?? hub.token,
  };
  if (command.usage.includes(' <') && said.alone.length !== 1) {
    return async () => not(`say it as: jinghao ${command.usage}`);
  }
  return () => command.run(address, said);
}

const moment = z.number().nullable();
const deviceShape = z.object({
  ...{ id: z.string(), state: z.string(), detail: z.string(), address: z.string() },
  ...{ agent: z.string().nullable(), responsible: z.string().nullable() },
  ...{ since: moment, heardAt: moment, alarm: z.string().nullable() },
  service: z.object({ dueAt: moment, due: z.boolean() }).nullable(),
  counters: z.array(z.object({ counter: z.string(), value: z.number(), total: z.number() })),
});
const devicesShape = z.object({ devices: z.array(deviceShape) });
const repairsShape = z.object({
  repairs: z.array(z.object({ kind: z.string(), at: z.number(), words: z.string() })),
});
const alarmShape = z.object({
  ...{ id: z.string(), severity: z.string(), subject: z.string(), fault: z.string() },
  ...{ raisedAt: z.number(), times: z.number(), clearedAt: moment },
  acknowledgedBy: z.string().nullable(),
});
const alarmsShape = z.object({ alarms: z.array(alarmShape) });
const triedShape = z.object({ result: z.string(), reason: z.string().optional() });
const hallsShape = z.object({ halls: z.array(z.object({ id: z.string() })).min(1) });

/** Throws `SettingsError` when the hub cannot be reached, or says no. */
export async function ask<S extends z.ZodType>(
  hub: HubAddress,
  method: 'GET' | 'POST',
  path: string,
  shape: S,
  body?: object,
): Promise<z.output<S>> {
  const { halls } = hallsShape.parse(await send(hub, 'GET', '/api/halls'));
  const hall = encodeURIComponent(halls[0]?.id ?? '');
  return shape.parse(await send(hub, method, `/api/halls/${hall}${path}`, body));
}

async function send(
  { url, token }: HubAddress,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  if (token === null) {
    throw new SettingsError('JINGHAO_API_TOKEN: say the token of the hub’s API, or --token');
  }
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...json },
    signal: AbortSignal.timeout(answerMsMax),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: Error) => {
    throw new SettingsError(`JINGHAO_URL: no hub answers at ${url}: ${error.message}`);
  });
  const said: unknown = await response.json().catch(() => null);
  if (response.ok) return said;
  const { refused, failed, detail } = (said ?? {}) as Record<string, string | undefined>;
  const name = refused ?? failed ?? `status ${response.status}`;
  throw new SettingsError(`the hub says ${name}${detail === undefined ? '' : `: ${detail}`}`);
}
