/**
 * One quiet line at the foot: which kiosks' printers need a hand, so that whoever walks past can help.
 */
import { say } from '../../../ui/texts.ts';
import type { At } from '../at.ts';

export function Printers({ at }: { at: At }) {
  const { view, texts, names, language } = at;
  const nameOf = (id: string): string => {
    const kiosk = names.kiosks.find((one) => one.id === id);
    return kiosk ? say(kiosk.name, language) : id;
  };
  if (view.printers.length === 0) return null;
  return (
    <footer class="printers">
      <strong>{texts.printers}</strong>
      <ul>
        {view.printers.map(({ kiosk, state }) =>
          state === 'ready' ? null : (
            <li key={kiosk}>
              {nameOf(kiosk)} {texts.printerState[state]}
            </li>
          ),
        )}
      </ul>
    </footer>
  );
}
