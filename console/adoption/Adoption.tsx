/**
 * Numbers that kiosks gave while the hub was away, by kiosk, the oldest first. The manager marks those
 * who were served meanwhile; one press closes them and lets the others into their lines. It asks again
 * whenever the hall changes.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AdoptionView } from '../../core/views/adoption.ts';
import type { Names } from '../../core/views/names.ts';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { follow, newRequestId } from '../../ui/follow.ts';
import { reloadPage } from '../../ui/reload.ts';
import { say } from '../../ui/texts.ts';
import { clockTime } from '../../ui/times.ts';
import type { Me } from '../account.ts';
import { consolePath } from '../address.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { language } from '../language.ts';
import { useMe } from '../me.ts';
import { FromKiosk } from './FromKiosk.tsx';
import './adoption.css';
import { type AdoptionTexts, textsIn } from './texts/index.ts';
import { Asking, type Failed } from './told.ts';

const askAgainMs = 2_000;

export function Adoption() {
  const me = useMe();
  const [line] = useState(() => follow({ peer: 'display' }));
  const texts = textsIn(language.value);
  const names = line.names.value;
  const refusal = line.refusal.value;
  useEffect(() => {
    if (refusal === 'reload') reloadPage();
  }, [refusal]);
  document.title = `${texts.title} · ${names ? say(names.hall.name, language.value) : ''}`;
  const stale = { stale: line.stale.value, heardAt: line.heardAt.value };
  return (
    <div class="adoption">
      <StaleMark {...stale} language={language.value} />
      {me && names ? (
        <Page me={me} names={names} texts={texts} view={line.view.value} />
      ) : (
        <p class="adoption-quiet">{texts.loading}</p>
      )}
    </div>
  );
}

interface PageProps {
  readonly me: Me;
  readonly names: Names;
  readonly texts: AdoptionTexts;
  /** Asked anew with each. */
  readonly view: object | null;
}

function Page({ me, names, texts, view }: PageProps) {
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, setTold] = useState<AdoptionView | Failed | null>(null);
  const [trouble, setTrouble] = useState<Failed | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    void asking.all().then((answer) => {
      if (!wanted) return;
      // What is shown stays while the hub cannot be reached; the mark of age says so.
      setTold((before) => (answer === 'unreachable' && before !== null ? before : answer));
      if (answer === 'unreachable') {
        timer = window.setTimeout(() => setAsked((count) => count + 1), askAgainMs);
      }
    });
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [asking, view, asked]);
  const decide = async (keep: readonly string[], close: readonly string[]): Promise<void> => {
    const answer = await asking.decide({ keep, close, requestId: newRequestId() });
    setTrouble(typeof answer === 'string' ? answer : null);
    if (typeof answer !== 'string') setTold(answer);
    setAsked((count) => count + 1);
  };
  const known = told !== null && typeof told === 'object' ? told : null;
  return (
    <>
      <header class="adoption-head">
        <div>
          <p class="adoption-quiet">{say(names.hall.name, language.value)}</p>
          <h1>{texts.title}</h1>
          {known && (
            <p class="adoption-quiet figures">
              {known.held === 0 ? texts.noneHeld : texts.held(known.held)}
              {known.nextAt !== null && ` ${texts.nextAt(clockTime(known.nextAt))}`}
            </p>
          )}
        </div>
        <div class="adoption-side">
          <LanguageChoice name={texts.language} />
          <a class="button button-quiet" href={consolePath}>
            {texts.console}
          </a>
        </div>
      </header>
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {trouble !== null && <Notice kind="danger">{texts.trouble[trouble]}</Notice>}
      {told === null && <p class="adoption-quiet">{texts.loading}</p>}
      {known && (
        <main>
          {known.kiosks.length === 0 && <p class="adoption-quiet">{texts.none}</p>}
          {known.kiosks.map((from) => (
            <FromKiosk key={from.kiosk} from={from} names={names} texts={texts} onWord={decide} />
          ))}
        </main>
      )}
    </>
  );
}
