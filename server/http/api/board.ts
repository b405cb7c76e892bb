/**
 * The public board: what the hall's own screens show, for whoever wants to show it too. It is made
 * once for each event of the hall, however many ask.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { Deep, Hall } from '../../../core/hall/state.ts';
import { displayView } from '../../../core/views/display.ts';
import { turnedAt } from '../../../core/views/turned.ts';
import { type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { boardShape } from './shapes.ts';

interface Made {
  readonly seq: number;
  readonly text: string;
}

export function boardOperations({ keeper, configuration }: HttpParts): Operation[] {
  let made: Made = { seq: -1, text: '' };
  // Tells apart boards of a hub that was started with another configuration before the first day.
  const etagOf = (seq: number) => `W/"${configuration.version}-${seq}"`;
  return [
    reading(
      {
        path: '/api/halls/{hall}/board',
        id: 'readBoard',
        tag: 'halls',
        summary: 'What the hall’s screens show; open to everybody',
        description: 'Asked with `If-None-Match` it answers 304 while nothing has happened.',
        access: 'anybody',
        limit: 'board',
        answer: { status: 200, description: 'The board.', schema: boardShape },
      },
      async () => {
        made = await keeper.look((hall) =>
          hall.seq === made.seq ? made : { seq: hall.seq, text: boardOf(hall, configuration) },
        );
        const headers = { 'Cache-Control': 'no-cache', ETag: etagOf(made.seq) };
        return { status: 200, text: made.text, headers };
      },
    ),
  ];
}

function boardOf(hall: Hall, started: Configuration): string {
  const configuration: Deep<Configuration> = hall.configuration ?? started;
  const view = displayView(hall);
  const { open, calls, waiting, counters } = view;
  const all = configuration.services.map(({ id }) => id);
  const staffed = new Map(counters.map((counter) => [counter.id, counter]));
  return JSON.stringify({
    hall: { id: configuration.hall, name: configuration.name, hours: configuration.hours },
    seq: hall.seq,
    open,
    calls,
    waiting,
    counters: configuration.counters.map(({ id, sign, name }) => {
      const { paused, ...shown } = staffed.get(id) ?? {};
      const status = staffed.has(id) ? (paused ? 'paused' : 'open') : 'closed';
      const services = turnedAt(view, id, all);
      return { id, sign, name, status, ...shown, ...(services ? { services } : {}) };
    }),
    services: configuration.services.map(({ id, prefix, name }) => ({ id, prefix, name })),
  });
}
