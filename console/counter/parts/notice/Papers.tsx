/**
 * What is missing or wrong: the guide's materials one by one, and papers in own words under them.
 */
import type { Material } from '../../../../core/guides/guide.ts';
import type { PartProps } from './NoticeSheet.tsx';
import type { NoticeWords } from './texts/texts.ts';
import {
  complete,
  noOwnPaper,
  type OwnPaper,
  ownMax,
  type PaperState,
  type Said,
  sayGuide,
} from './wish.ts';

const states: readonly PaperState[] = ['ok', 'missing', 'wrong'];

interface RowProps {
  readonly name: string;
  readonly words: NoticeWords;
  readonly said: Said;
  readonly states: readonly PaperState[];
  readonly onSaid: (said: Said) => void;
}

/** How one paper is, and why. */
function Row({ name, words, said, states: offered, onSaid }: RowProps) {
  return (
    <>
      <select
        class="notice-state"
        aria-label={words.stateOf(name)}
        value={said.state}
        onChange={(event) => {
          const state = offered.find((one) => one === event.currentTarget.value);
          if (state) onSaid({ ...said, state });
        }}
      >
        {offered.map((state) => (
          <option key={state} value={state}>
            {words.state[state]}
          </option>
        ))}
      </select>
      {said.state !== 'ok' && (
        <input
          class="notice-reason"
          type="text"
          maxLength={300}
          autocomplete="off"
          placeholder={words.reason}
          aria-label={words.reasonOf(name)}
          value={said.reason}
          onInput={(event) => onSaid({ ...said, reason: event.currentTarget.value })}
        />
      )}
    </>
  );
}

interface PapersProps extends PartProps {
  readonly materials: readonly Material[];
}

export function Papers({ at, words, wish, change, materials }: PapersProps) {
  // What is shared by data is asked of nobody.
  const asked = materials.filter(({ shared }) => !shared);
  return (
    <fieldset class="sheet-wide notice-papers">
      <legend class="sheet-name">{words.materials}</legend>
      {asked.map(({ id, name }) => {
        const text = sayGuide(name, at.language);
        return (
          <div key={id} class="notice-paper">
            <span class="notice-name">{text}</span>
            <Row
              name={text}
              words={words}
              said={wish.papers[id] ?? complete}
              states={states}
              onSaid={(said) => change({ papers: { ...wish.papers, [id]: said } })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

export function OwnPapers({ words, wish, change }: PartProps) {
  const { own } = wish;
  const set = (at: number, part: Partial<OwnPaper>) =>
    change({ own: own.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <fieldset class="sheet-wide notice-papers">
      <legend class="sheet-name">{words.own}</legend>
      {own.map((paper, index) => (
        <div key={index} class="notice-paper">
          <input
            class="notice-own"
            type="text"
            maxLength={200}
            autocomplete="off"
            aria-label={words.ownName(index + 1)}
            value={paper.name}
            onInput={(event) => set(index, { name: event.currentTarget.value })}
          />
          <Row
            name={paper.name || words.ownName(index + 1)}
            words={words}
            said={paper}
            states={['missing', 'wrong']}
            onSaid={(said) => set(index, said)}
          />
        </div>
      ))}
      {own.length < ownMax && (
        <button
          type="button"
          class="button button-plain"
          onClick={() => change({ own: [...own, noOwnPaper] })}
        >
          {words.addOwn}
        </button>
      )}
    </fieldset>
  );
}
