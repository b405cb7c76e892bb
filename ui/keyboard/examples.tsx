/**
 * The keyboard in each layout: nothing typed, candidates of one page and of several, nothing found.
 */
import { type Examples, nothing } from '../examples.ts';
import type { Candidate } from './candidates.ts';
import { Keyboard } from './Keyboard.tsx';
import { keyboardTexts } from './texts/texts.ts';
import { candidatePages, type Typing, typingBegins } from './typing.ts';

const room = { rows: 2, rowEm: 20, leastEm: 2.6, sidesEm: 1 };
const few = candidatesOf('身份证 省份证 身份 深 神');
const many = candidatesOf(
  '社会保险关系转移接续 社会保险 社会 社保 设施 涉及 摄影 设备 社区 射 设 社 舍 涉 摄 赦 蛇 舌 奢 赊',
);

function candidatesOf(words: string): Candidate[] {
  return words.split(' ').map((text) => ({ text, letters: 4 }));
}

const shown =
  (typing: Partial<Typing>, candidates: readonly Candidate[] = []): Examples[string] =>
  (language) => (
    <Keyboard
      typing={{ ...typingBegins('pinyin'), ...typing }}
      candidates={candidates}
      pages={candidatePages(candidates, room)}
      words={keyboardTexts[language]}
      onKey={nothing}
    />
  );

export const keyboardExamples: Examples = {
  empty: shown({}),
  candidates: shown({ composed: 'shenfenzheng' }, few),
  'many-candidates': shown({ composed: 'she', page: 1 }, many),
  'nothing-found': shown({ composed: 'vvv' }),
  english: shown({ layout: 'english', letters: 'english' }),
  capitals: shown({ layout: 'english', letters: 'english', capital: true }),
  marks: shown({ layout: 'marks' }),
};
