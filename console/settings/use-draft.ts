/**
 * What is being edited: a version with changes that are not saved yet, checked by the hub a moment after
 * the last key. It is remembered on this computer until it is saved or dropped, so that nothing is lost
 * when the page is closed, and holds no persons' data (settings have none).
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import { recall, remember } from '../remembered.ts';
import type { Plain, Steps } from './form.ts';
import { withAt } from './form.ts';
import { askVersion, type CheckedTold, check, type TextTold } from './told.ts';

const checkAfterMs = 250;
const againMs = 2_000;

/** Changes of a version: its number, and the value as it is now; or a text that was typed or imported. */
interface Kept {
  readonly of: number;
  readonly value: Plain;
  readonly text: string | null;
  readonly imported: boolean;
}

export interface Drafted {
  /** Null until the hub has told the version. */
  readonly from: TextTold | null;
  readonly value: Plain;
  /** A text that stands instead of the value, as long as it is no sound YAML. */
  readonly text: string | null;
  readonly imported: boolean;
  readonly changed: boolean;
  /** What the hub says of it as it is; null while it is asked. */
  readonly checked: CheckedTold | null;
  readonly unreachable: boolean;
  change(path: Steps, value: Plain | undefined): void;
  takeText(text: string, imported: boolean): void;
  /** Goes on from another version, with this value where one is given. */
  goOnFrom(version: number, value?: Plain): void;
}

const keyOf = (hall: string): string => `jinghao.settings.${hall}`;

function recalled(hall: string): Kept | null {
  try {
    const kept = JSON.parse(recall(keyOf(hall)) ?? 'null') as Kept | null;
    return kept && typeof kept.of === 'number' && kept.value !== undefined ? kept : null;
  } catch {
    return null;
  }
}

export function useDraft(hall: string, latest: number): Drafted {
  const [kept, setKept] = useState<Kept | null>(() => recalled(hall));
  const [base, setBase] = useState(kept?.of ?? latest);
  const [from, setFrom] = useState<TextTold | null>(null);
  const [checked, setChecked] = useState<CheckedTold | null>(null);
  const [unreachable, setUnreachable] = useState(false);
  const turn = useRef(0);

  const put = (next: Kept | null): void => {
    setKept(next);
    setChecked(null);
    remember(keyOf(hall), JSON.stringify(next));
  };
  // Whoever changes nothing goes on with what somebody else has saved.
  useEffect(() => {
    if (kept === null && latest !== base) setBase(latest);
  }, [latest, kept, base]);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const told = await askVersion(hall, base);
      if (!wanted) return;
      if (typeof told === 'string') timer = window.setTimeout(() => void ask(), againMs);
      else setFrom(told);
    };
    void ask();
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [hall, base]);
  const ready = from?.number === base ? from : null;
  const text = kept?.text ?? null;
  const value = kept?.value ?? ready?.value ?? null;
  useEffect(() => {
    if (ready === null) return;
    turn.current += 1;
    const mine = turn.current;
    const ask = async (): Promise<void> => {
      const settings = text === null ? { value, of: base } : { text };
      const told = await check(hall, settings, base);
      if (mine !== turn.current) return;
      setUnreachable(typeof told === 'string');
      if (typeof told === 'string') timer = window.setTimeout(() => void ask(), againMs);
      else setChecked(told);
    };
    let timer = window.setTimeout(() => void ask(), kept === null ? 0 : checkAfterMs);
    return () => window.clearTimeout(timer);
  }, [hall, base, ready, kept]);

  return {
    ...{ from: ready, value, text, checked, unreachable },
    imported: kept?.imported ?? false,
    changed: kept !== null,
    change: (path, other) =>
      put({
        ...{ of: base, text: null, imported: kept?.imported ?? false },
        value: withAt(text === null ? value : (checked?.value ?? value), path, other),
      }),
    takeText: (typed, imported) => put({ of: base, value, text: typed, imported }),
    goOnFrom: (version, other) => {
      put(other === undefined ? null : { of: version, value: other, text: null, imported: false });
      setBase(version);
    },
  };
}
