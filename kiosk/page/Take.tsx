/**
 * The last question before a number: how many wait, which windows, and one large button.
 */
import type { KioskService } from '../../core/views/kiosk.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { KioskWords } from './texts/texts.ts';
import { mayRetry, type Trouble } from './visit.ts';
import './take.css';

export interface TakeProps {
  readonly service: KioskService | undefined;
  readonly windows: readonly string[];
  readonly asking: boolean;
  readonly trouble: Trouble | null;
  readonly words: KioskWords;
  readonly onTake: () => void;
}

export function Take({ service, windows, asking, trouble, words, onTake }: TakeProps) {
  const waiting = service?.waiting ?? 0;
  const counters = service?.counters ?? 0;
  const open = (service?.open ?? false) && (trouble === null || mayRetry(trouble));
  const word = trouble !== null && mayRetry(trouble) ? words.tryAgain : words.take;
  return (
    <div class="take">
      <dl class="facts">
        <div>
          <dt>{words.waitingNow}</dt>
          <dd class="fact-large figures">
            {waiting === 0 ? words.nobody : waiting}
            {waiting > 0 && <span class="fact-unit">{words.people(waiting)}</span>}
          </dd>
        </div>
        <div>
          <dt>{words.windows}</dt>
          <dd class="fact-windows figures">{words.windowList(windows)}</dd>
          <dd class="fact-note figures">
            {counters > 0 ? words.openNow(counters) : words.openLater}
          </dd>
        </div>
      </dl>
      <div class="take-act">
        {trouble !== null && <Notice kind="danger">{words.trouble[trouble]}</Notice>}
        {trouble === null && service?.open === false && (
          <Notice kind="danger">{words.trouble['service-closed']}</Notice>
        )}
        <Button kind="main" onPress={onTake} disabled={asking || !open}>
          {asking ? words.taking : word}
        </Button>
      </div>
    </div>
  );
}
