/**
 * The way to sign in by a provider, where the hall has one; and what came of it, when the provider's way back
 * ended here without a sign-in. The hub names it in the address.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Texts } from '../../core/hall/configuration.ts';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import type { SignInTexts } from './texts/index.ts';

/** Null: there is none, or the hub does not say. */
async function askWays(): Promise<Texts | null> {
  try {
    const answer = await fetch('/sign-in/ways', { headers: { accept: 'application/json' } });
    const told = answer.ok ? ((await answer.json()) as { openid: Texts | null }) : null;
    return told?.openid ?? null;
  } catch {
    return null;
  }
}

export function Provider({ texts }: { readonly texts: SignInTexts }) {
  const [name, setName] = useState<Texts | null>(null);
  useEffect(() => {
    void askWays().then(setName);
  }, []);
  const refused = new URLSearchParams(location.search).get('refused');
  return (
    <>
      {refused !== null && (
        <Notice kind="danger">{texts.provider[refused] ?? texts.provider['not-vouched']}</Notice>
      )}
      {name && (
        <a class="button sign-in-provider" href="/sign-in/openid">
          {say(name, language.value)}
        </a>
      )}
    </>
  );
}
