/**
 * Loaded into a hub's process before anything else (`node --import`): its wall clock is another than the
 * machine's by `MOVED_CLOCK_MS`, and goes on by four minutes at SIGUSR2, which a hub believes at once
 * (server/hall/clock-guard.ts). So a test need not run at midnight to see one.
 */
const movedOnMs = 4 * 60_000;

const machineNow = Date.now;
let movedMs = Number(process.env.MOVED_CLOCK_MS);
Date.now = () => machineNow() + movedMs;
process.on('SIGUSR2', () => {
  movedMs += movedOnMs;
});
