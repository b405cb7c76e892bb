/**
 * Pages of those who administer the hall, whole: the way among them, accounts and keys, the audit, texts,
 * the hall live and as it was, numbers of a kiosk that was alone, what is held of persons, the watch list,
 * settings. What they ask of a hub the gallery answers.
 */
import { live, names, now, staff } from 'virtual:gallery-data';
import type { FunctionComponent } from 'preact';
import '../../console/manager-page.css';
import type { Me } from '../../console/account.ts';
import { Numbers } from '../../console/adoption/Adoption.tsx';
import { Record as AuditRecord } from '../../console/audit/AuditPage.tsx';
import { Fairness } from '../../console/fairness/FairnessPage.tsx';
import { AllGuides } from '../../console/guides/Guides.tsx';
import { language as consoleLanguage } from '../../console/language.ts';
import { All as LiveNow } from '../../console/live/Live.tsx';
import { textsIn as liveTexts } from '../../console/live/texts/index.ts';
import { type Known, ManagerHead } from '../../console/ManagerPage.tsx';
import { Pages } from '../../console/Pages.tsx';
import { Days } from '../../console/past/Past.tsx';
import { Privacy } from '../../console/privacy/PrivacyPage.tsx';
import { Settings } from '../../console/settings/SettingsPage.tsx';
import { Everybody } from '../../console/staff/StaffPage.tsx';
import { Today } from '../../console/texts/TextsPage.tsx';
import { dressUsual, type Example, type Group } from '../shape.ts';
import { pressed } from './pressed.tsx';
import { Broken } from './settings.tsx';

const page = (me: Me, Page: FunctionComponent<Known>): Example =>
  function Whole({ language }) {
    consoleLanguage.value = language;
    return (
      <div class="manager">
        <Pages me={me} rev={0} />
        <Page {...{ me, names, now }} view={live} rev={0} />
      </div>
    );
  };

/** The same without a line to a hub. */
function LiveOf({ me }: Known) {
  const texts = liveTexts(consoleLanguage.value);
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {live.duty === null ? texts.noDuty : texts.duty(live.duty)}
      </ManagerHead>
      <LiveNow {...{ me, names, now, texts }} view={live} rev={0} />
    </>
  );
}

/** What stands on the page of settings once the hub has checked them; no control. */
const checked = '.settings-state:not(:has(:disabled)) p';

export const staffGroup: Group = {
  sizes: [
    { width: 1366, height: 900 },
    { width: 480, height: 800 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    live: { now: page(staff.manager, LiveOf) },
    texts: { today: page(staff.manager, Today) },
    adoption: { held: page(staff.manager, Numbers) },
    packages: { waiting: page(staff.manager, AllGuides) },
    accounts: { all: page(staff.systemAdmin, Everybody) },
    past: { call: page(staff.manager, Days) },
    privacy: {
      all: page(staff.manager, Privacy),
      found: pressed(page(staff.manager, Privacy), ['.privacy-ask [type=submit]']),
    },
    fairness: { all: page(staff.manager, Fairness) },
    settings: {
      'one-part': pressed(page(staff.manager, Settings), [checked]),
      wrong: pressed(page(staff.manager, Broken), ['.settings-form nav :nth-child(2)']),
      versions: pressed(page(staff.manager, Settings), ['#way-versions']),
      'as-text': pressed(page(staff.manager, Settings), ['#way-raw', checked]),
      preview: pressed(page(staff.manager, Settings), [`${checked} ~ .button`]),
    },
    audit: { all: page(staff.auditor, AuditRecord) },
  },
};
