/**
 * The hall's devices for managers, technicians and other systems: how each is, what is due, what was
 * repaired; a trial of each kind. It tells of cards and codes only that one was seen.
 */
import { z } from 'zod';
import { TRIAL_TEXT_MAX } from '../../devices/trials.ts';
import { REPAIR_WORDS_MAX, repairKinds } from '../../house/repairs.ts';
import { byText, doing, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';
import { alarmShape, deviceShape, repairShape, triedShape } from './device-shapes.ts';
import { time } from './shapes.ts';

const repairBody = z.strictObject({
  kind: z.enum(repairKinds),
  words: z
    .string()
    .min(1)
    .max(REPAIR_WORDS_MAX)
    .meta({ description: 'What was wrong and what was done; no names of persons.' }),
  at: z.int().min(0).optional().meta({ description: 'Epoch milliseconds; now when left out.' }),
});

const trialBody = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(TRIAL_TEXT_MAX)
    .optional()
    .meta({ description: 'What a strip is to show.' }),
});

const told = { tag: 'devices', access: 'manager', limit: 'session' } as const;

export const deviceOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  show(parts),
  trial(parts),
  repairs(parts),
  addRepair(parts),
];

function list({ devices, clock }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/devices',
      id: 'listDevices',
      summary: 'The hall’s devices, how each is, and the alarms that stand',
      description: 'All that a page for managers shows of devices, in one answer.',
      answer: {
        status: 200,
        description: 'All devices in the order of the hall’s file; the oldest alarm first.',
        schema: z
          .object({ now: time, devices: z.array(deviceShape), alarms: z.array(alarmShape) })
          .meta({ id: 'Devices' }),
      },
    },
    async () => {
      const [all, alarms] = await Promise.all([devices.list(), devices.openAlarms()]);
      return { status: 200, body: { now: clock.now(), devices: all, alarms } };
    },
  );
}

function show({ devices }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/devices/{device}',
      id: 'readDevice',
      summary: 'One device, and how it is',
      answer: { status: 200, description: 'The device.', schema: deviceShape },
      missing: ['unknown-device'],
    },
    async ({ path }) => {
      const found = await devices.find(path.device ?? '');
      return found ? { status: 200, body: found } : problem('unknown-device');
    },
  );
}

function trial({ devices }: HttpParts): Operation {
  return doing(
    {
      ...told,
      limit: 'trials',
      path: '/api/halls/{hall}/devices/{device}/test',
      id: 'testDevice',
      summary: 'Try a device',
      description:
        'A printer prints a slip, a strip shows a text for ten seconds, a keypad beeps; a reader, a ' +
        'scanner and a rating pad are waited for up to twelve seconds. Of a card or a code it is ' +
        'told that it was seen, and no more.',
      body: trialBody,
      answer: { status: 200, description: 'How it went.', schema: triedShape },
      problems: ['device-busy'],
      missing: ['unknown-device'],
    },
    async ({ path }, { text }) => {
      const device = path.device ?? '';
      const tried = await devices.try(device, text ?? null);
      if (tried === null) return problem('unknown-device');
      if (tried === 'busy') return problem('device-busy');
      return { status: 200, body: { device, ...tried } };
    },
  );
}

function repairs({ devices }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/devices/{device}/repairs',
      id: 'listRepairs',
      summary: 'A device’s repair record',
      answer: {
        status: 200,
        description: 'The latest first, at most 200.',
        schema: z.object({ repairs: z.array(repairShape) }).meta({ id: 'Repairs' }),
      },
      missing: ['unknown-device'],
    },
    async ({ path }) => {
      const device = path.device ?? '';
      if (!devices.has(device)) return problem('unknown-device');
      return { status: 200, body: { repairs: await devices.repairs(device) } };
    },
  );
}

function addRepair({ devices, clock }: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/devices/{device}/repairs',
      id: 'addRepair',
      summary: 'Write down a repair, a service or a replacement',
      description: 'A service or a replacement is what the maintenance plan counts from.',
      body: repairBody,
      answer: { status: 201, description: 'The entry.', schema: repairShape },
      missing: ['unknown-device'],
    },
    async ({ path, by }, { kind, words, at }) => {
      const device = path.device ?? '';
      if (!devices.has(device)) return problem('unknown-device');
      const done = { at: Math.min(at ?? clock.now(), clock.now()), notedBy: byText(by) };
      return { status: 201, body: await devices.addRepair({ device, kind, words, ...done }) };
    },
  );
}
