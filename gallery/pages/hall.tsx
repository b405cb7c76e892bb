/**
 * The screen of the hall: calls, who waits, notices, and what takes all of it over.
 */
import { displays, longNames, names, now } from 'virtual:gallery-data';
import { HallScreen, type HallScreenProps } from '../../display/hall/HallScreen.tsx';
import '../../ui/whole-screen.css';
import '../../display/hall/hall.css';
import '../../display/hall/waiting.css';
import { postedExamples } from '../../fixtures/screens/posted.ts';
import { dressDark, type Example, type Group, screenSizes } from '../shape.ts';

const hall =
  (view: string | null, more: Partial<HallScreenProps> = {}): Example =>
  ({ language, screen }) => {
    const shown = view === null ? null : (displays[view] ?? null);
    return (
      <HallScreen
        {...{ view: shown, names, now, language, screen }}
        posted={postedExamples.usual}
        place={{ area: null, screen: null }}
        turn={0}
        stale={false}
        heardAt={now}
        lit={shown?.calls.slice(0, 1).map(({ seq }) => seq) ?? []}
        {...more}
      />
    );
  };

export const hallGroup: Group = {
  sizes: screenSizes,
  modes: ['usual', 'contrast'],
  fills: true,
  dress: dressDark,
  components: {
    calls: {
      called: hall('called'),
      'two-together': hall('two-together', {
        lit: displays['two-together']?.calls.slice(0, 2).map(({ seq }) => seq) ?? [],
      }),
      'nine-sharp': hall('nine-sharp'),
      calm: hall('calm', { lit: [] }),
      'before-first-call': hall('before-first-call'),
      'long-labels': hall('long-labels'),
      'long-names': hall('called', { names: longNames }),
      fifty: hall('fifty'),
    },
    waiting: {
      ranges: hall('ranges'),
      'three-hundred': hall('three-hundred'),
      empty: hall('empty'),
      told: hall('told'),
      'long-names': hall('three-hundred', { names: longNames }),
    },
    notices: {
      usual: hall('calm', { lit: [] }),
      long: hall('calm', { lit: [], posted: postedExamples.long }),
      none: hall('calm', { lit: [], posted: postedExamples.nothing }),
    },
    'whole-screen': {
      closed: hall('closed'),
      connecting: hall(null, { names: null, now: null, posted: null }),
      stale: hall('calm', { stale: true }),
      evacuation: hall('calm', { posted: postedExamples.evacuation }),
      fault: hall('calm', { posted: postedExamples.fault }),
      drill: hall('calm', { posted: postedExamples.drill }),
    },
  },
};
