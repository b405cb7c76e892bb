/**
 * After a restore: numbers that may have been given in the time that is lost are passed over, and the
 * hall's people are told of that time by an alarm (SPEC NUM-7).
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { Log } from '../../../log/log.ts';
import { calendarOf } from '../../hall/calendar.ts';
import { type Clock, type Dice, freshId } from '../../hall/clock.ts';
import { Keeper, type Settled } from '../../hall/keeper.ts';
import { lostSubject } from '../../house/alarms.ts';
import { SettingsError } from '../../settings.ts';
import type { Tables } from '../../tables.ts';

/** More than any hall gives of one prefix between two backups of a night and a restore by noon. */
export const numbersPassedOver = 200;

/** From when until when the log tells nothing; epoch ms. */
export interface Lost {
  readonly from: number;
  readonly until: number;
}

export interface PassingParts {
  readonly log: Log;
  readonly tables: Pick<Tables, 'alarms'>;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly dice: Dice;
}

/**
 * Passes over the numbers and raises the alarm. A log before its first day gets its day opened first.
 * Fails: `LogFailure`, `HouseFailure`, `SettingsError` when the keeper could not write.
 */
export async function passOver(parts: PassingParts, lost: Lost): Promise<void> {
  const { log, tables, configuration, clock, dice } = parts;
  const { hall, timeZone } = configuration;
  const complaints: unknown[] = [];
  const keeper = Keeper.start({
    ...{ hall, log, clock, dice, calendar: calendarOf(timeZone) },
    complain: (_what, error) => complaints.push(error),
  });
  try {
    const by = { kind: 'hub', id: 'restored' } as const;
    const requestId = freshId(dice);
    const skip = { type: 'skip-labels', count: numbersPassedOver, lost } as const;
    let settled: Settled = await keeper.submit({ command: skip, by, requestId });
    if ('refused' in settled && settled.refused === 'hall-closed') {
      const command = { type: 'open-day', configuration } as const;
      await keeper.submit({ command, by, requestId: freshId(dice) });
      settled = await keeper.submit({ command: skip, by, requestId });
    }
    if (!('ok' in settled)) {
      const why = complaints.at(-1);
      const said = why instanceof Error ? why.message : JSON.stringify(settled);
      throw new SettingsError(`the numbers could not be passed over: ${said}`);
    }
  } finally {
    keeper.close();
  }
  const alarm = { subject: lostSubject(lost), devices: [], fault: 'restored', times: 1 };
  await tables.alarms.raise(hall, alarm, 0);
}
