/**
 * What only some are asked before a number: which of several things, priority and help, and who one is.
 */
import { say } from '../../ui/texts.ts';
import { Frame } from './Frame.tsx';
import { Keypad } from './Keypad.tsx';
import { cardOf, footOf, hallName, helpOf, leavingOf, serviceOf } from './known.ts';
import { type Option, Options } from './Options.tsx';
import type { OfTaking } from './TakePages.tsx';
import { mayTake } from './taking.ts';
import { askTexts } from './texts/ask/texts.ts';
import { kioskTexts } from './texts/texts.ts';
import { optionsFor } from './tiles.ts';
import { judge } from './typed.ts';
import { classesOf } from './wishes.ts';

export function AskPages(props: OfTaking) {
  switch (props.visit.on) {
    case 'items':
      return <ItemsPage {...props} />;
    case 'more':
      return <MorePage {...props} />;
    default:
      return <PersonPage {...props} />;
  }
}

function ItemsPage(props: OfTaking) {
  const { language, visit, onDeed } = props;
  const own = askTexts[language];
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
    <OptionsPage {...props} {...{ options, ending }} title={own.itemsTitle} hint={own.itemsHint} />
  );
}

function MorePage(props: OfTaking) {
  const { names, language, visit, onDeed } = props;
  const words = kioskTexts[language];
  const own = askTexts[language];
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
    <OptionsPage {...props} {...{ options }} ending title={own.moreTitle} hint={own.moreHint} />
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
  const own = askTexts[language];
  const { typed, asking, trouble } = visit;
  const may = mayTake(visit) && judge(typed) === 'right';
  return (
    <Frame
      at="keys"
      hall={hallName(props)}
      title={own.personTitle}
      hint={own.personHint}
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
        language={language}
        onType={(after) => onDeed({ do: 'type', typed: after, requestId: newRequestId() })}
        onAct={() => may && onTake()}
      />
    </Frame>
  );
}
