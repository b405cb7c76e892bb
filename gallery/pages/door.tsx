/**
 * The door of every console: account and password, the code of a second factor, one that is
 * set up, and where somebody is signed in.
 */
import { language as consoleLanguage } from '../../console/language.ts';
import { Mine } from '../../console/sign-in/Mine.tsx';
import { SecondFactor } from '../../console/sign-in/SecondFactor.tsx';
import { SignIn } from '../../console/sign-in/SignIn.tsx';
import { signInTexts } from '../../console/sign-in/texts/index.ts';
import { nothing } from '../../ui/examples.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

const signIn: Example = ({ language }) => {
  consoleLanguage.value = language;
  return <SignIn onSignedIn={nothing} />;
};

const mine: Example = ({ language }) => {
  consoleLanguage.value = language;
  return <Mine leave={nothing} />;
};

const fresh = {
  uri: 'otpauth://totp/Jinghao:system?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Jinghao',
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
};

const factor =
  (of: typeof fresh | null, wrong = false): Example =>
  ({ language }) => (
    <main class="sign-in">
      <form class="sign-in-form">
        <h1>{signInTexts[language].title}</h1>
        <SecondFactor texts={signInTexts[language]} fresh={of} wrong={wrong} />
        <p id="sign-in-trouble">{wrong ? signInTexts[language].codeWrong : ''}</p>
      </form>
    </main>
  );

export const doorGroup: Group = {
  sizes: [
    { width: 1024, height: 768 },
    { width: 480, height: 800 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    'sign-in': { usual: signIn },
    mine: { three: mine },
    'second-factor': { known: factor(null), wrong: factor(null, true), fresh: factor(fresh) },
  },
};
