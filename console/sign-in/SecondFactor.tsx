/**
 * The code of an authenticator program, asked of administrators after their password; and whoever has
 * none yet is shown, once, what to give to the program.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Qr } from '../../ui/guide/Qr.tsx';
import type { NewFactor } from '../account.ts';
import type { SignInTexts } from './texts/index.ts';

interface SecondFactorProps {
  readonly texts: SignInTexts;
  /** Null: the program has it already. */
  readonly fresh: NewFactor | null;
  readonly wrong: boolean;
}

export function SecondFactor({ texts, fresh, wrong }: SecondFactorProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <div class="sign-in-field">
      {fresh && (
        <div class="sign-in-factor">
          <p>{texts.factorNew}</p>
          <Qr text={fresh.uri} name={texts.factorCode} />
          <p class="sign-in-secret figures">{fresh.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
        </div>
      )}
      <label for="code">{texts.code}</label>
      <input
        ref={input}
        id="code"
        name="code"
        class="figures"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        aria-invalid={wrong}
        aria-describedby="sign-in-trouble"
      />
    </div>
  );
}
