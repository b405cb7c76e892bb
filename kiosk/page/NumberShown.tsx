/**
 * The number, at once and as large as it goes; under it who is before one, where to go, and what the
 * paper does. The number is valid whatever the paper does.
 */
import { signal } from '@preact/signals';
import { Button } from '../../ui/components/button/Button.tsx';
import { Icon } from '../../ui/components/icon/Icon.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { TicketLabel } from '../../ui/components/ticket-label/TicketLabel.tsx';
import type { Language } from '../../ui/texts.ts';
import { emWidth } from '../../ui/widths.ts';
import type { SlipState } from './paper.ts';
import type { KioskWords } from './texts/texts.ts';
import type { NumberShown, Reprint } from './visit.ts';
import './number.css';

type Beside = Pick<typeof import('./own/OwnPages.tsx'), 'Code' | 'Texts'>;

/** What only some numbers have beside them; null until it was fetched. */
const beside = signal<Beside | null>(null);
let fetching = false;

function besideIf(wanted: boolean): Beside | null {
  if (wanted && beside.value === null && !fetching) {
    fetching = true;
    import('./own/OwnPages.tsx').then(
      (chunk) => {
        beside.value = chunk;
      },
      () => {
        fetching = false;
      },
    );
  }
  return wanted ? beside.value : null;
}

/** The label fills the width whatever its length: its width in em goes to the style. */
export function NumberHead({ label, title }: { label: string; title: string }) {
  return (
    <>
      <h1 class="number-title" tabIndex={-1}>
        {title}
      </h1>
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
  /** Where its code leads; null: phones cannot follow it. */
  readonly code: string | null;
  /** The hall texts who wishes it. */
  readonly texts: boolean;
  readonly language: Language;
  readonly onReprint: () => void;
  readonly onTextMe: () => void;
  readonly onDone: () => void;
}

export function NumberBody(props: NumberBodyProps) {
  const { service, number, windows, words, seconds, onDone } = props;
  const { range, how } = number;
  const own = besideIf(props.code !== null || props.texts);
  const Code = own?.Code;
  return (
    <div class="number">
      <div class={`number-facts ${props.code ? 'number-coded' : ''}`}>
        <div class="number-told">
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
        {props.code && Code && <Code address={props.code} language={props.language} />}
      </div>
      <Slip {...props} Texts={own?.Texts} />
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

interface SlipProps extends NumberBodyProps {
  readonly Texts: Beside['Texts'] | undefined;
}

function Slip({ slip, number, words, texts, language, Texts, onReprint, onTextMe }: SlipProps) {
  const { reprint, phone } = number;
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
      {(may || texts) && (
        <div class="slip-again">
          {may && reprint.is !== 'enough' && (
            <Button onPress={onReprint} disabled={reprint.is === 'asking'}>
              {reprint.is === 'asking' ? words.reprinting : words.reprint}
            </Button>
          )}
          {texts && Texts && <Texts {...{ phone, language }} onAsk={onTextMe} />}
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
