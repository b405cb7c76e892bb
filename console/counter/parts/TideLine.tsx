/**
 * What the counter serves now and why, while the tide has turned it to other than the plan says.
 */
import { listIn } from '../ages.ts';
import type { At } from '../at.ts';
import './tide.css';

export function TideLine({ at }: { at: At }) {
  const { view, texts, language } = at;
  const { services, tide } = view.counter;
  if (tide === null) return null;
  const all = listIn(language, services.map(at.service));
  return (
    <section class="tide" aria-label={texts.tideNow}>
      <strong>{texts.tideNow}</strong>
      <span class="tide-services" title={all}>
        {all}
      </span>
      <span class="tide-why figures">{tideText(tide, at)}</span>
    </section>
  );
}

/** Why the counter's services changed, as a phrase. */
function tideText(tide: NonNullable<At['view']['counter']['tide']>, at: At): string {
  const { texts, names } = at;
  switch (tide.rule) {
    case 'by-hand':
      return texts.tideBecause['by-hand'](at.reasonIn(names.reasons.tide, tide.reason));
    case 'by-forecast':
      return texts.tideBecause['by-forecast'](at.service(tide.service), tide.minutes);
    case 'by-time':
    case 'plan':
      return texts.tideBecause[tide.rule];
  }
}
