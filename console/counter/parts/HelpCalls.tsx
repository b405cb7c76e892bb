/**
 * Calls for help at the kiosks, oldest first, in one strip at the foot: quiet while somebody goes,
 * marked when nobody came. It is there only while there are any.
 */
import { ageText } from '../ages.ts';
import type { At } from '../at.ts';
import { onHelp } from '../press.ts';
import { keepFocus } from './ActButton.tsx';
import './help.css';

type Call = At['view']['helpCalls'][number];

export function HelpCalls({ at }: { at: At }) {
  return (
    // Always there, so that the first call is told to those who hear the page too.
    <div class="help-live" aria-live="polite">
      {at.view.helpCalls.length > 0 && <Strip at={at} />}
    </div>
  );
}

function Strip({ at: { view, texts }, at }: { at: At }) {
  return (
    <section class="help figures" aria-label={texts.help}>
      <strong>{texts.help}</strong>
      <ul>
        {view.helpCalls.map((call) => (
          <HelpLine key={call.id} call={call} at={at} />
        ))}
      </ul>
    </section>
  );
}

function HelpLine({ call, at }: { call: Call; at: At }) {
  const { texts, now } = at;
  const taken = call.state === 'accepted';
  const sentence = at.sentence(`help:${call.id}`);
  return (
    <li class={`help-call help-${call.state}`}>
      <span>
        {at.kiosk(call.kiosk)} · <span aria-live="off">{ageText(call.at, now, texts)}</span>
      </span>
      {call.state === 'unanswered' && <em class="help-mark">{texts.helpUnanswered}</em>}
      {taken && <span class="help-taken">{texts.helpAccepted}</span>}
      {sentence && <span class="help-said">{sentence}</span>}
      <button
        type="button"
        class="row-act"
        onMouseDown={keepFocus}
        onClick={() => onHelp(taken ? 'finish-help' : 'accept-help', call.id, at)}
      >
        {taken ? texts.helpDone : texts.helpAccept}
        <span class="unseen"> {at.kiosk(call.kiosk)}</span>
      </button>
    </li>
  );
}

/** Calls that nobody has taken up yet. */
export const helpWanted = ({ view }: Pick<At, 'view'>): readonly Call[] =>
  view.helpCalls.filter(({ state }) => state !== 'accepted');
