/**
 * The choice of a counter, on a PC that does not know its own yet: every counter by its sign, with
 * what goes on there now. It follows the public view, which says just that.
 */
import type { DisplayView } from '../../core/views/display.ts';
import type { Names } from '../../core/views/names.ts';
import { turnedAt } from '../../core/views/turned.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { type Language, say } from '../../ui/texts.ts';
import { type Me, minePath } from '../account.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { pagesFor } from '../staff-pages.ts';
import { listIn } from './ages.ts';
import './choose.css';
import './narrow.css';
import { textsIn } from './texts/index.ts';

export interface ChooseProps {
  readonly view: DisplayView;
  readonly names: Names;
  readonly language: Language;
  /** The counter that this computer stood at last. */
  readonly usual: string | null;
  readonly onChoose: (counter: string) => void;
  /** Helping visitors to take numbers, without sitting at a counter. */
  readonly onAssist: () => void;
  readonly onSignOut: () => void;
  /** All staff find the pages of the hall from here, managers more of them. */
  readonly me: Pick<Me, 'role' | 'may'>;
}

export function Choose({
  view,
  names,
  language,
  usual,
  onChoose,
  onAssist,
  onSignOut,
  me,
}: ChooseProps) {
  const texts = textsIn(language);
  const [way] = pagesFor(me);
  const all = names.services.map(({ id }) => id);
  const staffed = new Map(view.counters.map((counter) => [String(counter.id), counter]));
  return (
    <main class="choose">
      <header class="choose-head">
        <div>
          <p class="choose-hall">{say(names.hall.name, language)}</p>
          <h1>{texts.chooseTitle}</h1>
          <p>{texts.chooseHint}</p>
        </div>
        <div class="choose-side">
          {way && (
            <a class="button button-quiet" href={way.path}>
              {me.role === 'manager' ? texts.manage : texts.casesAndRatings}
            </a>
          )}
          <Button onPress={onAssist}>{texts.assist}</Button>
          <LanguageChoice name={texts.language} />
          <a class="button button-quiet" href={minePath}>
            {texts.mySignIns}
          </a>
          <Button kind="quiet" onPress={onSignOut}>
            {texts.onlyAccount}
          </Button>
        </div>
      </header>
      <ul class="choose-list">
        {names.counters.map(({ id, sign, name, services: usually }) => {
          const here = staffed.get(id);
          const services = turnedAt(view, id, all) ?? usually;
          const staffedAs = here?.paused ? 'paused' : 'open';
          const state = here ? staffedAs : 'closed';
          return (
            <li key={id}>
              <button
                type="button"
                class={`choose-counter choose-${state}`}
                onClick={() => onChoose(id)}
              >
                <span class="choose-sign figures" aria-hidden="true">
                  {sign}
                </span>
                <span class="choose-about">
                  <strong>{say(name, language)}</strong>
                  <span>{servicesText(services, names, language)}</span>
                </span>
                <span class="choose-state figures">
                  {id === usual && <em>{texts.chooseUsual}</em>}
                  {here?.label ? texts.taking(here.label) : texts.counterState[state]}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </main>
  );
}

function servicesText(ids: readonly string[], names: Names, language: Language): string {
  const known = names.services.filter(({ id }) => ids.includes(id));
  return listIn(
    language,
    known.map(({ name }) => say(name, language)),
  );
}
