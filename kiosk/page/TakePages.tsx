/**
 * The pages of one number: taking it, and the number itself. What only some are asked on the way is
 * fetched when it is wanted (AskPages.tsx).
 */
import { say } from '../../ui/texts.ts';
import { windowsOf } from '../../ui/windows.ts';
import { Frame } from './Frame.tsx';
import {
  footOf,
  hallName,
  helpOf,
  type Known,
  leavingOf,
  noticeOf,
  serviceName,
  serviceOf,
} from './known.ts';
import { later } from './Later.tsx';
import { NumberBody, NumberHead } from './NumberShown.tsx';
import { type Beside, Take } from './Take.tsx';
import { documentOf, type Taking } from './taking.ts';
import { kioskTexts } from './texts/texts.ts';
import { shownText } from './typed.ts';
import type { NumberShown } from './visit.ts';
import { classesOf } from './wishes.ts';

export type OfTaking = Known & { readonly visit: Taking };

const AskPages = later(() => import('./AskPages.tsx').then((chunk) => chunk.AskPages));
/** Fetched in a quiet moment. */
export const fetchAskPages = () => AskPages.fetch();

export function TakePages(props: OfTaking) {
  switch (props.visit.on) {
    case 'take':
      return <TakePage {...props} />;
    case 'items':
    case 'more':
    case 'person':
      return <AskPages {...props} />;
  }
}

const realNameOf = (props: OfTaking) => serviceOf(props, props.visit.service)?.realName ?? 'never';

function TakePage(props: OfTaking) {
  const { names, view, language, visit, onTake, onDeed } = props;
  const known = serviceOf(props, visit.service);
  const asksWho = realNameOf(props) === 'required' && documentOf(visit.typed) === undefined;
  return (
    <Frame
      at="take"
      hall={hallName(props)}
      title={serviceName(props, visit.service)}
      hint={known?.about ? say(known.about, language) : ''}
      notice={noticeOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Take
        service={view.services.find(({ service }) => service === visit.service)}
        windows={windowsOf(names, visit.service)}
        beside={besideOf(props)}
        away={view.away !== null}
        asking={visit.asking}
        trouble={visit.trouble}
        asksWho={asksWho}
        words={kioskTexts[language]}
        onTake={asksWho ? () => onDeed({ do: 'open', on: 'person' }) : onTake}
      />
    </Frame>
  );
}

/** What only some need: several items, priority and help, a document where it is wished. */
function besideOf(props: OfTaking): Beside[] {
  const { names, language, visit, onDeed } = props;
  const words = kioskTexts[language];
  const items = serviceOf(props, visit.service)?.items ?? [];
  const { wish, typed } = visit;
  const between = language === 'en' ? ', ' : '\u3001';
  const rows: Beside[] = [];
  const open = (on: Taking['on']) => () => onDeed({ do: 'open', on });
  if (items.length > 1) {
    const count = wish.items?.length ?? items.length;
    const chosen = count === items.length ? words.itemsAll(count) : words.itemsSome(count);
    rows.push({ key: 'items', name: words.itemsRow, chosen, onPress: open('items') });
  }
  if (classesOf(props).length > 0 || names.needs.length > 0) {
    const chosen = [
      ...names.classes.filter(({ id }) => id === wish.class),
      ...names.needs.filter(({ id }) => wish.needs.includes(id)),
    ].map(({ name }) => say(name, language));
    const name = chosen.length === 0 ? words.moreRow : words.moreChosen;
    rows.push({ key: 'more', name, chosen: chosen.join(between), onPress: open('more') });
  }
  const realName = realNameOf(props);
  // Without the hub nobody could check who one is.
  if (realName !== 'never' && props.view.away === null) {
    const whole = documentOf(typed) !== undefined;
    const without = realName === 'required' ? words.whoNeeded : words.whoOptional;
    const short = typed.card ? shownText(typed) : `•••• ${typed.text.slice(-2)}`;
    const chosen = whole ? short : without;
    rows.push({ key: 'who', name: words.whoRow, chosen, onPress: open('person') });
  }
  return rows;
}

export function NumberPage(props: Known & { readonly visit: NumberShown }) {
  const { names, view, language, visit, slip, seconds, stale, newRequestId } = props;
  const { onReprint, onDeed } = props;
  const words = kioskTexts[language];
  const titles = {
    new: words.yourNumber,
    before: words.alreadyTitle,
    late: words.yourNumber,
    away: words.yourNumber,
    rejoined: words.rejoinedTitle,
  };
  const title = titles[visit.how];
  const code = names.publicUrl && visit.link ? `${names.publicUrl}/t/${visit.link}` : null;
  return (
    <Frame
      at={code === null ? 'number' : 'number kiosk-coded'}
      hall={hallName(props)}
      title={title}
      head={<NumberHead label={visit.label} title={title} />}
      notice={stale ? words.awayNumber : helpOf(props)}
      foot={footOf(props)}
    >
      <NumberBody
        service={visit.service === null ? '' : serviceName(props, visit.service)}
        number={visit}
        windows={visit.service === null ? [] : windowsOf(names, visit.service)}
        slip={slip ?? 'noted'}
        seconds={seconds ?? 0}
        words={words}
        code={code}
        texts={view.texts === true && visit.link !== null && !stale}
        language={language}
        onReprint={onReprint}
        onTextMe={() => onDeed({ do: 'text-me', requestId: newRequestId() })}
        onDone={() => onDeed({ do: 'start' })}
      />
    </Frame>
  );
}
