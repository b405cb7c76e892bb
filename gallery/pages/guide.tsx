/**
 * The guide on a visitor's phone, behind the QR code: short, long, and where it cannot be had.
 */
import { GuideOnPhone, type GuideOnPhoneProps } from '../../display/guide/GuideOnPhone.tsx';
import '../../display/guide/sheet.css';
import { cardGuide, companyGuide, guideMark } from '../../fixtures/screens/guides.ts';
import { nothing } from '../../ui/examples.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

const guide =
  (fetched: GuideOnPhoneProps['fetched']): Example =>
  ({ language }) => (
    <GuideOnPhone fetched={fetched} language={language} onLanguage={nothing} onAgain={nothing} />
  );

export const guideGroup: Group = {
  sizes: [
    { width: 390, height: 844 },
    { width: 320, height: 568 },
  ],
  modes: ['usual', 'contrast'],
  fills: false,
  dress: dressUsual,
  components: {
    'guide-on-phone': {
      usual: guide({ guide: cardGuide, mark: guideMark, files: [] }),
      long: guide({ guide: companyGuide, mark: guideMark, files: [] }),
      loading: guide(null),
      away: guide('away'),
      unknown: guide('unknown'),
    },
  },
};
