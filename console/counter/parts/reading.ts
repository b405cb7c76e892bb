/**
 * The counter's reader and scanner, for the parts of the page that have use for them. Each call hears
 * for as long as its part stands there, and the newest thing that the part wants is what is done.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CardTold } from '../../../core/wire/card.ts';
import type { CardSaid } from '../../../ui/card.ts';
import { listenToScans } from '../../../ui/wedge.ts';
import type { At } from '../at.ts';

/** A console has no stand-in for its hub that could say so. */
export type ReaderSaid = Exclude<CardSaid, 'hub-away'>;

/** Waits for one card after the other while `waits`; what is told of the reader. */
export function useCards(
  { awaitCard }: Pick<At, 'awaitCard'>,
  waits: boolean,
  onCard: (card: CardTold) => void,
): ReaderSaid {
  const newest = useRef(onCard);
  newest.current = onCard;
  const [said, setSaid] = useState<ReaderSaid>('none');
  /** Moves with every card: the next one is another wish. */
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!waits) {
      setSaid('none');
      return undefined;
    }
    return awaitCard({
      onSaid: (now) => setSaid(now === 'hub-away' ? 'none' : now),
      onCard: (card) => {
        setRound(round + 1);
        newest.current(card);
      },
    });
  }, [waits, round]);
  return said;
}

/** Hears scanners that type and the one on a line; `onScan` says whether the scan is taken. */
export function useScans(
  { hearScans }: Pick<At, 'hearScans'>,
  onScan: (text: string) => boolean,
): void {
  const newest = useRef(onScan);
  newest.current = onScan;
  // With the form itself, not after it is painted: of a scan that comes at once half would be lost.
  useLayoutEffect(() => {
    const told = (text: string) => newest.current(text);
    const ends = [listenToScans(document, told), hearScans(told)];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}
