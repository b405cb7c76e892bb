/**
 * The storm: hubs that die, a log and tables that are away, lines that break. It blows while the world
 * says so, as hard as the day's weather has it.
 */
import type { People } from './people.ts';
import type { World } from './world.ts';

export function blow(world: World, people: People): void {
  const { chance, weather, time } = world;
  const now = (meanMs: number | null, act: () => void) => {
    if (meanMs === null) return;
    const next = () => {
      time.after(chance.whole(meanMs / 3, meanMs * 2), () => {
        if (world.storm) act();
        next();
      });
    };
    next();
  };
  now(weather.awayMs, () => {
    if (world.apart.hit(0.2)) world.away?.die();
    else world.away?.cutOff(people.kiosks.at(-1));
  });
  now(weather.crashMs, () => world.crash(chance.pick(world.hubs), chance.whole(100, 4_000)));
  now(weather.logAwayMs, () => {
    const ms = chance.hit(0.4) ? chance.whole(4_000, 9_000) : chance.whole(50, 3_000);
    if (world.logAway <= time.now) world.logAwaySince = time.now;
    world.logAway = Math.max(world.logAway, time.now + ms);
    world.trace(`the log is away until ${world.logAway / 1_000}`);
  });
  now(weather.tablesAwayMs, () => {
    world.tablesAway = time.now + chance.whole(50, 5_000);
    world.trace(`the tables are away until ${world.tablesAway / 1_000}`);
  });
  now(weather.deviceMs, () => world.devices.trouble());
  now(weather.lineBreaksMs, () => {
    // All at once (a switch), or one.
    const broken = chance.hit(0.1) ? people.lines : [chance.pick(people.lines)];
    for (const line of broken) line.break(chance.hit(0.5) ? 0 : chance.whole(0, 15_000));
  });
}
