/**
 * Keeps a touchscreen a kiosk: no menu on a long press, no dragging, no selection, no zoom by fingers,
 * wheel or keys. (kiosk.css says the same where a browser listens to styles.)
 */

/** Holds for as long as the page is open. */
export function guardTouches(): void {
  const forbid = (happening: globalThis.Event) => happening.preventDefault();
  for (const name of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart']) {
    document.addEventListener(name, forbid);
  }
  const loud = { passive: false };
  document.addEventListener('wheel', (wheel) => wheel.ctrlKey && wheel.preventDefault(), loud);
  document.addEventListener(
    'touchmove',
    (touch) => touch.touches.length > 1 && touch.preventDefault(),
    loud,
  );
  document.addEventListener('keydown', (key) => {
    if (key.ctrlKey && ['+', '-', '=', '0'].includes(key.key)) key.preventDefault();
  });
}
