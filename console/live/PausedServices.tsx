/**
 * Services that give no numbers by a manager's hand, each given back by one press, and the way to pause one.
 */
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import { type Acts, saidAt } from './acting.ts';
import type { LiveParts, OnAct } from './Live.tsx';

interface PausedProps extends LiveParts {
  /** Null: it is only looked at. */
  readonly acts: Acts | null;
  readonly onAct: OnAct | null;
}

export function PausedServices({ view: { paused }, names, texts, acts, onAct }: PausedProps) {
  if (onAct === null && paused.length === 0) return null;
  return (
    <div class="live-pauses">
      <ul class="live-help" aria-live="polite">
        {paused.map((service) => {
          const known = names.services.find(({ id }) => id === service);
          const place = `service:${service}` as const;
          const said = acts && saidAt(acts, place, names);
          return (
            <li key={service}>
              <span class="live-bad">
                {texts.pausedService(known ? say(known.name, language.value) : service)}
              </span>
              {acts && (
                <button
                  type="button"
                  class="button live-act"
                  onClick={() => void acts.ask(place, { type: 'resume-service', service }, null)}
                >
                  {texts.resumeService}
                </button>
              )}
              {said && <p role="alert">{said}</p>}
            </li>
          );
        })}
      </ul>
      {onAct && (
        <button type="button" class="button live-act" onClick={() => onAct({ kind: 'pause' })}>
          {texts.pauseService}
        </button>
      )}
    </div>
  );
}
