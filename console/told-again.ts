/**
 * What a page is told by the hub, asked again when something has changed (asked-again.ts).
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { AskedAgain } from './asked-again.ts';

const timers = {
  setTimeout: (act: () => void, ms: number) => window.setTimeout(act, ms),
  clearTimeout: (handle: number) => window.clearTimeout(handle),
};

/**
 * What the hub tells. `about`: what is asked; whenever one of these is another one it is asked at once,
 * and answers to the question before are not shown. `changes`: whenever one of these is another one the
 * answer may be, too. It is asked as well when the returned function is called, and again and again while
 * the hub cannot be reached. Null before the first answer; what is shown stays meanwhile: the mark of age
 * says how old it is.
 */
export function useTold<T>(
  ask: () => Promise<T | 'unreachable'>,
  about: readonly unknown[],
  changes: readonly unknown[] = [],
): [T | 'unreachable' | null, () => void] {
  const [told, setTold] = useState<T | 'unreachable' | null>(null);
  const latest = useRef(ask);
  latest.current = ask;
  const asked = useRef<AskedAgain<T> | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    const show = (answer: T | 'unreachable') =>
      setTold((before) => (answer === 'unreachable' && before !== null ? before : answer));
    const one = new AskedAgain(() => latest.current(), show, timers);
    asked.current = one;
    one.now();
    return () => one.end();
  }, about);
  useEffect(() => {
    if (begun.current) asked.current?.changed();
    begun.current = true;
  }, changes);
  return [told, () => asked.current?.now()];
}
