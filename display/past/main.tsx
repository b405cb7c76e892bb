/**
 * A public screen as it was, in a frame of the page that looks back: the hall screen, that of an area
 * (`?area=east`), or the sign over a counter (`?counter=3`). It shows what that page tells it, with the very
 * pictures that are shown live, has no line to the hub and announces nothing.
 */
import '../../ui/tokens.css';
import '../../ui/whole-screen.css';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { followScreen } from '../../ui/screen.ts';
import { languageOf } from '../../ui/texts.ts';
import { hallTexts } from '../hall/texts/texts.ts';
import { followPast } from './line.ts';

const language = languageOf(location.search);
const counter = new URLSearchParams(location.search).get('counter');
const screen = followScreen();

async function show(): Promise<void> {
  const line = followPast();
  if (counter === null) {
    const { Hall } = await import('./Hall.tsx');
    showPage(<Hall line={line} screen={screen} language={language} />, {
      fonts: true,
      unattended: false,
    });
  } else {
    const { Sign } = await import('./Sign.tsx');
    showPage(<Sign line={line} counter={counter} language={language} />, {
      fonts: true,
      unattended: false,
    });
  }
}

setLanguage(language);
document.title = hallTexts[language].title;
void show();
