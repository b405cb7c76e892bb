/**
 * Pages of those who administer the hall, whole: the way among them, accounts and keys, the audit, texts,
 * the hall live, numbers of a kiosk that was alone. What they ask of a hub the gallery answers.
 */
import { live, names, now, staff } from 'virtual:gallery-data';
import type { FunctionComponent } from 'preact';
import '../../console/manager-page.css';
import type { Me } from '../../console/account.ts';
import { Numbers } from '../../console/adoption/Adoption.tsx';
import { Record as AuditRecord } from '../../console/audit/AuditPage.tsx';
import { AllGuides } from '../../console/guides/Guides.tsx';
import { language as consoleLanguage } from '../../console/language.ts';
import { All as LiveNow } from '../../console/live/Live.tsx';
import { textsIn as liveTexts } from '../../console/live/texts/index.ts';
import { type Known, ManagerHead } from '../../console/ManagerPage.tsx';
import { Pages } from '../../console/Pages.tsx';
import { Everybody } from '../../console/staff/StaffPage.tsx';
import { Today } from '../../console/texts/TextsPage.tsx';
import { dressUsual, type Example, type Group } from '../shape.ts';

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
    audit: { all: page(staff.auditor, AuditRecord) },
  },
};
