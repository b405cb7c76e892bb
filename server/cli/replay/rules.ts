/**
 * The other rule set: a whole hall's file, or only those parts of one that are to be different, laid
 * over the configuration of the recorded day.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { hallShape, soundHall } from '../../../core/wire/configuration.ts';
import { parseHall, SettingsError } from '../../settings.ts';

const { classes, tideRules, booking, opening, rules, services, counters } = hallShape.shape;

/** Lists are given whole; of services and counters only what is different, by id. */
const partial = z.strictObject({
  ...{ classes, tideRules, booking, opening, rules },
  services: z.array(services.element.partial().required({ id: true })).default([]),
  counters: z.array(counters.element.partial().required({ id: true })).default([]),
});

const whole = soundHall(z.custom<z.output<typeof hallShape>>());

/** Throws `SettingsError` with every complaint: what cannot be read, is not known, or does not fit the day. */
export function otherRules(path: string, recorded: Configuration): Configuration {
  const text = readText(path);
  const written = parseYaml(text, path);
  if ('hall' in written) {
    const { configuration } = parseHall(text, path);
    if (configuration.hall === recorded.hall) return configuration;
    throw new SettingsError(`the rules ${path}\n  hall: the day is one of ${recorded.hall}`);
  }
  const parsed = partial.safeParse(written);
  if (!parsed.success) throw new SettingsError(complaints(path, parsed.error));
  const said = parsed.data;
  const asWritten = <T extends object>(like: T, raw: unknown): Partial<T> =>
    Object.fromEntries(Object.entries(like).filter(([key]) => key in Object(raw))) as Partial<T>;
  const byId = <T extends { readonly id: string }>(
    list: readonly T[],
    changes: readonly { readonly id: string }[],
    raw: unknown,
    what: string,
  ): T[] => {
    const stranger = changes.find(({ id }) => !list.some((one) => one.id === id));
    if (stranger)
      throw new SettingsError(`the rules ${path}\n  ${what}: no ${stranger.id} that day`);
    return list.map((one) => {
      const index = changes.findIndex(({ id }) => id === one.id);
      const change = changes[index];
      return change ? { ...one, ...asWritten(change, (raw as unknown[])[index]) } : one;
    });
  };
  const { version: _version, ...before } = recorded;
  const { services: inServices, counters: inCounters, ...lists } = said;
  const merged = {
    ...before,
    ...asWritten(lists, written),
    rules: { ...before.rules, ...asWritten(said.rules, written.rules) },
    booking: { ...before.booking, ...asWritten(said.booking, written.booking) },
    services: byId(before.services, inServices, written.services, 'services'),
    counters: byId(before.counters, inCounters, written.counters, 'counters'),
  };
  const sound = whole.safeParse(merged);
  if (!sound.success) throw new SettingsError(complaints(path, sound.error));
  return { ...merged, version: 'what-if' };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError(`the rules ${path} cannot be read: ${(error as Error).message}`);
  }
}

function parseYaml(text: string, path: string): Record<string, unknown> {
  try {
    const written: unknown = parse(text);
    if (typeof written === 'object' && written !== null) return written as Record<string, unknown>;
  } catch (error) {
    throw new SettingsError(`the rules ${path} are not YAML: ${(error as Error).message}`);
  }
  throw new SettingsError(`the rules ${path}\n  (whole): say classes, rules, services …`);
}

const complaints = (path: string, error: z.ZodError): string =>
  [
    `the rules ${path}`,
    ...error.issues.map((issue) => `  ${issue.path.join('.') || '(whole)'}: ${issue.message}`),
  ].join('\n');
