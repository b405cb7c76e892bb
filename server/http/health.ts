/**
 * Whether the process lives, and whether it can serve: for the service manager and the load
 * balancer.
 */
import { z } from 'zod';
import { machineFaults } from '../../core/views/facts.ts';
import { within } from './deadline.ts';
import { readyMsMax } from './limits.ts';
import { type Operation, type Reply, reading } from './operation.ts';
import type { HttpParts } from './parts.ts';
import { problem } from './problems.ts';

const liveShape = z.object({ ok: z.literal(true), version: z.string() });
const readyShape = z.object({
  ready: z.literal(true),
  hall: z.string(),
  seq: z.int(),
  machine: z.array(z.enum(machineFaults)).meta({
    description: 'What the hub’s machine lacks though the hall is served; empty: nothing.',
  }),
});

export function healthOperations(parts: HttpParts): Operation[] {
  // However many ask, the log is asked once at a time.
  let asking: Promise<Reply> | null = null;
  return [
    reading(
      {
        path: '/healthz',
        id: 'readHealth',
        tag: 'health',
        summary: 'The process lives',
        access: 'anybody',
        limit: 'probes',
        answer: { status: 200, description: 'It lives.', schema: liveShape },
      },
      async () => ({ status: 200, body: { ok: true, version: parts.version } }),
    ),
    reading(
      {
        path: '/readyz',
        id: 'readReadiness',
        tag: 'health',
        summary: 'The hall can be served',
        description: 'A 503 names in `what` what is not there: the `keeper`, the `log`.',
        access: 'anybody',
        limit: 'probes',
        answer: { status: 200, description: 'It can.', schema: readyShape },
      },
      () => {
        asking ??= readiness(parts).finally(() => {
          asking = null;
        });
        return asking;
      },
    ),
  ];
}

async function readiness({ keeper, log, clock, facts }: HttpParts): Promise<Reply> {
  const seq = await within(log.head(`hall:${keeper.hall}`), readyMsMax, clock).catch(() => null);
  const what = [
    ...(keeper.health === 'ready' ? [] : ['keeper']),
    ...(typeof seq === 'number' ? [] : ['log']),
  ];
  if (what.length > 0) return problem('unavailable', { what });
  const machine = [...facts.now.machine];
  return { status: 200, body: { ready: true, hall: keeper.hall, seq, machine } };
}
