/**
 * An example of what a page shows after something was pressed on it. It is pressed as soon as it stands
 * there, which may be after an answer of the hub; the example is whole when all of it was.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Example } from '../shape.ts';

/** The example with the first of each of these (selectors) pressed, one after the other. */
export const pressed = (example: Example, presses: readonly string[]): Example =>
  function Pressed(shown) {
    return (
      <>
        {example(shown)}
        <Pressing presses={presses} />
      </>
    );
  };

function Pressing({ presses }: { readonly presses: readonly string[] }) {
  const [done, setDone] = useState(0);
  const next = presses[done];
  useEffect(() => {
    const press = (): void => {
      const found = document.querySelector<HTMLElement>(`#page ${next}`);
      if (next === undefined || !found) return;
      watch.disconnect();
      found.click();
      setDone(done + 1);
    };
    const watch = new MutationObserver(press);
    watch.observe(document.body, { childList: true, subtree: true, attributes: true });
    press();
    return () => watch.disconnect();
  }, [next]);
  return next === undefined ? null : <i hidden class="gallery-unpressed" />;
}
