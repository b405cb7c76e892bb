/**
 * One act at a time on a part of the page, and what came of the last one.
 */
import { useState } from 'preact/hooks';
import type { HouseTexts } from './texts/index.ts';
import type { Done } from './told.ts';

export interface Doing {
  readonly busy: boolean;
  /** A sentence; null: nothing went wrong. */
  readonly trouble: string | null;
  /** Resolves to whether it was done. */
  readonly run: (act: () => Promise<Done>) => Promise<boolean>;
  readonly say: (trouble: string | null) => void;
}

export function useDoing(texts: HouseTexts, onChange: () => void): Doing {
  const [busy, setBusy] = useState(false);
  const [trouble, say] = useState<string | null>(null);
  const run = async (act: () => Promise<Done>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    const done = await act();
    setBusy(false);
    if (done === 'done') say(null);
    else say(done === 'unreachable' ? texts.unreachable : texts.refused(done.refused));
    onChange();
    return done === 'done';
  };
  return { busy, trouble, run, say };
}
