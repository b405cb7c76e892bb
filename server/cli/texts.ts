/**
 * `jinghao texts …`: what a technician asks a running hub about texts, over its API: how those who send
 * them are, and a trial.
 */
import { z } from 'zod';
import type { Said } from './acts.ts';
import { ask, type HubAddress } from './devices.ts';
import { readWords } from './words.ts';

const usage = {
  'texts list': 'the senders of texts and how they are, and the texts of today by how they ended',
  'texts test <phone> [--language zh-Hans|zh-Hant|en]': 'sends a text to try the way',
};
/** As `help` tells it. */
export const textsUsage: readonly string[] = Object.entries(usage).map(
  ([how, about]) => `jinghao ${how}  -- ${about}`,
);

const countShape = z.object({
  ...{ kind: z.string(), state: z.string() },
  ...{ count: z.number(), parts: z.number() },
});
const textsShape = z.object({
  configured: z.boolean(),
  providers: z.array(z.object({ id: z.string(), state: z.string(), detail: z.string() })),
  counts: z.array(countShape),
});
const triedShape = z.object({ id: z.string() });

/** Null: no command of these. Throws `SettingsError` for options that are wrong. */
export function textsCommand(
  words: readonly string[],
  hub: HubAddress,
): (() => Promise<Said>) | null {
  if (words[0] !== 'texts') return null;
  const said = readWords(words.slice(2), ['url', 'token', 'language']);
  const url = (said.named.get('url') ?? hub.url).replace(/\/+$/, '');
  const address = { url, token: said.named.get('token') ?? hub.token };
  const [phone] = said.alone;
  if (words[1] === 'list') return () => list(address);
  if (words[1] === 'test' && phone !== undefined) {
    return () => test(address, phone, said.named.get('language') ?? 'zh-Hans');
  }
  const lines = ['say it as:', ...Object.keys(usage).map((one) => `  jinghao ${one}`)];
  return async () => ({ ok: false, lines });
}

async function list(hub: HubAddress): Promise<Said> {
  const { configured, providers, counts } = await ask(hub, 'GET', '/texts', textsShape);
  if (!configured) return { ok: false, lines: ['the hall’s file names nobody who sends texts'] };
  const lines = [
    ...providers.map(({ id, state, detail }) => `${id}\t${state}\t${detail}`),
    ...counts.map(
      ({ kind, state, count, parts }) => `today\t${kind}\t${state}\t${count}\t${parts} parts`,
    ),
  ];
  return { ok: true, lines };
}

async function test(hub: HubAddress, phone: string, language: string): Promise<Said> {
  const { id } = await ask(hub, 'POST', '/texts/test', triedShape, { phone, language });
  return { ok: true, lines: [`${id}\twaits to be sent; jinghao texts list tells the rest`] };
}
