/**
 * The guides at the kiosk, from the first page to the one that is chosen: fetched when somebody wants
 * them, forgotten when the visit ends. What was fetched stays for the next visitor.
 */
import { useEffect, useReducer } from 'preact/hooks';
import { Button } from '../../../../ui/components/button/Button.tsx';
import { Frame } from '../../Frame.tsx';
import type { Known } from '../../known.ts';
import { kioskTexts } from '../../texts/texts.ts';
import { useKeys } from './by-keys.ts';
import { Guides, whole } from './fetched.ts';
import { HomePage } from './HomePage.tsx';
import { type FindingProps, framed, type Listed } from './known.ts';
import { DepartmentsPage, EventsPage, ListPage, ScenesPage } from './ListPages.tsx';
import { look, lookingBegins, upIn } from './looking.ts';
import { OpenForm } from './OpenForm.tsx';
import { OpenGuide } from './OpenGuide.tsx';
import { SearchPage } from './SearchPage.tsx';
import { findingTexts } from './texts/texts.ts';
import './guides.css';

const guides = new Guides();

export function FindingPages(known: Known) {
  const [looking, onLook] = useReducer(look, lookingBegins);
  useKeys(looking, onLook);
  const version = known.view.guides?.version ?? null;
  useEffect(() => void guides.load(version), [version]);
  const props: FindingProps = { ...known, guides, looking, onLook };
  const fetched = guides.list.value;
  const list = whole(fetched);
  return list === null ? <NotThere {...props} fetched={fetched} /> : <Up {...props} list={list} />;
}

function Up(props: Listed) {
  const up = upIn(props.looking);
  switch (up.at) {
    case 'home':
      return <HomePage {...props} />;
    case 'events':
      return <EventsPage {...props} up={up} />;
    case 'scenes':
      return <ScenesPage {...props} up={up} />;
    case 'departments':
      return <DepartmentsPage {...props} up={up} />;
    case 'list':
      return <ListPage {...props} up={up} />;
    case 'search':
      return <SearchPage {...props} up={up} />;
    case 'guide':
      return <OpenGuide key={up.id} {...props} id={up.id} />;
    case 'form':
      return <OpenForm {...props} up={up} />;
  }
}

/** On their way; none published; not to be had, and what to do instead. */
function NotThere(props: FindingProps & { readonly fetched: unknown }) {
  const { language, fetched } = props;
  const words = findingTexts[language];
  const [title, hint] =
    fetched === 'none'
      ? [words.noneTitle, words.noneHint]
      : fetched === 'failed'
        ? [words.failedTitle, words.failedHint]
        : [words.loading, ''];
  return (
    <Frame {...framed(props)} at="guides" title={title} hint={hint}>
      {fetched === 'failed' && (
        <Button kind="main" onPress={() => void guides.load(null)}>
          {kioskTexts[language].tryAgain}
        </Button>
      )}
    </Frame>
  );
}
