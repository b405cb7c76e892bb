/**
 * The front page of a hub: the hall's name and a door to each kind of screen.
 */
import { effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './doors.css';
import { Button } from '../../ui/components/button/Button.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { follow } from '../../ui/follow.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { reloadPage } from '../../ui/reload.ts';
import { type Language, languageNames, languageOf, languages, say } from '../../ui/texts.ts';
import { doorTexts } from './texts.ts';

const line = follow({ peer: 'display' });
const language = signal<Language>(languageOf(location.search));

effect(() => {
  setLanguage(language.value);
  document.title = doorTexts[language.value].title;
});

effect(() => {
  if (line.refusal.value === 'reload') reloadPage();
});

function Doors() {
  const words = doorTexts[language.value];
  const names = line.names.value;
  const doors = [
    ['/kiosk', words.kiosk, words.kioskAbout],
    ['/display', words.display, words.displayAbout],
    ['/console', words.console, words.consoleAbout],
  ] as const;
  return (
    <div class="doors">
      <StaleMark stale={line.stale.value} heardAt={line.heardAt.value} language={language.value} />
      <main>
        <h1>{names ? say(names.hall.name, language.value) : words.title}</h1>
        <p class="doors-about">{words.about}</p>
        <ul class="doors-list">
          {doors.map(([address, name, about]) => (
            <li key={address}>
              <a class="door" href={address}>
                <span class="door-name">{name}</span>
                <span class="door-about">{about}</span>
              </a>
            </li>
          ))}
        </ul>
        {names && (
          <section>
            <h2>{words.signs}</h2>
            <p class="doors-about">{words.signsAbout}</p>
            <ul class="doors-signs figures">
              {names.counters.map(({ id, sign }) => (
                <li key={id}>
                  <a
                    class="door-sign"
                    href={`/display/counter/${id}`}
                    aria-label={words.window(sign)}
                  >
                    {sign}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <footer class="doors-languages">
        {languages.map((one) => (
          <Button
            key={one}
            kind="quiet"
            lang={one}
            pressed={one === language.value}
            onPress={() => {
              language.value = one;
            }}
          >
            {languageNames[one]}
          </Button>
        ))}
      </footer>
    </div>
  );
}

showPage(<Doors />, { fonts: true, unattended: false });
