/**
 * Account and password, and a sentence for each way it can fail. The password never leaves the form
 * but to the hub, and is cleared after a wrong try.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { type NewFactor, type SignInAnswer, signIn } from '../account.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { language } from '../language.ts';
import { Provider } from './Provider.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import './sign-in.css';
import { type SignInTexts, signInTexts } from './texts/index.ts';

type Trouble =
  | Exclude<SignInAnswer, 'signed-in' | 'code-needed' | NewFactor>
  | 'no-account'
  | 'no-password';

/** Counts down from what it is started with, once a second; 0 when it is over. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const texts = signInTexts[language.value];
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [working, setWorking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [secondsLeft, countDown] = useCountdown();
  /** Null: no code is asked for. */
  const [factor, setFactor] = useState<NewFactor | 'known' | null>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!form.current || working || secondsLeft > 0) return;
    const { account, password } = fieldsOf(form.current);
    if (account.value.trim() === '' || password.value === '') {
      const missing = account.value.trim() === '' ? account : password;
      setTrouble(missing === account ? 'no-account' : 'no-password');
      return missing.focus();
    }
    setWorking(true);
    setTrouble(null);
    const code = form.current.elements.namedItem('code');
    const typed = code instanceof HTMLInputElement ? code : null;
    const answer = await signIn(account.value.trim(), password.value, typed?.value);
    setWorking(false);
    if (answer === 'signed-in') return onSignedIn();
    if (answer === 'code-needed') return setFactor('known');
    if (typeof answer === 'object' && 'uri' in answer) return setFactor(answer);
    setTrouble(answer);
    if (typeof answer === 'object') countDown(answer.waitSeconds);
    if (answer === 'wrong-credentials') setFactor(null);
    const again = answer === 'code-wrong' && typed ? typed : password;
    if (answer !== 'unreachable') again.value = '';
    again.focus();
  }

  return (
    <main class="sign-in">
      <form
        ref={form}
        class="sign-in-form"
        onSubmit={(event) => void submit(event)}
        noValidate
        aria-labelledby="sign-in-title"
      >
        <Emblem />
        <p class="sign-in-product">{texts.product}</p>
        <h1 id="sign-in-title">{texts.title}</h1>
        {/* Kept while the code is asked for: both are sent again with it. */}
        <div class="sign-in-fields" hidden={factor !== null}>
          <Field name="account" title={texts.account} wrong={trouble === 'no-account'} />
          <Password texts={texts} wrong={trouble === 'no-password'} />
        </div>
        {factor !== null && (
          <SecondFactor
            texts={texts}
            fresh={factor === 'known' ? null : factor}
            wrong={trouble === 'code-wrong'}
          />
        )}
        <div class="sign-in-trouble" id="sign-in-trouble">
          {trouble && <Notice kind="danger">{troubleText(trouble, secondsLeft, texts)}</Notice>}
        </div>
        <button
          type="submit"
          class="button button-main"
          aria-disabled={working || secondsLeft > 0}
          data-quiet={secondsLeft > 0 ? '' : undefined}
        >
          {secondsLeft > 0 ? texts.wait(secondsLeft) : working ? texts.working : texts.signIn}
        </button>
        {factor === null && <Provider texts={texts} />}
      </form>
      <LanguageChoice name={texts.language} />
    </main>
  );
}

/** The hall's emblem, once it is there; who is not signed in is told no more of the hall. */
function Emblem() {
  const [there, setThere] = useState(false);
  return (
    <img
      class="sign-in-emblem"
      src="/emblem"
      alt=""
      hidden={!there}
      onLoad={() => setThere(true)}
    />
  );
}

function fieldsOf(form: HTMLFormElement) {
  const field = (name: string): HTMLInputElement => {
    const found = form.elements.namedItem(name);
    if (!(found instanceof HTMLInputElement)) throw new Error(`the form has no ${name}`);
    return found;
  };
  return { account: field('account'), password: field('password') };
}

function Field({ name, title, wrong }: { name: 'account'; title: string; wrong: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <div class="sign-in-field">
      <label for={name}>{title}</label>
      <input
        ref={input}
        id={name}
        name={name}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        maxLength={64}
        aria-invalid={wrong}
        aria-describedby="sign-in-trouble"
      />
    </div>
  );
}

function Password({ texts, wrong }: { texts: SignInTexts; wrong: boolean }) {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const look = (event: Pick<KeyboardEvent, 'getModifierState'>) =>
    // A field filled by the browser sends a key event that knows no modifiers.
    setCaps(event.getModifierState?.('CapsLock') ?? false);
  return (
    <div class="sign-in-field">
      <label for="password">{texts.password}</label>
      <input
        id="password"
        name="password"
        {...(shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
        autocomplete="current-password"
        autocapitalize="none"
        spellcheck={false}
        maxLength={200}
        aria-invalid={wrong}
        aria-describedby="sign-in-trouble sign-in-caps"
        onKeyUp={look}
        onKeyDown={look}
      />
      <div class="sign-in-under">
        <span id="sign-in-caps" role="status">
          {caps && !shown ? texts.capsLock : ''}
        </span>
        <Button kind="quiet" pressed={shown} onPress={() => setShown(!shown)}>
          {texts.show}
        </Button>
      </div>
    </div>
  );
}

function troubleText(trouble: Trouble, secondsLeft: number, texts: SignInTexts): string {
  switch (trouble) {
    case 'no-account':
      return texts.missingAccount;
    case 'no-password':
      return texts.missingPassword;
    case 'wrong-credentials':
      return texts.wrong;
    case 'of-another-hall':
      return texts.otherHall;
    case 'code-wrong':
      return texts.codeWrong;
    case 'unreachable':
      return texts.unreachable;
    default:
      return secondsLeft > 0 ? texts.tooMany : texts.tooManyOver;
  }
}
