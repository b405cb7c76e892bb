/**
 * The number, at once and as large as it goes; under it who is before one, where to go, and what the
 * paper does. The number is valid whatever the paper does.
 */
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import { emWidth } from '../../ui/widths.ts';
import type { SlipState } from './paper.ts';
import type { KioskWords } from './texts/texts.ts';
import type { NumberShown, Reprint } from './visit.ts';
import './number.css';

/** The label fills the width whatever its length: its width in em goes to the style. */
export function NumberHead({ label, title }: { label: string; title: string }) {
  return (
    <>
      <h1 class="number-title">{title}</h1>
      <p class="number-label" style={{ '--em': Math.max(2.55, emWidth(label)) }}>
        <TicketLabel label={label} />
      </p>
    </>
  );
}

export interface NumberBodyProps {
  /** Empty where it is not known here. */
  readonly service: string;
  readonly number: NumberShown;
  readonly windows: readonly string[];
  readonly slip: SlipState;
  readonly seconds: number;
  readonly words: KioskWords;
  readonly onReprint: () => void;
  readonly onDone: () => void;
}

export function NumberBody(props: NumberBodyProps) {
  const { service, number, windows, words, seconds, onDone } = props;
  const { range, how } = number;
  return (
    <div class="number">
      <div class="number-facts">
        {service && <p class="number-service">{service}</p>}
        <Ahead {...props} />
        {range && (
          <p class="number-range figures">
            {words.rangeBefore} <strong>{words.range(range.low, range.high)}</strong>
          </p>
        )}
        <p class="number-where figures">{words.goTo(windows)}</p>
        {how === 'late' && <p class="number-late">{words.lateTitle}</p>}
      </div>
      <Slip {...props} />
      <div class="number-done">
        <Button kind="main" onPress={onDone}>
          {words.done}
        </Button>
        <p class="number-leaves figures" role="timer" aria-live="off">
          {words.leavesIn(seconds)} · {words.touchToStay}
        </p>
      </div>
    </div>
  );
}

function Ahead({ number: { ahead, how }, words }: NumberBodyProps) {
  if (how === 'away') return <p class="number-ahead">{words.standIn.queued}</p>;
  if (ahead === null) return <p class="number-ahead">{words.already}</p>;
  return (
    <p class="number-ahead figures">
      {ahead === 0 ? (
        words.aheadNobody
      ) : (
        <>
          {words.aheadBefore} <strong class="number-count">{ahead}</strong>{' '}
          {words.aheadAfter(ahead)}
        </>
      )}
    </p>
  );
}

function Slip({ slip, number: { reprint }, words, onReprint }: NumberBodyProps) {
  const may = slip === 'noted' || slip === 'had';
  const done = slip === 'printed' || slip === 'reprinted';
  return (
    <div class="slip">
      <Notice kind={done ? 'done' : 'tell'}>
        <span class="slip-state">
          <Icon name={done ? 'check' : slip === 'noted' ? 'warning' : 'paper'} />
          <span>{words.slip[slip]}</span>
        </span>
      </Notice>
      {may && (
        <div class="slip-again">
          {reprint.is !== 'enough' && (
            <Button onPress={onReprint} disabled={reprint.is === 'asking'}>
              {reprint.is === 'asking' ? words.reprinting : words.reprint}
            </Button>
          )}
          <p role="status">{reprintWords(reprint, words)}</p>
        </div>
      )}
    </div>
  );
}

function reprintWords({ is }: Reprint, words: KioskWords): string {
  switch (is) {
    case 'ordered':
      return words.reprintOrdered;
    case 'enough':
      return words.reprintEnough;
    case 'failed':
      return words.reprintFailed;
    case 'not-asked':
    case 'asking':
      return '';
  }
}
