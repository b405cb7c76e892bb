/**
 * The clerk's console: the desk in each state of the ticket in hand, its sheets, the door before work,
 * and the choice of a counter. Nothing is asked of a hub: a press says what it would say alone.
 */
import { counters, displays, longNames, names, now } from 'virtual:gallery-data';
import type { Me } from '../../console/account.ts';
import { type At, atMoment } from '../../console/counter/at.ts';
import { Choose } from '../../console/counter/Choose.tsx';
import { CounterPage } from '../../console/counter/CounterPage.tsx';
import { staffId } from '../../core/hall/ids.ts';
import type { Names } from '../../core/views/names.ts';
import '../../console/counter/console.css';
import { Door } from '../../console/counter/Door.tsx';
import { deeds } from '../../console/counter/deeds.ts';
import { openMenu, openSheet, type SheetName } from '../../console/counter/press.ts';
import { language as consoleLanguage } from '../../console/language.ts';
import { nothing } from '../../ui/examples.ts';
import type { Language } from '../../ui/texts.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

const may = ['counter.serve', 'devices.read', 'cases.read', 'ratings.read'];
const me: Me = {
  id: staffId('clerk'),
  name: '王芳',
  role: 'manager',
  may,
  hall: 'dongcheng',
  casesWindow: 'could-not',
};
const noAnswer = () => Promise.resolve({ failed: 'no-answer' } as const);
const silent = deeds({
  send: noAnswer,
  newRequestId: () => 'example',
  now: () => now,
  clock: { now: () => 0, setTimeout: () => 0 },
});

function moment(view: string, language: Language, of: Names = names): At | null {
  const shown = counters[view];
  if (!shown) return null;
  consoleLanguage.value = language;
  return atMoment({
    ...{ view: shown, names: of, now, language, deeds: silent },
    me,
    ...{ slots: noAnswer, matchCard: noAnswer, findTicket: noAnswer },
    ...{ awaitCard: () => nothing, hearScans: () => nothing },
  });
}

const desk =
  (view: string, sheet: SheetName | null = null, of: Names = names): Example =>
  ({ language }) => {
    const at = moment(view, language, of);
    openMenu.value = null;
    openSheet.value = sheet;
    if (!at) return null;
    return (
      <div class="console">
        <CounterPage
          at={at}
          leaving={{ changeCounter: nothing, signOut: nothing }}
          onMini={nothing}
          miniBlocked={false}
        />
      </div>
    );
  };

const door =
  (view: string, of: Names = names): Example =>
  ({ language }) => {
    const at = moment(view, language, of);
    openSheet.value = null;
    if (!at) return null;
    return (
      <div class="console">
        <Door at={at} onOtherCounter={nothing} onSignOut={nothing} />
      </div>
    );
  };

const choose =
  (of: Names): Example =>
  ({ language }) => {
    const view = displays.calm;
    consoleLanguage.value = language;
    if (!view) return null;
    return (
      <div class="console">
        <Choose
          {...{ view, names: of, language, usual: '3', me }}
          onChoose={nothing}
          onAssist={nothing}
          onSignOut={nothing}
        />
      </div>
    );
  };

export const deskGroup: Group = {
  sizes: [
    { width: 1024, height: 768 },
    { width: 1920, height: 1080 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    desk: {
      called: desk('called'),
      serving: desk('serving'),
      'nobody-waiting': desk('nobody-waiting'),
      paused: desk('paused'),
      marked: desk('marked'),
      items: desk('items'),
      steps: desk('steps'),
      help: desk('help'),
      'printers-out': desk('printers-out'),
      'long-names': desk('crowded', null, longNames),
    },
    sheets: {
      take: desk('nobody-waiting', 'take'),
      'check-in': desk('nobody-waiting', 'checkIn'),
      book: desk('nobody-waiting', 'book'),
      bookings: desk('nobody-waiting', 'bookings'),
      notice: desk('steps', 'notice'),
      tide: desk('nobody-waiting', 'tide'),
      'long-names': desk('nobody-waiting', 'take', longNames),
    },
    door: {
      'left-alone': door('left-alone'),
      'taken-over': door('taken-over'),
      'long-names': door('left-alone', longNames),
    },
    'choice-of-counter': { usual: choose(names), 'long-names': choose(longNames) },
  },
};
