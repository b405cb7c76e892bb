/**
 * The pages of booking: which service, day and time, who comes, the code; checking in; giving a
 * booking back.
 */
import type { BookingTold } from '../../core/wire/booking.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { say } from '../../ui/texts.ts';
import { BookedBody, BookedHead } from './Booked.tsx';
import type { Booking, BookTrouble, CheckingIn, Who } from './booking.ts';
import { Choice, type Tile } from './Choice.tsx';
import { dayParts, dayText, inSentence, minuteText, timeText, whenText } from './days.ts';
import { Frame, type FrameProps } from './Frame.tsx';
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
} from './known.ts';
import { bookTexts } from './texts/book/texts.ts';
import { kioskTexts } from './texts/texts.ts';
import { stripHeight, tilesFor } from './tiles.ts';
import type { TypedKind } from './typed.ts';

type Of<At extends Booking['at']> = Known & { readonly visit: Extract<Booking, { at: At }> };

export function BookPages({ visit, ...props }: Known & { readonly visit: Booking }) {
  switch (visit.at) {
    case 'book':
      return <ServicePage {...props} visit={visit} />;
    case 'book-day':
      return <DayPage {...props} visit={visit} />;
    case 'book-slot':
      return <SlotPage {...props} visit={visit} />;
    case 'book-who':
      return <WhoPage {...props} visit={visit} />;
    case 'check-in':
    case 'give-back':
      return <CodePage {...props} visit={visit} />;
    case 'booked':
    case 'given-back':
      return <TellPage {...props} visit={visit} />;
  }
}

const framed = (
  props: Known,
  at: string,
): Pick<FrameProps, 'at' | 'hall' | 'leaving' | 'foot'> => ({
  at,
  hall: hallName(props),
  leaving: leavingOf(props),
  foot: footOf(props),
});

function ServicePage(props: Of<'book'>) {
  const { names, language, screen, large, visit, newRequestId, onDeed } = props;
  const words = kioskTexts[language];
  const own = bookTexts[language];
  const tiles = names.services
    .filter(({ booked }) => booked)
    .map(
      ({ id, name, about }): Tile => ({
        key: id,
        name: say(name, language),
        about: about ? say(about, language) : '',
        onPress: () => onDeed({ do: 'book-service', service: id }),
      }),
    );
  const giveBack: Tile = {
    key: 'give-back',
    name: own.giveBackStart,
    about: '',
    onPress: () => onDeed({ do: 'give-back', requestId: newRequestId() }),
  };
  return (
    <Frame
      {...framed(props, 'book')}
      title={own.bookTitle}
      hint={own.bookHint}
      notice={noticeOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('groups', tiles.length, screen, large, stripHeight)}
        page={visit.page}
        words={words}
        under={[giveBack]}
        onPage={(page) => onDeed({ do: 'page', page })}
      />
    </Frame>
  );
}

function DayPage(props: Of<'book-day'>) {
  const { language, screen, large, visit, onDeed } = props;
  const words = kioskTexts[language];
  const own = bookTexts[language];
  const { days, trouble } = visit;
  const tiles = (days ?? []).map(({ date, name, slots }): Tile => {
    const [day, weekday] = dayParts(date, language);
    return {
      key: date,
      name: day,
      about: name ? `${weekday} · ${say(name, language)}` : weekday,
      state: own.dayFree(slots.length),
      onPress: () => onDeed({ do: 'book-day', date }),
    };
  });
  const none = days !== null && days.length === 0 && trouble === null;
  const hint = none ? own.daysNoneHint : serviceName(props, visit.service);
  return (
    <Frame
      {...framed(props, 'book-day')}
      title={none ? own.daysNone : days === null ? words.asking : own.dayTitle}
      hint={trouble === null ? hint : troubleText(props, trouble)}
      notice={helpOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('services', tiles.length, screen, large)}
        page={visit.page}
        words={words}
        onPage={(page) => onDeed({ do: 'page', page })}
      />
    </Frame>
  );
}

function SlotPage(props: Of<'book-slot'>) {
  const { language, screen, large, visit, newRequestId, onDeed } = props;
  const words = kioskTexts[language];
  const own = bookTexts[language];
  const day = visit.days.find(({ date }) => date === visit.date);
  const tiles = (day?.slots ?? []).map(
    (slot): Tile => ({
      key: String(slot.at),
      name: `${minuteText(slot.minute)}–${minuteText(slot.minute + minutesOf(slot))}`,
      about: '',
      state: own.slotFree(slot.free),
      onPress: () => onDeed({ do: 'book-slot', slot, requestId: newRequestId() }),
    }),
  );
  return (
    <Frame
      {...framed(props, 'book-slot')}
      title={own.slotTitle}
      hint={`${serviceName(props, visit.service)} · ${dayText(visit.date, language)}`}
      notice={helpOf(props)}
    >
      <Choice
        tiles={tiles}
        fit={tilesFor('slots', tiles.length, screen, large)}
        page={visit.page}
        words={words}
        onPage={(page) => onDeed({ do: 'page', page })}
      />
    </Frame>
  );
}

const minutesOf = ({ at, ends }: { at: number; ends: number }) => Math.round((ends - at) / 60_000);

function WhoPage(props: Of<'book-who'>) {
  const { language, today, visit } = props;
  const own = bookTexts[language];
  const when = whenText({ date: visit.date, minute: visit.slot.minute }, today, language);
  return (
    <Frame
      {...framed(props, 'keys')}
      title={own.bookWhoTitle}
      hint={`${serviceName(props, visit.service)} · ${when}${language === 'en' ? '. ' : '\u3002'}${own.bookWhoHint}`}
      notice={helpOf(props)}
    >
      <Keys {...props} kinds={['phone', 'id-card', 'other']} act={own.book} acting={own.booking} />
    </Frame>
  );
}

function CodePage(props: Known & { readonly visit: CheckingIn }) {
  const { language, visit } = props;
  const own = bookTexts[language];
  const checksIn = visit.at === 'check-in';
  return (
    <Frame
      {...framed(props, 'keys')}
      title={checksIn ? own.checkInTitle : own.giveBackTitle}
      hint={checksIn ? own.checkInHint : own.giveBackHint}
      notice={helpOf(props)}
    >
      <Keys
        {...props}
        kinds={checksIn ? ['code', 'id-card', 'phone', 'other'] : ['code']}
        act={checksIn ? own.checkIn : own.giveBack}
        acting={checksIn ? own.checkingIn : own.givingBack}
      />
    </Frame>
  );
}

interface KeysProps extends Known {
  readonly visit: Who | CheckingIn;
  readonly kinds: readonly TypedKind[];
  readonly act: string;
  readonly acting: string;
}

function Keys(props: KeysProps) {
  const { visit, kinds, act, acting, language, newRequestId, onDeed, onSend } = props;
  const { typed, asking, trouble } = visit;
  return (
    <Keypad
      {...{ kinds, typed, asking, act, acting }}
      trouble={trouble === null ? null : troubleText(props, trouble)}
      card={cardOf(props)}
      language={language}
      onType={(after) => onDeed({ do: 'type', typed: after, requestId: newRequestId() })}
      onAct={onSend}
    />
  );
}

function troubleText({ language, today }: Known, { is, at, date }: BookTrouble): string {
  const when =
    date !== undefined
      ? dayText(date, language)
      : at !== undefined
        ? timeText(at, today, language)
        : '';
  return bookTexts[language].bookTrouble[is](inSentence(when, language));
}

function TellPage(props: Of<'booked' | 'given-back'>) {
  const { language, today, visit, onDeed } = props;
  const words = kioskTexts[language];
  const own = bookTexts[language];
  const { booking } = visit;
  const { date, minute } = booking;
  const when = whenText({ date, minute }, '', language);
  const what = `${serviceName(props, booking.service)}`;
  if (visit.at === 'given-back') {
    return (
      <Frame
        {...framed(props, 'told')}
        title={own.givenBackTitle}
        hint={`${what} · ${dayText(date, language)} ${when}`}
        notice={helpOf(props)}
      >
        <div class="booked">
          <p class="booked-come">{own.givenBackHint}</p>
          <Button kind="main" onPress={() => onDeed({ do: 'start' })}>
            {words.done}
          </Button>
        </div>
      </Frame>
    );
  }
  return (
    <Frame
      {...framed(props, 'booked')}
      title={own.bookedTitle}
      head={<BookedHead code={booking.code} title={own.bookedTitle} />}
      notice={helpOf(props)}
    >
      <BookedBody
        what={what}
        when={`${dayText(date, language)} ${minuteText(minute)}–${minuteText(minute + minutesOf(booking))}`}
        lines={linesOf(booking, today, props)}
        words={words}
        onDone={() => onDeed({ do: 'start' })}
      />
    </Frame>
  );
}

/** Whether it is on paper, when to come, and until when it can be given back. */
function linesOf(booking: BookingTold, today: string, { language, slip }: Known): string[] {
  const words = kioskTexts[language];
  const own = bookTexts[language];
  const hour = (at: number) => timeText(at, booking.date, language);
  const printed = slip === 'printed' || slip === 'printing';
  return [
    printed ? words.slip[slip] : own.bookedKeep,
    own.bookedCome(hour(booking.checkInFrom), hour(booking.checkInUntil)),
    own.bookedCancel(inSentence(timeText(booking.cancelUntil, today, language), language)),
  ];
}
