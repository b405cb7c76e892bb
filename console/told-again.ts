/**
 * What a page is told by the hub, asked again when something has changed.
 */
import { useEffect, useState } from 'preact/hooks';

const askAgainMs = 2_000;

/**
 * What the hub tells, asked anew whenever one of `changes` is another one, when the returned function
 * is called, and again and again while the hub cannot be reached; null before the first answer. What
 * is shown stays meanwhile: the mark of age says how old it is.
 */
export function useTold<T>(
  ask: () => Promise<T | 'unreachable'>,
  changes: readonly unknown[],
): [T | 'unreachable' | null, () => void] {
  const [told, setTold] = useState<T | 'unreachable' | null>(null);
  const [asked, setAsked] = useState(0);
  const again = () => setAsked((count) => count + 1);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    void ask().then((answer) => {
      if (!wanted) return;
      setTold((before) => (answer === 'unreachable' && before !== null ? before : answer));
      if (answer === 'unreachable') timer = window.setTimeout(again, askAgainMs);
    });
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [...changes, asked]);
  return [told, again];
}
