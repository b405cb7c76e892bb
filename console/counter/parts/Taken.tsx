/**
 * What a number that a clerk has taken needs besides: where its slip is printed, and the page that
 * shows it, large enough to be read over the counter and copied by hand.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TicketLabel } from '../../../ui/components/ticket-label/TicketLabel.tsx';
import { recall, remember } from '../../remembered.ts';
import type { At } from '../at.ts';
import type { Done } from '../deeds.ts';
import { closeSheet, Pick } from './Sheet.tsx';

const printKey = 'jinghao.slip-kiosk';

/** The kiosk that printed the last slip taken on this computer; empty for none. */
export const usualPrinter = ({ names }: At): string => {
  const usual = recall(printKey);
  return names.kiosks.find(({ id }) => id === usual)?.id ?? '';
};

interface SlipProps {
  readonly at: At;
  readonly kiosk: string;
  readonly onKiosk: (kiosk: string) => void;
}

export function SlipChoice({ at, kiosk, onKiosk }: SlipProps) {
  const { names, texts } = at;
  const choices = names.kiosks.map(({ id }) => ({ id, name: texts.takePrintAt(at.kiosk(id)) }));
  if (choices.length === 0) return null;
  return (
    <Pick
      name={texts.takePrint}
      value={kiosk}
      none={texts.takeNoPrint}
      groups={[{ title: texts.takePrint, choices }]}
      onPick={(chosen) => {
        remember(printKey, chosen);
        onKiosk(chosen);
      }}
    />
  );
}

interface AgainProps {
  readonly at: At;
  readonly name: string;
  readonly act: () => void;
}

/** Another of the same, or close. */
export function Again({ at, name, act }: AgainProps) {
  const close = useRef<HTMLButtonElement>(null);
  // Whoever took it by keys goes on by keys.
  useLayoutEffect(() => close.current?.focus(), []);
  return (
    <div class="sheet-foot">
      <button type="button" class="button button-plain" onClick={act}>
        {name}
      </button>
      <button ref={close} type="button" class="button button-main" onClick={closeSheet}>
        {at.texts.close}
      </button>
    </div>
  );
}

interface TakenProps {
  readonly at: At;
  readonly done: Done;
  readonly again: { readonly name: string; readonly act: () => void };
}

export function Taken({ at, done, again }: TakenProps) {
  const { texts } = at;
  const label = done.label ?? '';
  return (
    <>
      <p class="sheet-taken figures" role="status">
        <strong>
          <TicketLabel label={label} />
        </strong>
        {done.ahead === null ? texts.checkedIn(label) : texts.takenAs(label, done.ahead)}
      </p>
      <Again at={at} {...again} />
    </>
  );
}
