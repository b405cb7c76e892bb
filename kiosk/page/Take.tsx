/**
 * The last question before a number: how many wait and about how long, which windows, and one large
 * button. What only some need stands beside it, quietly, and nobody has to answer it.
 */
import type { KioskService } from '../../core/views/kiosk.ts';
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { emWidth } from '../../ui/widths.ts';
import { mayRetry, type Trouble } from './taking.ts';
import type { KioskWords } from './texts/texts.ts';
import './take.css';

/** A row that opens a page of its own, with what was chosen there. */
export interface Beside {
  readonly key: string;
  readonly name: string;
  readonly chosen: string;
  readonly onPress: () => void;
}

export interface TakeProps {
  readonly service: KioskService | undefined;
  readonly windows: readonly string[];
  readonly beside: readonly Beside[];
  readonly asking: boolean;
  readonly trouble: Trouble | null;
  /** The hub is away: who waits, and for how long, nobody here knows. */
  readonly away: boolean;
  /** A page comes before the number: who one is. */
  readonly asksWho: boolean;
  readonly words: KioskWords;
  readonly onTake: () => void;
}

export function Take(props: TakeProps) {
  const { service, beside, asking, trouble, asksWho, words, onTake } = props;
  const open = (service?.open ?? false) && (trouble === null || mayRetry(trouble));
  const again = trouble !== null && mayRetry(trouble);
  const word = again ? words.tryAgain : asksWho ? words.nextWho : words.take;
  return (
    <div class="take">
      <Facts {...props} />
      {beside.length > 0 && (
        <div class="beside">
          {beside.map(({ key, name, chosen, onPress }) => (
            <button key={key} type="button" class="beside-row" disabled={asking} onClick={onPress}>
              <span class="beside-words">
                <span class="beside-name">{name}</span>
                {chosen && <span class="beside-chosen">{chosen}</span>}
              </span>
              <Icon name="forward" />
            </button>
          ))}
        </div>
      )}
      <div class="take-act">
        {trouble !== null && <Notice kind="danger">{words.trouble[trouble]}</Notice>}
        {trouble === null && service?.open === false && (
          <Notice kind="danger">{words.trouble[service.whyNot ?? 'service-closed']}</Notice>
        )}
        <Button kind="main" onPress={onTake} disabled={asking || !open}>
          {asking ? words.taking : word}
        </Button>
      </div>
    </div>
  );
}

/** A list of windows wider than this, in em, is set smaller. */
const listEm = 7;

function Facts({ service, windows, away, words }: TakeProps) {
  const waiting = service?.waiting ?? 0;
  const counters = service?.counters ?? 0;
  const range = service?.range ?? null;
  const list = words.windowList(windows);
  return (
    <dl class="facts">
      {away || (
        <div>
          <dt>{words.waitingNow}</dt>
          <dd class={`fact-large figures ${waiting === 0 ? 'fact-nobody' : ''}`}>
            {waiting === 0 ? words.nobody : waiting}
            {waiting > 0 && <span class="fact-unit">{words.people(waiting)}</span>}
          </dd>
          {range && (
            <dd class="fact-range figures">
              <span class="unseen">{words.rangeBefore} </span>
              {words.range(range.low, range.high)}
            </dd>
          )}
        </div>
      )}
      <div>
        <dt>{words.windows}</dt>
        <dd class={`fact-windows figures ${emWidth(list) > listEm ? 'fact-long' : ''}`}>{list}</dd>
        {away || (
          <dd class="fact-note figures">
            {counters > 0 ? words.openNow(counters) : words.openLater}
          </dd>
        )}
      </div>
    </dl>
  );
}
