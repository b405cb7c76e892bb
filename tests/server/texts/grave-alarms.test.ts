/**
 * Of which alarms managers are told by text, and when: what nobody has seen to, and at once what stops a hall.
 */
import { describe, expect, it } from 'vitest';
import { type Alarm, lostSubject } from '../../../server/house/alarms.ts';
import { alarmAfterMs, alarmsDue } from '../../../server/texts/grave-alarms.ts';

const minuteMs = 60_000;
const raisedAt = 1_000_000;
const [door, other] = ['printer@door', 'printer@other'];

const alarm = (subject: string, more: Partial<Alarm> = {}): Alarm => ({
  ...{ id: subject, subject, devices: [subject], fault: 'paper-out', raisedAt, lastAt: raisedAt },
  ...{ times: 1, clearedAt: null, acknowledgedBy: null, acknowledgedAt: null, ...more },
});

const due = (open: readonly Alarm[], afterMs: number, printers = [door, other] as string[]) =>
  alarmsDue(open, printers, raisedAt + afterMs).map(({ alarm: { id }, kind }) => `${kind} ${id}`);

describe('an alarm', () => {
  it('is told when it has stood for a quarter of an hour, and not before', () => {
    const open = [alarm(door)];
    expect(due(open, alarmAfterMs.alarm - 1)).toEqual([]);
    expect(due(open, alarmAfterMs.alarm)).toEqual([`alarm ${door}`]);
  });

  it('is not told once somebody has seen it, nor when it still works, nor when it is half a day old', () => {
    const long = 20 * minuteMs;
    expect(due([alarm(door, { acknowledgedAt: raisedAt })], long)).toEqual([]);
    expect(due([alarm(door, { fault: 'paper-low' })], long)).toEqual([]);
    expect(due([alarm(door)], 12 * 60 * minuteMs)).toEqual([]);
  });
});

describe('a grave alarm', () => {
  it('is of a disk that is nearly full and of a database that is away; little room is an alarm', () => {
    const soon = alarmAfterMs['grave-alarm'];
    const own = (subject: string, fault: string) => alarm(subject, { devices: [], fault });
    expect(due([own('disk', 'disk-full')], soon)).toEqual(['grave-alarm disk']);
    expect(due([own('tables', 'tables-away')], soon)).toEqual(['grave-alarm tables']);
    expect(due([own('log', 'log-away')], soon)).toEqual(['grave-alarm log']);
    expect(due([own('disk', 'disk-low')], soon)).toEqual([]);
    expect(due([own('disk', 'disk-low')], alarmAfterMs.alarm)).toEqual(['alarm disk']);
  });

  it('is of the only printer, or of all of them', () => {
    const soon = alarmAfterMs['grave-alarm'];
    expect(due([alarm(door)], soon, [door])).toEqual([`grave-alarm ${door}`]);
    expect(due([alarm(door)], soon - 1, [door])).toEqual([]);
    expect(due([alarm(door)], soon)).toEqual([]);
    expect(due([alarm(door), alarm(other)], soon)).toHaveLength(2);
    // One that still prints is enough.
    expect(due([alarm(door), alarm(other, { fault: 'paper-low' })], soon)).toEqual([]);
    // Somebody looks after one of them: of the other it is told.
    const seen = alarm(other, { acknowledgedAt: raisedAt });
    expect(due([alarm(door), seen], soon)).toEqual([`grave-alarm ${door}`]);
  });

  it('is of a PC that takes all printers with it, and not of what prints nothing', () => {
    const soon = alarmAfterMs['grave-alarm'];
    const pc = alarm('agent:entrance', { devices: [door, other, 'reader@door'], fault: 'away' });
    const pad = alarm('pad@counter-1', { fault: 'silent' });
    expect(due([pc, pad], soon)).toEqual(['grave-alarm agent:entrance']);
    expect(due([pad], soon, [])).toEqual([]);
  });

  it('is of a restore at once', () => {
    const lost = alarm(lostSubject({ from: 1, until: 2 }), { devices: [], fault: 'restored' });
    expect(due([lost], 0)).toEqual([`grave-alarm ${lost.id}`]);
  });
});
