/**
 * Who works at this computer, for the pages of staff.
 */
import { useEffect, useState } from 'preact/hooks';
import { askWhoIsHere, endSignIn, type Me, wayOut } from './account.ts';

const askAgainMs = 2_000;

export const toSignIn = (): void => location.assign(wayOut());

/** Signs out and goes to sign in. False: the hub could not be reached, and nobody is signed out. */
export async function leave(): Promise<boolean> {
  const ended = await endSignIn();
  if (ended) toSignIn();
  return ended;
}

/** Who is here; null until the hub has said so. Whoever is nobody is sent to sign in. */
export function useMe(): Me | null {
  const [me, setMe] = useState<Me | null>(null);
  useEffect(() => {
    let timer = 0;
    const ask = async (): Promise<void> => {
      const who = await askWhoIsHere();
      if (who === 'nobody') toSignIn();
      else if (who === 'unreachable') timer = window.setTimeout(() => void ask(), askAgainMs);
      else setMe(who);
    };
    void ask();
    return () => window.clearTimeout(timer);
  }, []);
  return me;
}
