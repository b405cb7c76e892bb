/** Waiting for what must come, with a bound and a sentence for when it does not. */

/** Resolves when `isSo` holds, looked at after every event that `onEvent` announces. */
export async function until(
  what: string,
  isSo: () => boolean,
  onEvent: (look: () => void) => () => void,
  withinMs = 50_000,
): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      end();
      reject(new Error(`not within ${withinMs} ms: ${what}`));
    }, withinMs);
    const end = onEvent(() => {
      if (!isSo()) return;
      clearTimeout(timer);
      end();
      resolve();
    });
  });
}
