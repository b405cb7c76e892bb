/**
 * Where somebody is signed in (`/console/sign-in?mine`), and an end to what they do not know.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { endSignIn } from '../account.ts';
import { read, send } from '../asking.ts';
import { dateMinute } from '../dates.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { language } from '../language.ts';
import { useTold } from '../told-again.ts';
import { signInTexts } from './texts/index.ts';

interface OwnSignIn {
  readonly id: string;
  readonly since: number;
  readonly seenAt: number;
  readonly endsAt: number;
  readonly from: string | null;
  readonly provided: boolean;
  readonly own: boolean;
}

export function Mine({ leave }: { readonly leave: () => void }) {
  const texts = signInTexts[language.value];
  const [told, again] = useTold(() => read<{ signIns: readonly OwnSignIn[] }>('/me/sign-ins'), []);
  const [failed, setFailed] = useState(false);
  const end = async ({ id, own }: OwnSignIn): Promise<void> => {
    if (own) {
      if (await endSignIn()) return leave();
      return setFailed(true);
    }
    const answer = await send('DELETE', `/me/sign-ins/${encodeURIComponent(id)}`);
    setFailed(!answer?.ok && answer?.status !== 404);
    again();
  };
  return (
    <main class="sign-in sign-in-mine">
      <div class="sign-in-form">
        <p class="sign-in-product">{texts.product}</p>
        <h1>{texts.mine}</h1>
        {(failed || told === 'unreachable') && <Notice kind="danger">{texts.unreachable}</Notice>}
        {told === 'not-allowed' && <Notice kind="danger">{texts.notSignedIn}</Notice>}
        {told !== null && typeof told === 'object' && (
          <ul class="sign-in-list">
            {told.signIns.map((one) => (
              <li key={one.id}>
                <span>
                  <strong>{one.own ? texts.here : (one.from ?? texts.thisMachine)}</strong>
                  {one.provided && ` · ${texts.provided}`}
                  <br />
                  <span class="figures">
                    {texts.spans(dateMinute(one.since), dateMinute(one.endsAt))}
                  </span>
                </span>
                <Button onPress={() => void end(one)}>
                  {one.own ? texts.signOut : texts.endIt}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <a class="button sign-in-provider" href="/console">
          {texts.back}
        </a>
      </div>
      <LanguageChoice name={texts.language} />
    </main>
  );
}
