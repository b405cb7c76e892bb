/**
 * Follows what changes often and leads to something costly: the first change counts at once, what comes
 * within the time after it counts together when the time is over, and the last one is never lost.
 */
import { useEffect, useRef, useState } from 'preact/hooks';

/** `value`, but another one at most every `ms`. */
export function useSeldom<T>(value: T, ms: number): T {
  const [seen, setSeen] = useState(value);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (value === seen) return;
    const wait = Math.max(0, lastAt.current + ms - performance.now());
    const timer = window.setTimeout(() => {
      lastAt.current = performance.now();
      setSeen(value);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [value, seen, ms]);
  return seen;
}
