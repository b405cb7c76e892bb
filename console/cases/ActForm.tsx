/**
 * What may be done with a case now: one button an act, and under the chosen one what has to be said.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { DateField } from '../DateField.tsx';
import { dayIn, wrongDate } from '../dates.ts';
import { language } from '../language.ts';
import type { PageParts } from './Cases.tsx';
import { Choice, WordsField } from './fields.tsx';
import { needsWords } from './said.ts';
import type { CaseTexts } from './texts/index.ts';
import { type Act, type CaseTold, isNo } from './told.ts';

export interface ActFormProps extends PageParts {
  readonly one: CaseTold;
  readonly onDone: () => void;
}

/** What is filled in; which of it an act takes stands in `wishOf`. */
interface Said {
  readonly words: string;
  readonly cause: string;
  readonly unit: string;
  readonly until: string;
  readonly yes: boolean;
  readonly fix: string;
}

export function ActForm({ one, onDone, ...parts }: ActFormProps) {
  const { texts, told, asking } = parts;
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState<Said>({
    ...{ words: '', until: '', yes: true, fix: '' },
    cause: told.causes[0]?.id ?? '',
    unit: one.unit ?? told.units[0]?.id ?? '',
  });
  const [trouble, setTrouble] = useState<string | null>(null);
  const fill = (more: Partial<Said>) => setSaid({ ...said, ...more });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (act === null) return;
    if (needsWords(act) && said.words.trim() === '') return setTrouble(texts.wordsNeeded);
    const until = act === 'dispatch' ? dayIn(said.until) : '';
    if (until === null) return setTrouble(wrongDate('day', language.value));
    const answer = await asking.act(one.id, wishOf(act, { ...said, until }));
    if (isNo(answer)) return setTrouble(texts.refusals[answer.refused] ?? texts.unreachable);
    setTrouble(null);
    setAct(null);
    setSaid({ ...said, words: '', until: '' });
    onDone();
  };
  return (
    <section class="case-acts" aria-labelledby="acts-title">
      <h3 id="acts-title">{texts.act}</h3>
      <div class="case-buttons">
        {one.acts.map((each) => (
          <Button
            key={each}
            kind={each === 'note' ? 'quiet' : 'plain'}
            pressed={act === each}
            onPress={() => {
              setTrouble(null);
              setAct(act === each ? null : each);
            }}
          >
            {texts.acts[each]}
          </Button>
        ))}
      </div>
      {act && (
        <form class="manager-form" onSubmit={(event) => void submit(event)} noValidate>
          <Fields act={act} said={said} fill={fill} {...parts} one={one} />
          <WordsField
            name={texts.words}
            value={said.words}
            wrong={trouble === texts.wordsNeeded}
            onFill={(words) => fill({ words })}
          />
          {trouble && <Notice kind="danger">{trouble}</Notice>}
          <button type="submit" class="button button-main">
            {`${texts.acts[act]} · ${texts.doIt}`}
          </button>
        </form>
      )}
    </section>
  );
}

interface FieldsProps extends Omit<ActFormProps, 'onDone'> {
  readonly act: Act;
  readonly said: Said;
  readonly fill: (more: Partial<Said>) => void;
}

function Fields({ act, said, fill, texts, told, one }: FieldsProps) {
  const named = (all: typeof told.units) =>
    all.map(({ id, name }) => [id, say(name, language.value)] as const);
  switch (act) {
    case 'analyse':
      return (
        <Choice
          name={texts.cause}
          value={said.cause}
          options={named(told.causes)}
          onChoose={(cause) => fill({ cause })}
        />
      );
    case 'dispatch':
      return (
        <>
          <Choice
            name={texts.unit}
            value={said.unit}
            options={named(told.units)}
            onChoose={(unit) => fill({ unit })}
          />
          {one.kind !== 'bad-rating' && (
            <DateField
              kind="day"
              name={texts.until}
              value={said.until}
              onFill={(until) => fill({ until })}
            />
          )}
        </>
      );
    case 'verify':
    case 'settle-dispute':
    case 'check':
    case 'call-back': {
      const [yes, no] = answersOf(act, texts);
      return (
        <>
          <Choice
            name={texts.result}
            value={said.yes ? 'yes' : 'no'}
            options={[
              ['yes', yes],
              ['no', no],
            ]}
            onChoose={(answer) => fill({ yes: answer === 'yes' })}
          />
          {act === 'call-back' && said.yes && (
            <Choice
              name={texts.fix}
              value={said.fix}
              options={[['', texts.noFix], ...Object.entries(texts.fixes)]}
              onChoose={(fix) => fill({ fix })}
            />
          )}
        </>
      );
    }
    default:
      return null;
  }
}

function answersOf(act: Act, texts: CaseTexts): readonly [string, string] {
  switch (act) {
    case 'verify':
      return [texts.isSo, texts.isNotSo];
    case 'settle-dispute':
      return [texts.uphold, texts.reject];
    case 'check':
      return [texts.pass, texts.fail];
    default:
      return [texts.reachedOne, texts.missed];
  }
}

/** What the hub is told. */
function wishOf(act: Act, { words, cause, unit, until, yes, fix }: Said): object {
  const trimmed = words.trim();
  const told = { act, ...(trimmed === '' ? {} : { words: trimmed }) };
  switch (act) {
    case 'analyse':
      return { ...told, cause };
    case 'dispatch':
      return { ...told, unit, ...(until === '' ? {} : { until }) };
    case 'verify':
      return { ...told, so: yes };
    case 'settle-dispute':
      return { ...told, upheld: yes };
    case 'check':
      return { ...told, passed: yes };
    case 'call-back':
      return { ...told, reached: yes, fix: yes && fix !== '' ? fix : null };
    default:
      return told;
  }
}
