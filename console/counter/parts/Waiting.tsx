/**
 * Right: who waits in the hall, by service; what this counter serves first, the rest quietly below.
 */
import type { CounterView } from '../../../core/views/counter.ts';
import { ageText } from '../ages.ts';
import type { At } from '../at.ts';
import './waiting.css';

type Line = CounterView['waiting'][number];

export function Waiting({ at }: { at: At }) {
  const { view, texts } = at;
  const mine = view.waiting.filter((line) => line.mine);
  const others = view.waiting.filter((line) => !line.mine);
  const all = view.waiting.reduce((sum, line) => sum + line.count, 0);
  return (
    <div class="panel waiting">
      <h2 id="waiting-title">
        {texts.waiting} <span class="count figures">{texts.people(all)}</span>
      </h2>
      {all === 0 && <p class="rows-none">{texts.waitingNobody}</p>}
      {all > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
        <section class="waiting-scroll figures" tabIndex={0} aria-labelledby="waiting-title">
          <Lines name={texts.mine} lines={mine} at={at} />
          <Lines name={texts.otherServices} lines={others} at={at} />
        </section>
      )}
    </div>
  );
}

function Lines({ name, lines, at }: { name: string; lines: readonly Line[]; at: At }) {
  if (lines.length === 0) return null;
  const { texts, now } = at;
  const sum = lines.reduce((total, line) => total + line.count, 0);
  return (
    <table class={lines[0]?.mine ? 'waiting-table' : 'waiting-table waiting-others'}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{texts.people(sum)}</th>
          <th scope="col">{texts.oldest}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.service}>
            <th scope="row">
              <span class="waiting-service" title={at.service(line.service)}>
                {at.service(line.service)}
              </span>
            </th>
            <td>{line.count}</td>
            <td>{line.oldestAt === null ? '' : ageText(line.oldestAt, now, texts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
