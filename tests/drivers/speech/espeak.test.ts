/**
 * Speech for who hears a kiosk: what comes back sounds, and a machine without the program says so. Where
 * espeak-ng is missing, a program that writes a tone stands in for it.
 */
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SPEECH_TEXT_MAX } from '../../../core/wire/speech.ts';
import { answerSpeech } from '../../../drivers/speech/answering.ts';
import { espeak, type Speech, wholeWav } from '../../../drivers/speech/espeak.ts';

const pretend = resolve(import.meta.dirname, 'pretend-speech.sh');

function installed(): boolean {
  try {
    execFileSync('espeak-ng', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Root mean square over full scale, and the length in seconds, of plain 16-bit mono. */
function heard(wav: Buffer): { readonly loud: number; readonly seconds: number } {
  const rate = wav.readUInt32LE(24);
  const data = wav.readUInt32LE(40);
  expect(data).toBe(wav.length - 44);
  let sum = 0;
  for (let at = 44; at + 1 < wav.length; at += 2) sum += (wav.readInt16LE(at) / 32_768) ** 2;
  return { loud: Math.sqrt(sum / (data / 2)), seconds: data / 2 / rate };
}

const spoken = async (speech: Speech, language: 'zh' | 'en', text: string) => {
  const wav = await speech.wav({ language, text });
  if (typeof wav === 'string') throw new Error(wav);
  return heard(wav);
};

describe.skipIf(!installed())('espeak-ng', () => {
  const speech = espeak();

  it('speaks Chinese and English', async () => {
    expect(await speech.languages()).toEqual(['zh', 'en']);
  });

  it.each([
    ['zh', '取号', '请选择您要办理的事项，取号以后请留意屏幕'],
    ['en', 'Number', 'Please choose what you would like to do, then watch the screen'],
  ] as const)('%s: it sounds, and more words last longer', async (language, short, long) => {
    const one = await spoken(speech, language, short);
    const other = await spoken(speech, language, long);
    expect(one.loud).toBeGreaterThan(0.01);
    expect(other.loud).toBeGreaterThan(0.01);
    expect(one.seconds).toBeGreaterThan(0.2);
    expect(other.seconds).toBeGreaterThan(one.seconds * 2);
  });
});

describe('any speaking program', () => {
  it('gets its words by stdin, and its header is put right', async () => {
    const speech = espeak(pretend);
    expect(await speech.languages()).toEqual(['en']);
    const one = await spoken(speech, 'en', 'tone');
    expect(one.loud).toBeGreaterThan(0.05);
    const again = await speech.wav({ language: 'en', text: 'tone' });
    expect(await speech.wav({ language: 'en', text: 'tone' })).toBe(again);
  });

  it('without a voice of the language, or that is missing, is unavailable', async () => {
    expect(await espeak(pretend).wav({ language: 'zh', text: '取号' })).toBe('unavailable');
    const none = espeak('/no/such/program');
    expect(await none.languages()).toEqual([]);
    expect(await none.wav({ language: 'en', text: 'number' })).toBe('unavailable');
  });

  it('that says too much at once is busy', async () => {
    const speech = espeak(pretend);
    await speech.languages();
    const texts = Array.from({ length: 20 }, (_, at) => `number ${at}`);
    const said = await Promise.all(texts.map((text) => speech.wav({ language: 'en', text })));
    expect(said.filter((one) => one === 'busy').length).toBeGreaterThan(0);
    expect(said.filter((one) => typeof one !== 'string').length).toBeGreaterThan(0);
  });

  it('that writes no WAV is not believed', () => {
    expect(wholeWav(Buffer.from('nothing of the kind'))).toBeNull();
    expect(wholeWav(Buffer.alloc(100))).toBeNull();
  });
});

describe('/speech', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const speech = espeak(pretend);
    server = createServer((request, response) => void answerSpeech(request, response, speech));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/speech`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const post = (body: string, type = 'application/json') =>
    fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });

  it('tells what it speaks, and answers a WAV', async () => {
    expect(await (await fetch(url)).json()).toEqual({ languages: ['en'] });
    const answer = await post(JSON.stringify({ language: 'en', text: 'Take a number' }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('audio/wav');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(heard(Buffer.from(await answer.arrayBuffer())).loud).toBeGreaterThan(0.05);
  });

  it.each([
    [JSON.stringify({ language: 'en', text: ' ' }), 400, 'text'],
    [JSON.stringify({ language: 'fr', text: 'numéro' }), 400, 'language'],
    [JSON.stringify({ language: 'en', text: 'a'.repeat(SPEECH_TEXT_MAX + 1) }), 400, 'text'],
    ['{', 400, ''],
    ['x'.repeat(20_000), 413, ''],
  ])('refuses by field and rule (%#)', async (body, status, field) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    const said = (await answer.json()) as { field: string; rule: string };
    expect(said.field).toBe(field);
    expect(said.rule).not.toBe('');
  });

  it('refuses other types and methods', async () => {
    expect((await post('text=hello', 'text/plain')).status).toBe(415);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
  });

  it('says that it cannot speak a language', async () => {
    expect((await post(JSON.stringify({ language: 'zh', text: '取号' }))).status).toBe(503);
  });
});
