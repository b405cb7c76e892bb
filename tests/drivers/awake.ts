/**
 * A stopwatch for promises like "named within 5 s" on real wires: it counts the time in which this
 * process had its turns. What a busy machine kept it waiting is no fault of the driver that is tried.
 */
const lookMs = 20;
/** A turn that comes later than this was kept waiting. */
const turnMsMax = 60;

/** Milliseconds since it was begun, without those in which nothing here could run; may be read often. */
export function stopwatch(): () => number {
  let passed = 0;
  let at = performance.now();
  const look = () => {
    const now = performance.now();
    passed += Math.min(now - at, turnMsMax);
    at = now;
  };
  setInterval(look, lookMs).unref();
  return () => {
    look();
    return passed;
  };
}
