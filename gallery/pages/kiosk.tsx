/**
 * The kiosk, page by page, as visitors meet it: each example is a moment of a visit.
 */
import { longNames, names } from 'virtual:gallery-data';
// First, as on the kiosk's own page: styles of single pages come after those of all.
import '../../kiosk/page/kiosk.css';
import { Finder } from '../../core/guides/finding/finder.ts';
import { groupId, serviceId } from '../../core/hall/ids.ts';
import type { Names } from '../../core/views/names.ts';
import {
  cardGuide,
  companyGuide,
  exampleGuideList,
  guideMark,
} from '../../fixtures/screens/guides.ts';
import {
  exampleBooking,
  exampleLink,
  exampleTicket,
  kioskExample,
  kioskExamples,
} from '../../fixtures/screens/kiosk.ts';
import { postedExamples } from '../../fixtures/screens/posted.ts';
import { Frame } from '../../kiosk/page/Frame.tsx';
import { FormPage } from '../../kiosk/page/guides/FormPage.tsx';
import { Guides } from '../../kiosk/page/guides/finding/fetched.ts';
import { Rows } from '../../kiosk/page/guides/finding/Rows.tsx';
import { rowEm } from '../../kiosk/page/guides/finding/rooms.ts';
import { SearchPage } from '../../kiosk/page/guides/finding/SearchPage.tsx';
import { GuidePage } from '../../kiosk/page/guides/GuidePage.tsx';
import '../../kiosk/page/guides/finding/guides.css';
import { footOf, hallName, type KioskProps } from '../../kiosk/page/known.ts';
import '../../kiosk/page/more/more.css';
import { showLook } from '../../kiosk/page/modes.ts';
import type { Rating } from '../../kiosk/page/more/more.ts';
import { WordsPage } from '../../kiosk/page/more/WordsPage.tsx';
import { noWish, type Taking } from '../../kiosk/page/taking.ts';
import { nothingTyped } from '../../kiosk/page/typed.ts';
import { atStart, type NumberShown, type Visit } from '../../kiosk/page/visit.ts';
import options from '../../server/ratings/options.json' with { type: 'json' };
import { emergencyExamples } from '../../ui/components/emergency/examples.tsx';
import { nothing } from '../../ui/examples.ts';
import { typingBegins } from '../../ui/keyboard/typing.ts';
import { type Example, type Group, kioskSizes } from '../shape.ts';
import { kiosk, type More, modesOf, propsOf, viewed, wished } from './kiosk-props.tsx';
import { kioskVisits } from './kiosk-visits.tsx';

const group = groupId('business');
const service = serviceId('tax');
const services: Visit = { at: 'services', group, page: 0 };

const taking = (more: Partial<Taking> = {}): Taking => ({
  ...{ at: 'take', group, service, requestId: 'example', asking: false, trouble: null },
  ...{ on: 'take', page: 0, wish: noWish, typed: nothingTyped('id-card') },
  ...more,
});

const number: NumberShown = {
  ...{ at: 'number', service, ticket: exampleTicket, label: 'A017', ahead: 3 },
  ...{ range: { low: 12, high: 18 }, how: 'new', reprint: { is: 'not-asked' } },
  ...{ link: null, phone: null },
};
const shownNumber = (more: Partial<NumberShown>, slip: KioskProps['slip'] = 'printed'): Example =>
  kiosk({ ...number, ...more }, { slip, seconds: 25 });

const guide =
  (which: typeof cardGuide, printing: 'printed' | null = null): Example =>
  (shown) => {
    const props = propsOf(shown, { at: 'guides' }, {});
    return (
      <GuidePage
        {...{ guide: which, mark: guideMark, language: shown.language, printing }}
        publicUrl="https://hall.example.gov.cn"
        service={which.service === undefined ? null : 'tax'}
        notNow={null}
        prints
        onTake={nothing}
        onPrint={nothing}
        onPrintSeen={nothing}
        forms={null}
        frame={{ hall: hallName(props), foot: footOf(props) }}
      />
    );
  };

const rows: Example = (shown) => {
  const props = propsOf(shown, { at: 'guides' }, {});
  const { screen, large } = props;
  return (
    <Frame at="guides" hall={hallName(props)} title="A–Z" foot={footOf(props)}>
      <Rows
        guides={exampleGuideList.guides}
        list={exampleGuideList}
        language={shown.language}
        height={150}
        columns={1}
        em={rowEm(screen, large)}
        services={['tax']}
        onOpen={nothing}
      />
    </Frame>
  );
};

/** An index with nothing in it: guides are found by their names as they are. */
const guides = new Guides();
const index = { version: exampleGuideList.version, readings: {}, otherwise: {} };
guides.list.value = { is: exampleGuideList };
guides.finder.value = {
  is: new Finder(exampleGuideList, { ...index, folds: '', idle: [], said: {} }),
};

const search =
  (text: string): Example =>
  (shown) => {
    const props = propsOf(shown, { at: 'guides' }, {});
    const typing = typingBegins(shown.language === 'en' ? 'english' : 'pinyin');
    const up = { at: 'search', text, typing, page: 0 } as const;
    return (
      <SearchPage
        {...props}
        {...{ names, view: kioskExamples.ranges(names), guides, list: exampleGuideList, up }}
        looking={[{ at: 'home' }, up]}
        onLook={nothing}
      />
    );
  };

const form =
  (name: string | null): Example =>
  (shown) => {
    const props = propsOf(shown, { at: 'guides' }, {});
    return (
      <FormPage
        name={{ 'zh-Hans': '社区服务申请登记表', en: 'Community service application' }}
        guide={{ 'zh-Hans': '申请社区服务', en: 'Community services' }}
        {...{ sample: false, mark: guideMark, language: shown.language }}
        shown={name === null ? null : { as: 'page', name }}
        address="https://hall.example.gov.cn/guides/2026-11-20.1/files/form.pdf"
        frame={{ hall: hallName(props), foot: footOf(props) }}
      />
    );
  };

const reachable: Names = { ...names, publicUrl: 'https://hall.example.gov.cn' };
const texting: More = { names: reachable, view: kioskExample(names, { texts: true }) };
const coded: NumberShown = { ...number, link: exampleLink };
const textMe = (text: string): Visit => ({
  ...{ at: 'text-me', number: coded, requestId: 'example', typed: { kind: 'mobile', text } },
  ...{ asking: false, trouble: null },
});

const unhappy = 2;
const tags = options.levels.find(({ level }) => level === unhappy)?.tags ?? [];
const adding = { step: 0, level: unhappy, tags } as const;
const rating: Rating = {
  ...{ at: 'rate', key: { label: 'A017' }, typed: nothingTyped('label'), requestId: 'example' },
  ...{ asking: false, steps: [{ step: 0, service }], level: unhappy, adding, thanks: false },
  trouble: null,
};
const words =
  (text: string): Example =>
  (shown) => (
    <WordsPage
      {...propsOf(shown, rating, {})}
      {...{ names, view: kioskExamples.ranges(names), visit: rating, adding, text }}
      onText={nothing}
      onDone={nothing}
    />
  );

export const kioskGroup: Group = {
  sizes: kioskSizes,
  modes: ['usual', 'care', 'contrast', 'low', 'night'],
  fills: true,
  dress: (root, mode, screen) =>
    showLook(
      root,
      { modes: modesOf(mode), screen, hung: null, night: mode === 'night' },
      { contrast: false },
    ),
  components: {
    tiles: {
      start: kiosk(atStart),
      services: kiosk(services),
      'three-hundred': kiosk(services, viewed('three-hundred')),
      'some-not-now': kiosk(services, viewed('some-not-now')),
      'long-names': kiosk(services, viewed('long-ranges', longNames)),
    },
    frame: {
      'paper-out': kiosk(atStart, viewed('paper-out')),
      'help-asked': kiosk(services, { ...viewed('help-asked'), help: 'asked' }),
      'no-counter': kiosk({ at: 'why', group, service }, viewed('some-not-now')),
      notices: kiosk(
        services,
        wished({ notices: [postedExamples.usual.notices[0]?.text ?? { 'zh-Hans': '', en: '' }] }),
      ),
      'long-names': kiosk(atStart, viewed('paper-out', longNames)),
    },
    'time-out': {
      warning: kiosk(services, { seconds: 17 }),
      'on-a-form': kiosk(taking({ on: 'more' }), { seconds: 3 }),
    },
    take: {
      usual: kiosk(taking()),
      asking: kiosk(taking({ asking: true })),
      trouble: kiosk(taking({ trouble: 'busy' })),
      'sold-out': kiosk(taking({ trouble: 'day-exhausted' })),
      'nobody-serves': kiosk(taking(), viewed('nobody-serves')),
    },
    options: {
      more: kiosk(taking({ on: 'more' })),
      items: kiosk(taking({ on: 'items', service: serviceId('start-company') })),
    },
    keypad: {
      empty: kiosk(taking({ on: 'person' })),
      right: kiosk(
        taking({ on: 'person', typed: { kind: 'id-card', text: '11010519491231002X' } }),
      ),
      wrong: kiosk(
        taking({ on: 'person', typed: { kind: 'id-card', text: '110105194912310022' } }),
      ),
      other: kiosk(taking({ on: 'person', typed: { kind: 'other', text: 'E1234' } })),
    },
    number: {
      printed: shownNumber({}),
      printing: shownNumber({ ahead: 0, range: null }, 'printing'),
      noted: shownNumber({ ahead: 300, range: { low: 120, high: 150 } }, 'noted'),
      before: shownNumber({ ahead: null, range: null, how: 'before' }, 'had'),
      'long-label': shownNumber({ label: 'WM8888', how: 'late' }),
      away: shownNumber({ label: 'ZA003', how: 'away', range: null }, 'no-printer'),
    },
    booked: {
      booked: kiosk({ at: 'booked', booking: exampleBooking('tax') }, { seconds: 25 }),
    },
    guide: {
      usual: guide(cardGuide),
      printed: guide(cardGuide, 'printed'),
      long: guide(companyGuide),
    },
    'finding-rows': { usual: rows },
    search: { 'not-typed': search(''), found: search('身份证'), 'not-found': search('飞船') },
    form: { shown: form('form.html'), 'not-shown': form(null) },
    own: {
      coded: kiosk(coded, { ...texting, slip: 'printed', seconds: 25 }),
      texted: kiosk(
        { ...coded, phone: '138****8000' },
        { ...texting, slip: 'no-printer', seconds: 25 },
      ),
      'text-me': kiosk(textMe('1380013'), texting),
      'text-me-wrong': kiosk(textMe('12800138000'), texting),
    },
    rating: {
      tags: kiosk(rating),
      levels: kiosk({ ...rating, level: null, adding: null }),
      words: words(''),
      written: words('排队时间太长，叫号屏看不清。'),
      find: kiosk({ ...rating, key: null, steps: [], level: null, adding: null }),
      thanks: kiosk({ ...rating, steps: [], adding: null, thanks: true }),
    },
    ...kioskVisits,
    more: {
      doors: kiosk({ at: 'more', page: 0 }),
      hours: kiosk({ at: 'info', on: 'hours' }),
      application: kiosk({ at: 'info', on: 'disclosure' }),
      duty: kiosk({ at: 'info', on: 'duty' }, wished({ duty: postedExamples.usual.duty })),
    },
    attract: {
      usual: kiosk(atStart, { asleep: true }),
      'nobody-waits': kiosk(atStart, { ...viewed('empty'), asleep: true }),
      'long-names': kiosk(atStart, { ...viewed('long-ranges', longNames), asleep: true }),
    },
    emergency: Object.fromEntries(
      Object.entries(emergencyExamples).map(([name, draw]): [string, Example] => [
        name,
        ({ language }) => draw(language),
      ]),
    ),
    'nothing-to-touch': {
      shut: kiosk(atStart, viewed('outside-hours')),
      'booked-only': kiosk(atStart, viewed('booked-only')),
      away: kiosk(atStart, { stale: true }),
      connecting: kiosk(atStart, { view: null, names: null }),
      unknown: kiosk(atStart, { refusal: 'unknown-kiosk', view: null }),
      'not-enrolled': kiosk(atStart, { refusal: 'not-enrolled', view: null, names: null }),
      emergency: kiosk(atStart, wished({ emergency: postedExamples.evacuation.emergency })),
    },
  },
};
