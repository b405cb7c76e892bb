/**
 * Calls for help from kiosks, each taken up and ended by one press.
 */
import { say } from '../../ui/texts.ts';
import { minutesBetween } from '../../ui/times.ts';
import { language } from '../language.ts';
import { type Acts, saidAt } from './acting.ts';
import type { LiveParts } from './Live.tsx';

export function Help({ view, names, now, texts, acts }: LiveParts & { readonly acts: Acts }) {
  return (
    // Always there, so that the first call is told to those who hear the page too.
    <ul class="live-help" aria-live="polite">
      {view.helpCalls.map(({ id, kiosk, at, state }) => {
        const named = names.kiosks.find((one) => one.id === kiosk);
        const taken = state === 'accepted';
        const place = `help:${id}` as const;
        const said = saidAt(acts, place, names);
        const name = named ? say(named.name, language.value) : kiosk;
        return (
          <li key={id}>
            <span class={taken ? undefined : 'live-bad'}>
              {texts.helpAt(name, minutesBetween(at, now))} {taken && texts.helpTaken}
            </span>
            <button
              type="button"
              class="button live-act"
              onClick={() =>
                void acts.ask(
                  place,
                  { type: taken ? 'finish-help' : 'accept-help', call: id },
                  null,
                )
              }
            >
              {taken ? texts.helpDone : texts.helpAccept}
            </button>
            {said && <p role="alert">{said}</p>}
          </li>
        );
      })}
    </ul>
  );
}
