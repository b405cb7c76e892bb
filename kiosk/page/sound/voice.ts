/**
 * Says sentences one after the other, in the language of the page; whatever is said next breaks off what
 * is being said. By a voice of the browser, or by audio that the page's own origin makes.
 */
import type { SpeechWish } from '../../../core/wire/speech.ts';
import type { Language } from '../../../ui/texts.ts';
import { byVoice, sentencesOf } from './sentences.ts';
import { browserVoice, type Speaks } from './voices.ts';

export interface Voice {
  /** `queue`: after what is being said, not instead of it. */
  say(text: string, language: Language, queue?: 'queue'): void;
  stop(): void;
}

/** Well under what one wish may be (core/wire/speech.ts). */
const pieceMax = 120;

export function openVoice(speaks: () => Speaks): Voice {
  const audio = new Audio();
  let turn = 0;
  let last: Promise<void> = Promise.resolve();
  const hush = () => {
    turn += 1;
    audio.stop();
    window.speechSynthesis?.cancel();
  };
  const sayAll = async (text: string, language: Language, mine: number) => {
    for (const part of byVoice(text, language)) {
      for (const piece of sentencesOf(part.text, pieceMax)) {
        if (mine !== turn) return;
        const by = speaks()[part.language];
        if (by === 'browser') await sayHere(piece, part.language);
        else if (by === 'served') await audio.play(piece, part.language, () => mine === turn);
      }
    }
  };
  return {
    say: (text, language, queue) => {
      if (!queue) {
        hush();
        last = Promise.resolve();
      }
      const mine = turn;
      last = last.then(() => sayAll(text, language, mine));
    },
    stop: hush,
  };
}

function sayHere(text: string, language: Language): Promise<void> {
  return new Promise((done) => {
    const said = new SpeechSynthesisUtterance(text);
    const voice = browserVoice(language);
    if (voice) said.voice = voice;
    said.lang = voice?.lang ?? language;
    said.onend = () => done();
    said.onerror = () => done();
    window.speechSynthesis.speak(said);
  });
}

/** Audio from the own origin, decoded and played without a file or an address of its own. */
class Audio {
  readonly #context = new AudioContext();
  #playing: AudioBufferSourceNode | null = null;

  async play(text: string, language: Language, wanted: () => boolean): Promise<void> {
    const wish: SpeechWish = { language: language === 'en' ? 'en' : 'zh', text };
    try {
      const answer = await fetch('/speech', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(wish),
      });
      if (!answer.ok || !wanted()) return;
      const sound = await this.#context.decodeAudioData(await answer.arrayBuffer());
      if (!wanted()) return;
      // A page that nobody has touched yet may not sound: the key that starts this mode is a touch.
      await this.#context.resume();
      await this.#sound(sound);
    } catch {
      // What cannot be said is still on the screen, and the next key asks again.
    }
  }

  stop(): void {
    this.#playing?.stop();
    this.#playing = null;
  }

  #sound(sound: AudioBuffer): Promise<void> {
    return new Promise((done) => {
      const node = this.#context.createBufferSource();
      node.buffer = sound;
      node.connect(this.#context.destination);
      node.onended = () => done();
      this.#playing = node;
      node.start();
    });
  }
}
