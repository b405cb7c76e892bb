/**
 * The page of the tablet at a counter: at rest it says where one is; when a service is over it asks how it
 * was, five levels all alike to the eye; then what may be added; then thanks. Nothing is chosen beforehand.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { EmergencyFace } from '../../ui/components/emergency/Emergency.tsx';
import { RatingMore } from '../../ui/rating/RatingMore.tsx';
import { type Language, languageNames, languages, say } from '../../ui/texts.ts';
import type { Tablet as Asked, Card, Level } from './asking.ts';
import { type TabletWords, tabletTexts } from './texts/texts.ts';

const levels: readonly Level[] = [5, 4, 3, 2, 1];

export interface TabletProps {
  readonly asked: Asked;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

export function Tablet({ asked, language, onLanguage }: TabletProps) {
  const words = tabletTexts[language];
  const emergency = asked.emergency.value;
  if (emergency) return <EmergencyFace emergency={emergency} />;
  const place = asked.place.value;
  return (
    <div class="tablet">
      <header class="tablet-head">
        <p>{place ? say(place.hall, language) : ''}</p>
        <p class="tablet-window figures">{place ? words.window(place.sign) : ''}</p>
      </header>
      {asked.away.value && (
        <p class="tablet-away" role="status">
          <strong>{words.away}</strong> {words.awayHint}
        </p>
      )}
      <main class="tablet-body">
        <Body {...{ asked, words, language }} />
      </main>
      <footer class="tablet-languages">
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

interface BodyProps {
  readonly asked: Asked;
  readonly words: TabletWords;
  readonly language: Language;
}

function Body({ asked, words, language }: BodyProps) {
  const shown = asked.shown.value;
  const busy = asked.busy.value;
  switch (shown.is) {
    case 'connecting':
      return <Said title={words.connecting} hint="" />;
    case 'not-enrolled':
      return <Enrol asked={asked} words={words} />;
    case 'idle':
      return (
        <>
          {asked.card.value && <AtCounter card={asked.card.value} language={language} />}
          <Said title={words.idle} hint={words.idleHint} />
        </>
      );
    case 'not-kept':
      return <Said title={words.notKept} hint={words.overHint} />;
    case 'thanks':
      return <Said title={words.thanks} hint="" />;
    case 'over':
      return <Said title={words.over} hint={words.overHint} />;
    case 'question':
      return (
        <section aria-labelledby="question">
          <h1 id="question">{words.rate}</h1>
          <p class="tablet-hint" role="status">
            {shown.failed ? words.again : words.rateHint}
          </p>
          <div class="tablet-levels">
            {levels.map((level) => (
              <Button key={level} disabled={busy} onPress={() => asked.rate(level)}>
                {words.levels[level]}
              </Button>
            ))}
          </div>
          <Button kind="quiet" onPress={() => asked.leave()}>
            {words.leave}
          </Button>
        </section>
      );
    case 'more':
      return (
        <section aria-labelledby="question">
          <h1 id="question">{words.thanks}</h1>
          {shown.failed && (
            <p class="tablet-hint" role="status">
              {words.sendsAgain}
            </p>
          )}
          <RatingMore
            key={shown.id}
            {...{ words, language, busy }}
            tags={shown.tags}
            onSend={(tags, text) => asked.add(tags, text)}
            onLeave={() => asked.leave()}
          />
        </section>
      );
  }
}

/** Who is signed in at the window, as it is posted there (办法, art. 22). */
function AtCounter({ card, language }: { readonly card: Card; readonly language: Language }) {
  return (
    <div class="tablet-card">
      {card.photo && <img class="tablet-photo" src={card.photo} alt="" />}
      <p>
        <span class="tablet-name">{card.name}</span>
        <span class="tablet-post">{say(card.post, language)}</span>
      </p>
    </div>
  );
}

function Said({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div class="tablet-said" role="status">
      <h1>{title}</h1>
      {hint && <p class="tablet-hint">{hint}</p>}
    </div>
  );
}

function Enrol({ asked, words }: { readonly asked: Asked; readonly words: TabletWords }) {
  const [code, setCode] = useState('');
  const [failed, setFailed] = useState(false);
  const enrol = async () => setFailed(!(await asked.enrol(code)));
  return (
    <form
      class="tablet-enrol"
      onSubmit={(event) => {
        event.preventDefault();
        void enrol();
      }}
    >
      <h1>{words.enrolTitle}</h1>
      <p class="tablet-hint">{words.enrolHint}</p>
      <label>
        <span>{words.code}</span>
        <input
          value={code}
          autocomplete="off"
          autocapitalize="characters"
          onInput={({ currentTarget }) => setCode(currentTarget.value)}
        />
      </label>
      <Button kind="main" disabled={code.trim() === ''} onPress={() => void enrol()}>
        {words.enrol}
      </Button>
      {failed && (
        <p class="tablet-hint" role="alert">
          {words.enrolFailed}
        </p>
      )}
    </form>
  );
}
