/**
 * What is shown of the place one has come to. While an answer is on its way only the last wish is kept, so
 * that a slider that is pulled along asks no more often than it is answered.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import type { Place } from './reckon.ts';
import type { Asking, PastMoment } from './told.ts';

const askAgainMs = 2_000;

interface Shown {
  /** Null before the first answer; what is shown stays while the hub cannot be reached. */
  readonly moment: PastMoment | null;
  /** Those of the moment; the present ones until they are known. */
  readonly names: Names;
}

export function useMoment(asking: Asking, day: string, place: Place, present: Names): Shown {
  const [shown, setShown] = useState<Shown>({ moment: null, names: present });
  const wanted = useRef<Place | null>(null);
  const busy = useRef(false);
  const ended = useRef(false);
  useEffect(
    () => () => {
      ended.current = true;
    },
    [],
  );
  const run = async (names: Names): Promise<void> => {
    busy.current = true;
    let known = names;
    for (let next = wanted.current; next && !ended.current; next = wanted.current) {
      wanted.current = null;
      const moment = await asking.moment(day, next.seq, next.at);
      if (typeof moment === 'string') {
        wanted.current ??= moment === 'unreachable' ? next : null;
        if (wanted.current) await new Promise((resolve) => setTimeout(resolve, askAgainMs));
        continue;
      }
      if (moment.names !== known.version) {
        const told = await asking.names(day, moment.seq);
        if (typeof told === 'object') known = told;
      }
      if (!ended.current) setShown({ moment, names: known });
    }
    busy.current = false;
  };
  useEffect(() => {
    wanted.current = place;
    if (!busy.current) void run(shown.names);
  }, [place.seq, place.at]);
  return shown;
}
