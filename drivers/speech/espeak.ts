/**
 * Speech by espeak-ng (Debian package `espeak-ng`, voices cmn and en), run as a child process: a
 * sentence in, a WAV file out. It is optional: a machine without it speaks no language, and says so.
 */
import { spawn } from 'node:child_process';
import type { SpeechWish, SpokenLanguage } from '../../core/wire/speech.ts';

export type SpeechFailure = 'busy' | 'unavailable';

export interface Speech {
  /** What can be spoken here; asked of the program once. Never rejects. */
  languages(): Promise<readonly SpokenLanguage[]>;
  /** A whole WAV file. `unavailable`: no program, no such voice, or it failed. Never rejects. */
  wav(wish: SpeechWish): Promise<Buffer | SpeechFailure>;
}

const voices: Readonly<Record<SpokenLanguage, string>> = { zh: 'cmn', en: 'en' };
/** Words a minute: a little slower than its own 175, for a hall full of noise. */
const pace = '160';
const saidWithinMs = 5_000;
/** One at a time needs 20-60 ms a sentence; more than these wait too long to be of use. */
const waitingMax = 8;
const wavBytesMax = 8 * 1024 * 1024;
/** What was said lately: pages say the same again and again. */
const keptMax = 200;
const keptBytesMax = 16 * 1024 * 1024;

/** `program`: its name or path; tests hand in another. */
export function espeak(program = 'espeak-ng'): Speech {
  let known: Promise<readonly SpokenLanguage[]> | null = null;
  const kept = new Kept();
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const languages = () => {
    known ??= voicesOf(program);
    return known;
  };
  return {
    languages,
    wav: async (wish) => {
      const { language, text } = wish;
      if (!(await languages()).includes(language)) return 'unavailable';
      const before = kept.find(wish);
      if (before) return before;
      if (waiting >= waitingMax) return 'busy';
      waiting += 1;
      const words = ['-v', voices[language], '-s', pace, '-b', '1', '--stdin', '--stdout'];
      const said = turn.then(() => run(program, words, text));
      turn = said;
      const bytes = await said.finally(() => {
        waiting -= 1;
      });
      const wav = bytes && wholeWav(bytes);
      if (!wav) return 'unavailable';
      kept.keep(wish, wav);
      return wav;
    },
  };
}

/** The languages for which it has a voice; none where it is not installed. */
async function voicesOf(program: string): Promise<readonly SpokenLanguage[]> {
  const list = (await run(program, ['--voices'], ''))?.toString('utf8') ?? '';
  const spoken = new Set([...list.matchAll(/^\s*\d+\s+([a-z-]+)/gim)].map(([, code]) => code));
  const has = (code: string) =>
    [...spoken].some((one) => one === code || one?.startsWith(`${code}-`));
  return (['zh', 'en'] as const).filter((language) => has(voices[language]));
}

/** What it wrote; null when it is missing, failed, or took too long. The text goes in by stdin only. */
function run(program: string, words: readonly string[], text: string): Promise<Buffer | null> {
  return new Promise((done) => {
    const child = spawn(program, [...words], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: saidWithinMs,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.once('error', () => done(null));
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > wavBytesMax) child.kill();
      else chunks.push(chunk);
    });
    child.once('close', (code) => done(code === 0 ? Buffer.concat(chunks) : null));
    // It may have gone before it read: that shows in how it ended.
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}

const headerBytes = 44;

/**
 * Sets the lengths in the header, which a program that writes to a pipe cannot know beforehand. Null
 * when it is no plain WAV.
 */
export function wholeWav(bytes: Buffer): Buffer | null {
  const plain =
    bytes.length > headerBytes &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WAVE' &&
    bytes.toString('latin1', 36, 40) === 'data';
  if (!plain) return null;
  const whole = Buffer.from(bytes);
  whole.writeUInt32LE(bytes.length - 8, 4);
  whole.writeUInt32LE(bytes.length - headerBytes, 40);
  return whole;
}

/** In memory only; what was used longest ago goes first. */
class Kept {
  readonly #said = new Map<string, Buffer>();
  #bytes = 0;

  find(wish: SpeechWish): Buffer | undefined {
    const key = keyOf(wish);
    const wav = this.#said.get(key);
    if (wav) {
      this.#said.delete(key);
      this.#said.set(key, wav);
    }
    return wav;
  }

  keep(wish: SpeechWish, wav: Buffer): void {
    this.#said.set(keyOf(wish), wav);
    this.#bytes += wav.length;
    for (const [key, oldest] of this.#said) {
      if (this.#said.size <= keptMax && this.#bytes <= keptBytesMax) break;
      this.#said.delete(key);
      this.#bytes -= oldest.length;
    }
  }
}

const keyOf = ({ language, text }: SpeechWish): string => `${language} ${text}`;
