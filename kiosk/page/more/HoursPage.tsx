/**
 * When the hall is open: this day and the six after it, as the rules of the queue have them, with what
 * special dates are called.
 */
import type { KioskDay } from '../../../core/views/kiosk.ts';
import { say } from '../../../ui/texts.ts';
import { dayParts, minuteText } from '../days.ts';
import { Frame } from '../Frame.tsx';
import type { Known } from '../known.ts';
import { framed } from './MorePages.tsx';
import type { More } from './more.ts';
import { type MoreWords, moreTexts } from './texts/texts.ts';

export function HoursPage(props: Known & { readonly visit: More }) {
  const { names, view, language, today } = props;
  const words = moreTexts[language];
  return (
    <Frame
      {...framed(props, 'info')}
      title={words.hoursTitle}
      hint={say(names.hall.hours, language)}
    >
      {view.week.length === 0 ? (
        <p class="info-line">{words.allDay}</p>
      ) : (
        <table class="week">
          <tbody>
            {view.week.map((day) => (
              <tr key={day.date} class={day.date === today ? 'week-today' : ''}>
                <th scope="row">
                  {dayParts(day.date, language).join(' ')}
                  {day.name && <span class="week-name">{say(day.name, language)}</span>}
                </th>
                <td class="figures">
                  {bandsOf(day, words).map((line) => (
                    <span key={line} class="week-band">
                      {line}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Frame>
  );
}

/** Those for everybody as one line, and under it those for who has booked. */
export function bandsOf({ bands }: KioskDay, words: MoreWords): string[] {
  const everybody = joined(
    bands.filter(({ admits }) => admits === 'everybody'),
    words,
  );
  const booked = joined(
    bands.filter(({ admits }) => admits === 'booked'),
    words,
  );
  if (everybody === '' && booked === '') return [words.closedDay];
  return [everybody, booked && `${booked} ${words.bookedOnly}`].filter((line) => line !== '');
}

/** Bands that follow one another are one. */
function joined(bands: KioskDay['bands'], words: MoreWords): string {
  const whole: { from: number; to: number }[] = [];
  for (const { from, to } of bands) {
    const last = whole.at(-1);
    if (last && last.to === from) last.to = to;
    else whole.push({ from, to });
  }
  return whole.map(({ from, to }) => `${minuteText(from)}–${minuteText(to)}`).join(words.between);
}
