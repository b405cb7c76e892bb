/**
 * A guide on a visitor's phone: all of it one under the other, what to bring first, with a way to
 * each part, and the law folded away.
 */
import type { ComponentChildren } from 'preact';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { Checklist, type FormNamed } from '../../ui/guide/Checklist.tsx';
import { TimeAndCost, Where } from '../../ui/guide/Facts.tsx';
import { Flow } from '../../ui/guide/Flow.tsx';
import { Mark } from '../../ui/guide/Mark.tsx';
import { Bases, Questions, Rules } from '../../ui/guide/More.tsx';
import { guideWords } from '../../ui/guide/texts/texts.ts';
import { formAddress, isPartlyChinese, shortText, tell } from '../../ui/guide/told.ts';
import { type Language, languageNames, languages } from '../../ui/texts.ts';
import type { Fetched, FetchedList, NotFetched } from './fetched.ts';
import { guideDisplayTexts } from './texts/texts.ts';

export interface GuideOnPhoneProps {
  /** Null while it is fetched. */
  readonly fetched: Fetched | FetchedList | NotFetched | null;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onAgain: () => void;
}

export function GuideOnPhone(props: GuideOnPhoneProps) {
  const { fetched, language, onLanguage } = props;
  return (
    <div class="sheet">
      <main>
        {fetched === null || typeof fetched === 'string' ? (
          <NoGuide {...props} why={fetched} />
        ) : 'guides' in fetched ? (
          <Which {...fetched} language={language} />
        ) : (
          <Whole {...fetched} language={language} />
        )}
      </main>
      <footer class="sheet-languages">
        {languages.map((one) => (
          <Button
            key={one}
            kind="quiet"
            lang={one}
            pressed={one === language}
            onPress={() => onLanguage(one)}
          >
            {languageNames[one]}
          </Button>
        ))}
      </footer>
    </div>
  );
}

function NoGuide({ language, why, onAgain }: GuideOnPhoneProps & { why: NotFetched | null }) {
  const words = guideDisplayTexts[language];
  if (why === null) return <h1 class="sheet-title">{words.loading}</h1>;
  return (
    <>
      <h1 class="sheet-title">{words[why]}</h1>
      <p>{words[`${why}Hint`]}</p>
      <p class="sheet-again">
        <a class="guide-link" href="tel:12345">
          12345
        </a>
        {why === 'away' && (
          <Button kind="main" onPress={onAgain}>
            {words.again}
          </Button>
        )}
      </p>
    </>
  );
}

/** A ticket's service has several guides: which errand is it? */
function Which({ guides, mark, language }: FetchedList & { language: Language }) {
  return (
    <>
      <Mark mark={mark} language={language} />
      <h1 class="sheet-title">{guideWords[language].bring}</h1>
      <p class="sheet-short">{guideDisplayTexts[language].which}</p>
      {mark.origin === 'example' && (
        <Notice kind="danger">{guideWords[language].exampleHint}</Notice>
      )}
      <ul class="sheet-which">
        {guides.map(({ id, name }) => {
          const told = tell(name, language);
          return (
            <li key={id}>
              <a href={`/guide/${encodeURIComponent(id)}?lang=${language}`} lang={told.lang}>
                {told.text}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Whole({ guide, files, mark, language }: Fetched & { language: Language }) {
  const words = guideWords[language];
  const own = guideDisplayTexts[language];
  const linked = ({ written }: FormNamed) => {
    const href = formAddress(written, mark.version, files);
    return href === null ? null : { href };
  };
  const name = tell(guide.name, language);
  const parts: readonly { id: string; title: string; body: ComponentChildren }[] = [
    {
      id: 'bring',
      title: words.bring,
      body: <Checklist forms={linked} {...{ guide, language }} />,
    },
    { id: 'steps', title: words.steps, body: <Flow {...{ guide, language }} /> },
    { id: 'time', title: words.time, body: <TimeAndCost {...{ guide, language }} /> },
    { id: 'where', title: words.where, body: <Where calls {...{ guide, language }} /> },
    {
      id: 'more',
      title: words.more,
      body: (
        <>
          <Questions {...{ guide, language }} />
          <Rules {...{ guide, language }} />
          <Bases {...{ guide, language }} />
        </>
      ),
    },
  ];
  return (
    <>
      <Mark mark={mark} language={language} />
      <h1 class="sheet-title" lang={name.lang}>
        {name.text}
      </h1>
      <p class="sheet-short figures">{shortText(guide, language)}</p>
      {mark.origin === 'example' && <Notice kind="danger">{words.exampleHint}</Notice>}
      {isPartlyChinese(guide, language) && <Notice kind="tell">{words.onlyChinese}</Notice>}
      <nav class="sheet-parts" aria-label={own.contents}>
        {parts.map(({ id, title }) => (
          <a key={id} class="sheet-part-link" href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      {parts.map(({ id, title, body }) => (
        <section key={id} id={id} class="sheet-part">
          <h2 class="sheet-heading">{title}</h2>
          {body}
        </section>
      ))}
      {guide.service !== undefined && <p class="sheet-take">{own.takeHere}</p>}
    </>
  );
}
