/**
 * The pages of one number: taking it, what is to be done, priority and help, who one is, and the
 * number itself.
 */
import { say } from '../../ui/texts.ts';
import { windowsOf } from '../../ui/windows.ts';
import { Frame } from './Frame.tsx';
import { Keypad } from './Keypad.tsx';
import {
  cardOf,
  footOf,
  hallName,
  helpOf,
  type Known,
  leavingOf,
  noticeOf,
  serviceName,
  serviceOf,
} from './known.ts';
import { NumberBody, NumberHead } from './NumberShown.tsx';
import { type Option, Options } from './Options.tsx';
import { type Beside, Take } from './Take.tsx';
import { documentOf, mayTake, type Taking } from './taking.ts';
import { kioskTexts } from './texts/texts.ts';
import { optionsFor } from './tiles.ts';
import { judge, shownText } from './typed.ts';
import type { NumberShown } from './visit.ts';

type OfTaking = Known & { readonly visit: Taking };

export function TakePages(props: OfTaking) {
  switch (props.visit.on) {
    case 'take':
      return <TakePage {...props} />;
    case 'items':
      return <ItemsPage {...props} />;
    case 'more':
      return <MorePage {...props} />;
    case 'person':
      return <PersonPage {...props} />;
  }
}

const realNameOf = (props: OfTaking) => serviceOf(props, props.visit.service)?.realName ?? 'never';

/** The classes that a visitor may choose alone; the others are given by staff. */
const classesOf = ({ names }: OfTaking) =>
  names.classes.filter(({ kind, atKiosk }) => atKiosk && kind === 'priority');

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

function ItemsPage(props: OfTaking) {
  const { language, visit, onDeed } = props;
  const words = kioskTexts[language];
  const items = serviceOf(props, visit.service)?.items ?? [];
  const chosen = visit.wish.items ?? items.map(({ id }) => id);
  const options = items.map(
    ({ id, name }): Option => ({
      key: id,
      heading: '',
      name: say(name, language),
      about: '',
      chosen: chosen.includes(id),
      onPress: () => {
        const after = items
          .map((item) => item.id)
          .filter((one) => chosen.includes(one) !== (one === id));
        onDeed({ do: 'wish', wish: { items: after } });
      },
    }),
  );
  const ending = chosen.length > 0;
  return (
    <OptionsPage
      {...props}
      {...{ options, ending }}
      title={words.itemsTitle}
      hint={words.itemsHint}
    />
  );
}

function MorePage(props: OfTaking) {
  const { names, language, visit, onDeed } = props;
  const words = kioskTexts[language];
  const { wish } = visit;
  const classes = classesOf(props).map(
    ({ id, name, about }): Option => ({
      key: id,
      heading: words.classes,
      name: say(name, language),
      about: about ? say(about, language) : '',
      chosen: wish.class === id,
      onPress: () => onDeed({ do: 'wish', wish: { class: wish.class === id ? null : id } }),
    }),
  );
  const needs = names.needs.map(({ id, name }): Option => {
    const chosen = wish.needs.includes(id);
    const after = chosen ? wish.needs.filter((one) => one !== id) : [...wish.needs, id];
    return {
      key: id,
      heading: words.needs,
      name: say(name, language),
      about: '',
      chosen,
      onPress: () => onDeed({ do: 'wish', wish: { needs: after } }),
    };
  });
  const options = [...classes, ...needs];
  return (
    <OptionsPage {...props} {...{ options }} ending title={words.moreTitle} hint={words.moreHint} />
  );
}

interface OptionsPageProps extends OfTaking {
  readonly options: readonly Option[];
  /** Whether what is chosen will do. */
  readonly ending: boolean;
  readonly title: string;
  readonly hint: string;
}

function OptionsPage(props: OptionsPageProps) {
  const { options, ending, title, hint, language, screen, large, visit, onDeed } = props;
  const headings = [...new Set(options.map(({ heading }) => heading))];
  const sections = headings.map((one) => options.filter(({ heading }) => heading === one).length);
  const shownHeadings = headings.filter((heading) => heading !== '').length;
  return (
    <Frame
      at="options"
      hall={hallName(props)}
      title={title}
      hint={hint}
      notice={helpOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Options
        options={options}
        fit={optionsFor(sections, shownHeadings, screen, large)}
        page={visit.page}
        words={kioskTexts[language]}
        mayEnd={ending}
        onPage={(page) => onDeed({ do: 'page', page })}
        onDone={() => onDeed({ do: 'open', on: 'take' })}
      />
    </Frame>
  );
}

function PersonPage(props: OfTaking) {
  const { language, visit, newRequestId, onDeed, onTake } = props;
  const words = kioskTexts[language];
  const { typed, asking, trouble } = visit;
  const may = mayTake(visit) && judge(typed) === 'right';
  return (
    <Frame
      at="keys"
      hall={hallName(props)}
      title={words.personTitle}
      hint={words.personHint}
      notice={helpOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Keypad
        kinds={['id-card', 'other']}
        typed={typed}
        asking={asking}
        trouble={trouble === null ? null : words.trouble[trouble]}
        card={cardOf(props)}
        act={words.take}
        acting={words.taking}
        words={words}
        onType={(after) => onDeed({ do: 'type', typed: after, requestId: newRequestId() })}
        onAct={() => may && onTake()}
      />
    </Frame>
  );
}

export function NumberPage(props: Known & { readonly visit: NumberShown }) {
  const { names, language, visit, slip, seconds, stale, onReprint, onDeed } = props;
  const words = kioskTexts[language];
  const titles = {
    new: words.yourNumber,
    before: words.alreadyTitle,
    late: words.yourNumber,
    away: words.yourNumber,
  };
  const title = titles[visit.how];
  return (
    <Frame
      at="number"
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
        onReprint={onReprint}
        onDone={() => onDeed({ do: 'start' })}
      />
    </Frame>
  );
}
