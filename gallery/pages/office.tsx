/**
 * The pages of those who run the hall, whole: cases, what is posted, figures, ratings. In a group of
 * their own, as their styles would speak into those of the other managers' parts.
 */
import { names, now } from 'virtual:gallery-data';
import '../../console/fields.css';
import '../../console/manager-page.css';
import { CaseList } from '../../console/cases/CaseList.tsx';
import { CasePanel } from '../../console/cases/CasePanel.tsx';
import '../../console/cases/cases.css';
import { NewCase } from '../../console/cases/NewCase.tsx';
import { textsIn as caseTexts } from '../../console/cases/texts/index.ts';
import { Asking as AskingCases, type Told as CasesTold } from '../../console/cases/told.ts';
import { Report } from '../../console/figures/Figures.tsx';
import '../../console/figures/figures.css';
import { textsIn as figureTexts } from '../../console/figures/texts/index.ts';
import { Cards } from '../../console/house/Cards.tsx';
import { EmergencyPanel } from '../../console/house/EmergencyPanel.tsx';
import { Notices } from '../../console/house/Notices.tsx';
import { Roster } from '../../console/house/Roster.tsx';
import '../../console/house/house.css';
import { textsIn as houseTexts } from '../../console/house/texts/index.ts';
import { Asking as AskingHouse, type Told as HouseTold } from '../../console/house/told.ts';
import { language as consoleLanguage } from '../../console/language.ts';
import { List as Ratings } from '../../console/ratings/Ratings.tsx';
import '../../console/ratings/ratings.css';
import { textsIn as ratingTexts } from '../../console/ratings/texts/index.ts';
import { exampleCases, exampleWholeCase } from '../../fixtures/screens/cases.ts';
import { exampleHouse } from '../../fixtures/screens/house.ts';
import { exampleRatings, exampleReport } from '../../fixtures/screens/reports.ts';
import { nothing } from '../../ui/examples.ts';
import type { Language } from '../../ui/texts.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

/** Tells the one case that there is, without a hub. */
class PretendCases extends AskingCases {
  override one() {
    return Promise.resolve(exampleWholeCase(now));
  }
}

const asking = new PretendCases('dongcheng');
const all = exampleCases(now);
const posted = exampleHouse(now);
const none: HouseTold = { emergencies: [], notices: [], days: [], people: [] };
const standing: HouseTold = {
  ...posted,
  emergencies: [
    { kind: 'evacuation', words: null, since: now - 60_000, endedAt: null },
    ...posted.emergencies,
  ],
};

const paper = (draw: (language: Language) => ReturnType<Example>): Example =>
  function Paper({ language }) {
    consoleLanguage.value = language;
    return <div class="manager">{draw(language)}</div>;
  };

/** `beside`: what stands beside the list. */
const cases = (told: CasesTold, beside: 'case' | 'new' | null) =>
  paper((language) => {
    const parts = { names, now, asking, told, texts: caseTexts(language) };
    const chosen = beside === 'case' ? (told.cases[0]?.id ?? null) : null;
    return (
      <main class={beside ? 'cases-split' : undefined}>
        <CaseList {...parts} cases={told.cases} chosen={chosen} onChoose={nothing} />
        {chosen && <CasePanel {...parts} id={chosen} rev={0} onDone={nothing} />}
        {beside === 'new' && <NewCase {...parts} asked={new URLSearchParams()} onDone={nothing} />}
      </main>
    );
  });

const house = (told: HouseTold) =>
  paper((language) => {
    const texts = houseTexts(language);
    const parts = { names, now, told, texts, asking: new AskingHouse('dongcheng') };
    return (
      <main class="house">
        <EmergencyPanel {...parts} onChange={nothing} />
        <Notices {...parts} onChange={nothing} />
        <Roster {...parts} onChange={nothing} />
        <Cards {...parts} onChange={nothing} />
      </main>
    );
  });

const figures = paper((language) => (
  <Report report={exampleReport} texts={figureTexts(language)} />
));

const ratings = paper((language) => (
  <main>
    <Ratings all={exampleRatings(now)} texts={ratingTexts(language)} />
  </main>
));

export const officeGroup: Group = {
  sizes: [
    { width: 1366, height: 900 },
    { width: 480, height: 800 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    cases: {
      one: cases(all, 'case'),
      all: cases(all, null),
      'new': cases(all, 'new'),
      none: cases({ ...all, cases: [] }, null),
    },
    figures: { month: figures },
    ratings: { today: ratings },
    house: { some: house(posted), standing: house(standing), nothing: house(none) },
  },
};
