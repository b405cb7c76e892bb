/**
 * A case opened by hand: from 12345, paper, the hall, a window, an officer with the form of 办法 art. 44.
 */
import { useMemo, useState } from 'preact/hooks';
import { type CaseKind, caseKinds } from '../../core/cases/case.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { newRequestId } from '../../ui/follow.ts';
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import type { PageParts } from './Cases.tsx';
import { Choice, Field, WordsField } from './fields.tsx';
import { sourcesOf } from './said.ts';
import { isNo, visits, ways } from './told.ts';

export interface NewCaseProps extends PageParts {
  /** What the address says: the ticket, service and counter that it is about. */
  readonly asked: URLSearchParams;
  /** The id of the new case; null: none was opened. */
  readonly onDone: (id: string | null) => void;
}

/** A bad rating opens its case itself. */
const byHand: readonly CaseKind[] = caseKinds.filter((kind) => kind !== 'bad-rating');

export function NewCase({ names, texts, asking, asked, onDone }: NewCaseProps) {
  const [said, setSaid] = useState({
    ...{ kind: 'failed-errand' as CaseKind, words: '', name: '', phone: '' },
    source: asked.has('counter') ? 'counter' : 'hall',
    ...{ service: asked.get('service') ?? '', counter: asked.get('counter') ?? '' },
    ...{ visit: visits[0] as string, way: ways[0] as string },
  });
  const [trouble, setTrouble] = useState<string | null>(null);
  // However often it is pressed, it is one case.
  const requestId = useMemo(newRequestId, []);
  const fill = (more: Partial<typeof said>) => setSaid({ ...said, ...more });
  const { kind, source, words, name, phone, service, counter, visit, way } = said;
  const officers = kind === 'experience';
  const named = (all: typeof names.services | typeof names.counters) => [
    ['', texts.notSaid] as const,
    ...all.map((one) => [one.id, say(one.name, language.value)] as const),
  ];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (words.trim() === '') return setTrouble(texts.wordsNeeded);
    const opened = await asking.open({
      ...{ kind, source, words: words.trim(), requestId },
      ...{ name: name.trim() || null, phone: phone.trim() || null },
      form: officers ? { visit, way } : null,
      about: {
        ...{ ticket: asked.get('ticket'), service: service || null, counter: counter || null },
      },
    });
    if (!isNo(opened)) return onDone(opened.id);
    setTrouble(texts.refusals[opened.refused] ?? texts.unreachable);
  };
  return (
    <form class="manager-panel manager-form" onSubmit={(event) => void submit(event)} noValidate>
      <header class="manager-panel-head">
        <h2>{texts.newCase}</h2>
        <Button kind="quiet" onPress={() => onDone(null)}>
          {texts.cancel}
        </Button>
      </header>
      <Choice
        name={texts.kind}
        value={kind}
        options={byHand.map((one) => [one, texts.kinds[one]])}
        onChoose={(one) => fill({ kind: one as CaseKind, source: sourcesOf(one as CaseKind)[0] })}
      />
      <Choice
        name={texts.source}
        value={source}
        options={sourcesOf(kind).map((one) => [one, texts.sources[one]])}
        onChoose={(one) => fill({ source: one })}
      />
      {officers && (
        <>
          <Choice
            name={texts.visit}
            value={visit}
            options={visits.map((one) => [one, texts.visits[one]])}
            onChoose={(one) => fill({ visit: one })}
          />
          <Choice
            name={texts.way}
            value={way}
            options={ways.map((one) => [one, texts.ways[one]])}
            onChoose={(one) => fill({ way: one })}
          />
        </>
      )}
      <Choice
        name={texts.service}
        value={service}
        options={named(names.services)}
        onChoose={(one) => fill({ service: one })}
      />
      <Choice
        name={texts.counter}
        value={counter}
        options={named(names.counters)}
        onChoose={(one) => fill({ counter: one })}
      />
      <WordsField
        name={texts.words}
        value={words}
        wrong={trouble === texts.wordsNeeded}
        onFill={(one) => fill({ words: one })}
      />
      <Field name={texts.newName} value={name} onFill={(one) => fill({ name: one })} />
      <Field
        type="tel"
        name={texts.newPhone}
        value={phone}
        onFill={(one) => fill({ phone: one })}
      />
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <button type="submit" class="button button-main">
        {texts.open}
      </button>
    </form>
  );
}
