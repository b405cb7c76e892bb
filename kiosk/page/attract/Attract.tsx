/**
 * The kiosk while nobody is at it: calm and still, which hall this is, its hours, what can be done here
 * in three languages, and how long one waits. A touch anywhere, or any key, begins. All of it moves by a
 * few units each minute, so that nothing burns into the screen.
 */
import { languages, say } from '../../../ui/texts.ts';
import { type KioskProps, serviceName } from '../known.ts';
import { kioskTexts } from '../texts/texts.ts';
import { attractTexts } from './texts.ts';
import './attract.css';

/** Of the services for which people wait, so many are named. */
const linesMax = 6;
/** Where it stands, minute by minute, in units of ui/screen.ts. */
const places: readonly (readonly [number, number])[] = [
  [0, 0],
  [12, 8],
  [0, 16],
  [-12, 8],
  [-12, -8],
  [0, -16],
  [12, -8],
];

export function Attract(props: KioskProps) {
  const { view, names, language, minute, spoken, onWake } = props;
  if (!view || !names) return null;
  const words = kioskTexts[language];
  const [x, y] = places[minute % places.length] ?? [0, 0];
  const known = { ...props, view, names };
  const lines = view.services
    .filter(({ open, waiting }) => open && waiting > 0)
    .sort((one, other) => other.waiting - one.waiting)
    .slice(0, linesMax);
  return (
    <main class="attract">
      <div class="attract-moved" style={{ '--x': x, '--y': y }}>
        <h1 class="attract-hall">{say(names.hall.name, language)}</h1>
        <span class="attract-hours figures">{say(names.hall.hours, language)}</span>
        {languages.map((one) => (
          <span key={one} lang={one} class={`attract-${one}`}>
            <span class="attract-touch">{attractTexts[one].touch}</span>
            <span class="attract-can">{attractTexts[one].can}</span>
          </span>
        ))}
        {view.away === null && lines.length > 0 && (
          <span class="attract-lines">
            {lines.map(({ service, waiting, range }) => (
              <span key={service} class="attract-line figures">
                <span>{serviceName(known, service)}</span>
                <span>
                  {words.waiting(waiting)}
                  {range && ` · ${words.range(range.low, range.high)}`}
                </span>
              </span>
            ))}
          </span>
        )}
        {spoken.includes(language) && (
          <span class="attract-keys">{attractTexts[language].keys}</span>
        )}
      </div>
      <button type="button" class="attract-all" onClick={onWake}>
        <span class="unseen">{attractTexts[language].touch}</span>
      </button>
    </main>
  );
}
