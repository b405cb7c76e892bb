/**
 * The hall as it was: a day is chosen, a moment of it by a slider, by steps from event to event or by playing
 * it, and every screen shows what it showed then. Beside it what happened, and why somebody was called.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { DateField } from '../DateField.tsx';
import { dateAlone, dayIn, wrongDate } from '../dates.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage } from '../ManagerPage.tsx';
import { Happened } from './Happened.tsx';
import './past.css';
import { endOf, type Place, placeAt } from './reckon.ts';
import { Screens } from './Screens.tsx';
import { Steps } from './Steps.tsx';
import { type PastTexts, textsIn } from './texts/index.ts';
import { Asking, type PastDay } from './told.ts';
import { useMoment } from './use-moment.ts';

export function Past() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Days} />;
}

/** A day that is shown opens at its end: today that is now. */
const endPlace = (day: PastDay): Place => placeAt(day, endOf(day));

export function Days({ me, names, now }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const asked = new URLSearchParams(location.search).get('day') ?? '';
  const [typed, setTyped] = useState(dayIn(asked) || dateAlone(now));
  const [day, setDay] = useState<PastDay | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    const read = dayIn(typed);
    if (!read) return setTrouble(wrongDate('day', language.value));
    const told = await asking.day(read);
    if (typeof told === 'string') return setTrouble(texts.trouble[told]);
    setTrouble(null);
    setDay(told);
    setPlace(endPlace(told));
  };
  useEffect(() => void open(), []);
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {texts.hint}
      </ManagerHead>
      <main class="past">
        <form
          class="past-day manager-field"
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <DateField kind="day" name={texts.day} value={typed} onFill={setTyped} />
          <button type="submit" class="button">
            {texts.open}
          </button>
          <p role="alert" class="past-trouble">
            {trouble}
          </p>
        </form>
        {day && place && (
          <Looked {...{ asking, day, place, texts, names }} onPlace={setPlace} key={day.day} />
        )}
      </main>
    </>
  );
}

interface LookedProps extends Pick<Known, 'names'> {
  readonly asking: Asking;
  readonly day: PastDay;
  readonly place: Place;
  readonly texts: PastTexts;
  readonly onPlace: (place: Place) => void;
}

function Looked({ asking, day, place, texts, names: present, onPlace }: LookedProps) {
  const { moment, names } = useMoment(asking, day.day, place, present);
  return (
    <div class="past-split">
      <div>
        <Steps day={day} place={place} texts={texts} onPlace={onPlace} />
        {moment && <Screens moment={moment} names={names} texts={texts} />}
        {!moment && <p class="manager-quiet">{texts.loading}</p>}
      </div>
      {moment && <Happened {...{ asking, day, moment, names, texts, onPlace }} />}
    </div>
  );
}
