/**
 * For who sets a kiosk up (`/kiosk#technician`): how its screen hangs, what can speak which language and
 * what is missing, and which key came in last. Nothing of any visitor.
 */
import { useEffect, useState } from 'preact/hooks';
import { type Language, languageNames, languages } from '../../../ui/texts.ts';
import { Frame } from '../Frame.tsx';
import { type Known, placeOf } from '../known.ts';
import { freeShare, reaches } from '../modes.ts';
import { type Speaks, speakersOf } from '../sound/voices.ts';
import { framed } from './MorePages.tsx';
import type { More } from './more.ts';
import { type MoreWords, moreTexts } from './texts/texts.ts';

type OfTechnician = Known & { readonly visit: More };

export function TechnicianPage(props: OfTechnician) {
  const [speaks, setSpeaks] = useState<Speaks | null>(null);
  const [key, setKey] = useState('');
  useEffect(() => {
    speakersOf().then(setSpeaks);
    const pressed = (press: KeyboardEvent) => setKey(`${press.key} (${press.code})`);
    document.addEventListener('keydown', pressed, true);
    return () => document.removeEventListener('keydown', pressed, true);
  }, []);
  return <Technician {...props} speaks={speaks} pressed={key} />;
}

interface TechnicianProps extends OfTechnician {
  /** Null while they are asked. */
  readonly speaks: Speaks | null;
  /** The key that came in last; empty: none yet. */
  readonly pressed: string;
}

/** The page as it stands with what is known. */
export function Technician({ speaks, pressed, ...props }: TechnicianProps) {
  const { names, view, language, screen } = props;
  const words = moreTexts[language];
  const place = placeOf(names, view);
  return (
    <Frame {...framed(props, 'info')} title={words.techTitle} hint={words.techHint}>
      <dl class="tech">
        <dt>{words.techKiosk}</dt>
        <dd>
          {view.kiosk} · {place?.zone ?? 'hall'}
        </dd>
        <dt>{words.techScreen}</dt>
        <dd class="figures">
          {window.innerWidth} × {window.innerHeight}, 1 = {screen.unit.toFixed(3)} px
        </dd>
        <dt>{words.techReach}</dt>
        <dd>{reachText(place?.screenMm ?? null, words)}</dd>
        {languages.map((one) => [
          <dt key={one}>
            {words.techVoice} {languageNames[one]}
          </dt>,
          <dd key={`${one}-is`}>{speaks ? voiceText(speaks, one, words) : ''}</dd>,
        ])}
        <dt>{words.techKey}</dt>
        <dd>{pressed || words.techKeyNone}</dd>
      </dl>
    </Frame>
  );
}

function reachText(hung: { top: number; height: number } | null, words: MoreWords): string {
  if (hung === null) return words.techReachUnknown;
  const screen = { topMm: hung.top, heightMm: hung.height };
  const mm = Math.round(hung.top - hung.height * freeShare(screen));
  return reaches(screen) ? words.techReachFits(mm) : words.techReachHigh(mm);
}

function voiceText(speaks: Speaks, language: Language, words: MoreWords): string {
  switch (speaks[language]) {
    case 'browser':
      return words.techVoiceBrowser;
    case 'served':
      return words.techVoiceServed;
    case null:
      return words.techVoiceNone;
  }
}
