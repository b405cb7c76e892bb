/**
 * Which alarms managers are told of by text: what stays out of order and nobody has seen to, and sooner, at
 * any hour, what keeps the whole hall from giving paper or has cost records. Pure.
 */
import { type Fault, isNotice } from '../devices/alarm-rules.ts';
import { type Alarm, isOfDeed } from '../house/alarms.ts';

const minuteMs = 60_000;
/** So long it stands before anybody is texted: most is put right by whoever stands beside it. */
export const alarmAfterMs = { alarm: 15 * minuteMs, 'grave-alarm': 3 * minuteMs } as const;
/** Nothing can be given, or soon nothing can, whoever stands beside a device. */
const graveFaults: readonly string[] = ['disk-full', 'tables-away', 'log-away'];
/** What is older is told by the page of devices: a hub that was down for a day says nothing old. */
const tellWithinMs = 12 * 60 * minuteMs;

export type AlarmKind = keyof typeof alarmAfterMs;

export interface AlarmDue {
  readonly alarm: Alarm;
  readonly kind: AlarmKind;
}

/** Of those that stand, whom to tell of now; `printers`: the devices that print in this hall. */
export function alarmsDue(
  open: readonly Alarm[],
  printers: readonly string[],
  now: number,
): AlarmDue[] {
  const faults = open.filter(({ fault }) => !isNotice(fault as Fault));
  const ill = new Set(faults.flatMap(({ devices }) => devices));
  const noPaper = printers.length > 0 && printers.every((id) => ill.has(id));
  return faults.flatMap((alarm) => {
    const stops = noPaper && alarm.devices.some((id) => printers.includes(id));
    const lost = isOfDeed(alarm.subject);
    const kind: AlarmKind =
      stops || lost || graveFaults.includes(alarm.fault) ? 'grave-alarm' : 'alarm';
    const stood = now - alarm.raisedAt;
    const due = lost || stood >= alarmAfterMs[kind];
    // Whoever has taken notice looks after it.
    return alarm.acknowledgedAt === null && due && stood < tellWithinMs ? [{ alarm, kind }] : [];
  });
}
