/**
 * The kiosk's page of one guide by itself, as the kiosk sets it up: which guide, language and paper
 * stand in the address; what is pressed is noted on the window.
 */
import { effect } from '@preact/signals';
import '../../../ui/tokens.css';
import '../../../kiosk/page/kiosk.css';
import '../../../kiosk/page/choice.css';
import { cardGuide, companyGuide, guideMark } from '../../../fixtures/screens/guides.ts';
import { GuidePage } from '../../../kiosk/page/guides/GuidePage.tsx';
import type { PrintSaid } from '../../../kiosk/page/guides/printing.ts';
import { usualModes } from '../../../kiosk/page/modes.ts';
import { kioskTexts } from '../../../kiosk/page/texts/texts.ts';
import { setLanguage, showPage } from '../../../ui/page.tsx';
import { followScreen } from '../../../ui/screen.ts';
import { languageOf } from '../../../ui/texts.ts';

const asked = new URLSearchParams(location.search);
const language = languageOf(location.search);
const guide = asked.get('guide') === 'company' ? companyGuide : cardGuide;
const modes = { ...usualModes, care: asked.has('large') };
const pressed: string[] = [];
Object.assign(window, { pressed });
const screen = followScreen();
setLanguage(language);
document.documentElement.dataset.type = asked.has('large') ? 'large' : 'normal';

function Live() {
  return (
    <GuidePage
      guide={guide}
      mark={guideMark}
      language={language}
      publicUrl={asked.has('no-phones') ? null : 'https://hall.example.gov.cn'}
      service={guide.service === undefined ? null : 'Identity cards'}
      notNow={asked.has('night') ? '现在不发号，明天 9:00 开始' : null}
      prints={!asked.has('no-paper')}
      printing={asked.get('printing') as PrintSaid | null}
      onTake={() => void pressed.push('take')}
      onPrint={(what) => void pressed.push(what)}
      onPrintSeen={() => void pressed.push('seen')}
      forms={null}
      frame={{
        hall: '东城区政务服务中心',
        foot: {
          ...{ words: kioskTexts[language], language, modes, standing: screen.value.standing },
          ...{ onBack: () => {}, onStart: () => {}, onHelp: () => {} },
          ...{ onLanguage: () => {}, onMode: () => {} },
        },
      }}
    />
  );
}

effect(() => {
  document.documentElement.dataset.standing = String(screen.value.standing);
});
showPage(<Live />, { fonts: true, unattended: false });
