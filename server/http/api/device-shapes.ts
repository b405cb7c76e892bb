/**
 * What is answered about devices, their repairs and their alarms, as schemas: the description of the
 * API is made from them, and tests hold the answers against them.
 */
import { z } from 'zod';
import { deviceKinds } from '../../devices/settings.ts';
import { repairKinds } from '../../house/repairs.ts';
import { time } from './shapes.ts';

const moment = time.nullable();

export const deviceShape = z
  .object({
    id: z
      .string()
      .meta({ description: 'Kind and place: `printer@entrance-1`, `strip@counter-3`.' }),
    kind: z.enum(deviceKinds),
    place: z.object({ kind: z.enum(['kiosk', 'counter']), id: z.string() }),
    address: z.string(),
    agent: z.string().nullable().meta({
      description: 'The PC that hosts it; null: the hub’s own machine.',
    }),
    state: z.string().meta({
      description:
        '`ready`, `error`, `unplugged`, `silent`, `unknown` (it does not say); of printers also ' +
        '`paper-low`, `paper-out`, `cover-open`, `overheated`, `offline`.',
    }),
    detail: z.string().meta({ description: 'One plain sentence for the technician.' }),
    heardAt: moment.meta({ description: 'When it was last heard.' }),
    since: moment.meta({ description: 'When it came into this state.' }),
    responsible: z.string().nullable().meta({ description: 'The post that looks after it.' }),
    service: z
      .object({ everyDays: z.int(), lastAt: moment, dueAt: moment, due: z.boolean() })
      .nullable()
      .meta({ description: 'The maintenance plan. Never serviced, as far as is known: due.' }),
    alarm: z.string().nullable().meta({ description: 'The id of the alarm that stands about it.' }),
    counters: z.array(
      z.object({ counter: z.string(), value: z.number(), total: z.number(), since: time }),
    ),
  })
  .meta({ id: 'Device' });

export const repairShape = z
  .object({
    id: z.string(),
    device: z.string(),
    kind: z
      .enum(repairKinds)
      .meta({ description: '`service`: what the maintenance plan asks for.' }),
    words: z.string(),
    at: time.meta({ description: 'When it was done.' }),
    notedAt: time,
    notedBy: z.string().meta({ description: '`manager:…` or `token:…`.' }),
  })
  .meta({ id: 'Repair' });

export const alarmShape = z
  .object({
    id: z.string(),
    subject: z.string().meta({
      description:
        'A device; `line:…` or `agent:…` where all that hangs on it is out of order; `backup`; ' +
        '`disk`, `tables`, `log`: the hub’s own machine; ' +
        '`restored:<from>-<until>`, of which time (epoch ms) the restored log tells nothing.',
    }),
    devices: z.array(z.string()),
    fault: z.string().meta({
      description:
        'The state that it is in; `away`: a PC; `flapping`: it comes and goes; `backup-old`; ' +
        '`disk-low`, `disk-full`, `tables-away`, `log-away`; `restored`.',
    }),
    severity: z.enum(['fault', 'notice']).meta({
      description: '`notice`: it still works, and will not for long.',
    }),
    responsible: z.array(z.string()).meta({ description: 'The posts that look after it.' }),
    raisedAt: time,
    lastAt: time.meta({ description: 'When it last came.' }),
    times: z.int().meta({ description: 'How often it came, all in one.' }),
    clearedAt: time.nullable(),
    acknowledgedBy: z.string().nullable().meta({ description: '`manager:…` or `token:…`.' }),
    acknowledgedAt: time.nullable(),
  })
  .meta({ id: 'Alarm' });

export const triedShape = z
  .object({
    device: z.string(),
    result: z.enum([
      ...(['printed', 'failed', 'unknown'] as const),
      ...(['shown', 'beeped', 'card-seen', 'card-unreadable', 'no-card'] as const),
      ...(['code-seen', 'no-code', 'answered', 'unrated', 'unreachable'] as const),
    ]),
    reason: z.string().optional().meta({ description: 'Why a slip failed.' }),
    key: z.int().optional(),
    level: z.int().optional(),
  })
  .meta({ id: 'Tried' });
