/**
 * Which page is up, out of what the hub says and where the visitor is. One question a page.
 */
import type { ServiceId } from '../../core/hall/ids.ts';
import type { KioskView } from '../../core/views/kiosk.ts';
import type { Names } from '../../core/views/names.ts';
import type { HelloRefusal } from '../../ui/following.ts';
import type { Screen } from '../../ui/screen.ts';
import { type Language, say } from '../../ui/texts.ts';
import { windowsOf } from '../../ui/windows.ts';
import { Choice, type Tile } from './Choice.tsx';
import { Enrol, type EnrolProps } from './Enrol.tsx';
import { type FootProps, Frame } from './Frame.tsx';
import { warnMs } from './leaving.ts';
import { NumberBody, NumberHead } from './NumberShown.tsx';
import { paperAhead, type SlipState } from './paper.ts';
import { Take } from './Take.tsx';
import { kioskTexts } from './texts/texts.ts';
import { tilesFor } from './tiles.ts';
import { atStart, type Deed, isTaking, type Visit } from './visit.ts';

export interface KioskProps {
  readonly view: KioskView | null;
  readonly names: Names | null;
  readonly stale: boolean;
  readonly refusal: HelloRefusal | null;
  readonly visit: Visit;
  readonly slip: SlipState | null;
  readonly seconds: number | null;
  readonly language: Language;
  readonly large: boolean;
  readonly screen: Screen;
  readonly enrolment: Omit<EnrolProps, 'words'>;
  readonly newRequestId: () => string;
  readonly onDeed: (deed: Deed) => void;
  readonly onTake: () => void;
  readonly onReprint: () => void;
  readonly onLanguage: FootProps['onLanguage'];
  readonly onLarge: FootProps['onLarge'];
}

export function Kiosk(props: KioskProps) {
  const { view, names, stale, refusal, visit } = props;
  if (refusal === 'not-enrolled') return <EnrolPage {...props} />;
  if (view && names && visit.at === 'number')
    return <NumberPage {...props} {...{ view, names, visit }} />;
  if (refusal === 'unknown-kiosk') return <Still at="unknown" {...props} />;
  if (stale && !isTaking(visit)) return <Still at="away" {...props} />;
  if (!view || !names) return <Still at="connecting" {...props} />;
  if (!view.open && !isTaking(visit)) return <Still at="closed" {...props} />;
  const known = { ...props, view, names };
  switch (visit.at) {
    case 'start': {
      const [only] = names.groups;
      if (only && names.groups.length === 1)
        return <ServicesPage {...known} group={only.id} page={visit.page} />;
      return <StartPage {...known} page={visit.page} />;
    }
    case 'services':
      return <ServicesPage {...known} group={visit.group} page={visit.page} />;
    case 'take':
      return <TakePage {...known} visit={visit} />;
    case 'number':
      return <NumberPage {...known} visit={visit} />;
  }
}

type Known = KioskProps & { readonly view: KioskView; readonly names: Names };

const hallName = ({ names, language }: KioskProps) => (names ? say(names.hall.name, language) : '');

function footOf(props: KioskProps): FootProps {
  const { visit, language, large, onDeed, onLanguage, onLarge } = props;
  const home = visit.at === 'start' || isTaking(visit);
  return {
    words: kioskTexts[language],
    language,
    large,
    onBack: home ? null : () => onDeed({ do: 'back' }),
    onStart: home ? null : () => onDeed({ do: 'start' }),
    onLanguage,
    onLarge,
  };
}

/** The countdown of a page that nobody touches, only in its last part. */
function leavingOf({ seconds, language }: KioskProps): string | null {
  if (seconds === null || seconds * 1_000 > warnMs) return null;
  return kioskTexts[language].stillThere(seconds);
}

/** What the visitor should know of the paper before a number is taken. */
function noticeOf({ view, language }: Known): string | null {
  const paper = paperAhead(view.printer);
  return paper === null ? null : kioskTexts[language].paperAhead[paper];
}

function StartPage(props: Known & { page: number }) {
  const { names, language, screen, large, page, onDeed } = props;
  const words = kioskTexts[language];
  const tiles: Tile[] = names.groups.map((group) => ({
    key: group.id,
    name: say(group.name, language),
    about: group.about ? say(group.about, language) : '',
    onPress: () => onDeed({ do: 'choose-group', group: group.id }),
  }));
  return (
    <Frame
      at="start"
      hall={hallName(props)}
      title={words.chooseGroup}
      hint={words.chooseGroupHint}
      notice={noticeOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large)}
        page={page}
        words={words}
        onPage={(to) => onDeed({ do: 'page', page: to })}
      />
    </Frame>
  );
}

function ServicesPage(props: Known & { group: Names['groups'][number]['id']; page: number }) {
  const { names, language, screen, large, group, page, onDeed } = props;
  const words = kioskTexts[language];
  const chosen = names.groups.find(({ id }) => id === group);
  const tiles = (chosen?.services ?? []).map((service) => serviceTile(props, group, service));
  const many = names.groups.length > 1;
  return (
    <Frame
      at="services"
      hall={hallName(props)}
      title={chosen && many ? say(chosen.name, language) : words.chooseService}
      hint={words.chooseServiceHint}
      notice={noticeOf(props)}
      leaving={leavingOf(props)}
      foot={footOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('services', tiles.length, screen, large)}
        page={page}
        words={words}
        onPage={(to) => onDeed({ do: 'page', page: to })}
      />
    </Frame>
  );
}

function serviceTile(
  { names, view, language, newRequestId, onDeed }: Known,
  group: Names['groups'][number]['id'],
  service: ServiceId,
): Tile {
  const words = kioskTexts[language];
  const known = names.services.find(({ id }) => id === service);
  const now = view.services.find((one) => one.service === service);
  const waits = words.waiting(now?.waiting ?? 0);
  const open = now?.open ?? false;
  return {
    key: service,
    name: known ? say(known.name, language) : service,
    about: known?.about ? say(known.about, language) : '',
    state: open
      ? now?.counters === 0
        ? `${waits} · ${words.noCounter}`
        : waits
      : words.serviceClosed,
    disabled: !open,
    onPress: () => onDeed({ do: 'choose-service', group, service, requestId: newRequestId() }),
  };
}

function TakePage(props: Known & { visit: Extract<Visit, { at: 'take' }> }) {
  const { names, view, language, visit, onTake } = props;
  const words = kioskTexts[language];
  const known = names.services.find(({ id }) => id === visit.service);
  return (
    <Frame
      at="take"
      hall={hallName(props)}
      title={known ? say(known.name, language) : visit.service}
      hint={known?.about ? say(known.about, language) : ''}
      notice={noticeOf(props)}
      leaving={visit.asking ? null : leavingOf(props)}
      foot={footOf(props)}
    >
      <Take
        service={view.services.find(({ service }) => service === visit.service)}
        windows={windowsOf(names, visit.service)}
        asking={visit.asking}
        trouble={visit.trouble}
        words={words}
        onTake={onTake}
      />
    </Frame>
  );
}

function NumberPage(props: Known & { visit: Extract<Visit, { at: 'number' }> }) {
  const { names, language, visit, slip, seconds, stale, onReprint, onDeed } = props;
  const words = kioskTexts[language];
  const known = names.services.find(({ id }) => id === visit.service);
  return (
    <Frame
      at="number"
      hall={hallName(props)}
      title={words.yourNumber}
      head={<NumberHead label={visit.label} words={words} />}
      notice={stale ? words.awayNumber : null}
      foot={footOf(props)}
    >
      <NumberBody
        service={known ? say(known.name, language) : visit.service}
        ahead={visit.ahead}
        windows={windowsOf(names, visit.service)}
        slip={slip ?? 'noted'}
        reprint={visit.reprint}
        seconds={seconds ?? 0}
        words={words}
        onReprint={onReprint}
        onDone={() => onDeed({ do: 'start' })}
      />
    </Frame>
  );
}

function EnrolPage(props: KioskProps) {
  const words = kioskTexts[props.language];
  return (
    <Frame
      at="enrol"
      hall=""
      title={words.enrolTitle}
      hint={words.enrolHint}
      foot={footOf({ ...props, visit: atStart })}
    >
      <Enrol {...props.enrolment} words={words} />
    </Frame>
  );
}

/** Pages with nothing to touch: what is the matter, and what to do. */
function Still({
  at,
  ...props
}: KioskProps & { at: 'away' | 'closed' | 'connecting' | 'unknown' }) {
  const { names, language } = props;
  const words = kioskTexts[language];
  const hours = names ? say(names.hall.hours, language) : '';
  const texts = {
    away: [words.awayTitle, words.awayHint],
    closed: [words.closedTitle, `${words.closedHint} ${hours}`],
    connecting: [words.connecting, words.connectingHint],
    unknown: [words.unknownKiosk, words.unknownKioskHint],
  } as const;
  const [title, hint] = texts[at];
  return <Frame at={at} hall={hallName(props)} title={title} hint={hint} foot={footOf(props)} />;
}
