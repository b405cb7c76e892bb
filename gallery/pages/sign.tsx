/**
 * The sign over a counter: who serves here while nobody is called, a call, a pause, the end of the day.
 */
import { displays, longNames, names, now } from 'virtual:gallery-data';
import { label, serviceId } from '../../core/hall/ids.ts';
import { CounterSign, type CounterSignProps } from '../../display/counter/CounterSign.tsx';
import type { SignState } from '../../display/counter/state.ts';
import '../../ui/whole-screen.css';
import '../../display/counter/sign.css';
import { postedExamples } from '../../fixtures/screens/posted.ts';
import { dressDark, type Example, type Group, screenSizes } from '../shape.ts';

const [whole, plain] = postedExamples.usual.cards;
const services = null;
const call = displays.called?.calls[0];

const sign =
  (state: SignState | null, more: Partial<CounterSignProps> = {}): Example =>
  ({ language }) => (
    <CounterSign
      {...{ state, names, language }}
      emergency={null}
      counter="3"
      lit={state?.is === 'called'}
      stale={false}
      heardAt={now}
      {...more}
    />
  );

const called: SignState | null = call ? { is: 'called', label: call.label, call, services } : null;
const paused = { is: 'paused', services } as const;

export const signGroup: Group = {
  sizes: screenSizes,
  modes: ['usual', 'contrast'],
  fills: true,
  dress: dressDark,
  components: {
    card: {
      whole: sign({ is: 'free', card: whole ?? null, services }),
      plain: sign({ is: 'free', card: plain ?? null, services }),
      none: sign({ is: 'free', card: null, services }),
      'long-names': sign({ is: 'free', card: whole ?? null, services }, { names: longNames }),
    },
    calling: {
      called: sign(called),
      serving: sign({ is: 'serving', label: label('A017'), services }),
      'long-label': sign({ is: 'serving', label: label('WM8888'), services }),
      turned: sign({
        ...{ is: 'serving', label: label('A017') },
        services: ['social-insurance', 'medical-insurance', 'general'].map(serviceId),
      }),
    },
    'not-serving': {
      paused: sign({ ...paused, reason: null, instead: [] }),
      'paused-instead': sign({
        ...paused,
        reason: { 'zh-Hans': '午间值班', 'zh-Hant': '午間值班', en: 'Lunch break' },
        instead: ['4', '5', '12'],
      }),
      closed: sign({ is: 'closed', services }),
      unknown: sign({ is: 'unknown', services }, { counter: '99' }),
      connecting: sign(null, { names: null }),
      stale: sign({ is: 'free', card: null, services }, { stale: true }),
      evacuation: sign(null, { emergency: postedExamples.evacuation.emergency }),
    },
  },
};
