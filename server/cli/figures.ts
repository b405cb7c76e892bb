/**
 * `jinghao figures rebuild`: makes the figures of the hall again from its log. A running hub may go on;
 * its reports are not whole until this has ended.
 */
import { rebuildFigures } from '../figures/follow.ts';
import { calendarOf } from '../hall/calendar.ts';
import { machineClock, machineDice } from '../hall/clock.ts';
import { openTables } from '../tables.ts';
import { openReadLog } from './recorded.ts';
import type { Teller, TellerParts } from './tellers.ts';

export const figuresTeller = {
  usage: 'figures rebuild',
  about: 'makes all figures of the hall again from its log; reports are not whole meanwhile',
  run: async (
    { settings, configuration }: Pick<TellerParts, 'settings' | 'configuration'>,
    words: readonly string[],
  ) => {
    if (words.join(' ') !== 'rebuild') return { ok: false, lines: ['figures: rebuild'] };
    const log = await openReadLog(settings);
    try {
      const tables = await openTables(settings, machineClock, machineDice);
      try {
        const { hall, timeZone } = configuration;
        const events = await rebuildFigures({
          ...{ hall, log, figures: tables.figures, clock: machineClock },
          calendar: calendarOf(timeZone),
        });
        return { ok: true, lines: [`${events} events`] };
      } finally {
        await tables.close();
      }
    } finally {
      await log.close();
    }
  },
} satisfies Teller;
