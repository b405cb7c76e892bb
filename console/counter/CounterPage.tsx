/**
 * The page of a clerk at work: the ticket in hand, one big *next*, the other acts, who waits. Drawn
 * from one moment; it holds nothing itself.
 */

import type { At } from './at.ts';
import { ActMenu, Acts } from './parts/Acts.tsx';
import { OpenSheet } from './parts/Desk.tsx';
import { ItemMenu } from './parts/Errand.tsx';
import { Header, type Leaving } from './parts/Header.tsx';
import { HelpCalls } from './parts/HelpCalls.tsx';
import './counter.css';
import './narrow.css';
import { Held } from './parts/Held.tsx';
import { Next } from './parts/Next.tsx';
import { Printers } from './parts/Printers.tsx';
import { Missed, Parked, Postponed, RowMenu, UpNext } from './parts/Rows.tsx';
import { SlipScans } from './parts/Slips.tsx';
import { Hand } from './parts/Ticket.tsx';
import { TideLine } from './parts/TideLine.tsx';
import { Waiting } from './parts/Waiting.tsx';

export interface CounterPageProps {
  readonly at: At;
  readonly leaving: Leaving;
  readonly onMini: () => void;
  readonly miniBlocked: boolean;
}

export function CounterPage({ at, leaving, onMini, miniBlocked }: CounterPageProps) {
  return (
    <>
      <Header at={at} leaving={leaving} onMini={onMini} miniBlocked={miniBlocked} />
      <TideLine at={at} />
      <main class="counter">
        <Hand at={at} />
        <div class="counter-middle">
          <Next at={at} />
          <Acts at={at} />
          <Parked at={at} />
          <Missed at={at} />
          <Postponed at={at} />
        </div>
        <div class="counter-right">
          <UpNext at={at} />
          <Waiting at={at} />
        </div>
        <ActMenu at={at} />
        <RowMenu at={at} />
        <ItemMenu at={at} />
        <OpenSheet at={at} />
        <SlipScans at={at} />
      </main>
      <HelpCalls at={at} />
      <Held at={at} />
      <Printers at={at} />
    </>
  );
}
