/**
 * What is told of an event to whoever looks back at it: ids, labels and codes, and of who did it only
 * what kind of actor it was. Nothing of a person stands in the log, and who of the staff it was is the
 * audit's to tell.
 */
import type { Because, Told } from '../../core/hall/events.ts';
import type { Label } from '../../core/hall/ids.ts';
import type { Tape } from './tape.ts';

export interface PastEvent {
  readonly seq: number;
  readonly at: number;
  readonly type: Told['type'];
  /** `clerk`, `kiosk`, `hub` …: who did it. */
  readonly by: string;
  readonly label?: Label;
  readonly counter?: string;
  readonly service?: string;
  readonly class?: string;
  readonly reason?: string;
  readonly outcome?: string;
  readonly because?: Because;
}

export function toldOf(tape: Tape, told: Told): PastEvent {
  const body: Readonly<Record<string, unknown>> = { ...told.body };
  const label = typeof body.ticket === 'string' ? tape.labelOf(body.ticket) : null;
  const code = (name: string, field = name) =>
    typeof body[field] === 'string' ? { [name]: body[field] } : {};
  return {
    ...{ seq: told.seq, at: told.at, type: told.type },
    by: told.body.by.split(':')[0] ?? '',
    ...(label === null ? {} : { label }),
    ...code('counter'),
    ...code('counter', 'toCounter'),
    ...code('service'),
    ...code('service', 'toService'),
    ...(told.type === 'ticket-issued' ? { service: told.body.steps[0]?.service ?? '' } : {}),
    ...{ ...code('class'), ...code('reason'), ...code('outcome') },
    ...(told.type === 'ticket-called' ? { because: told.body.because } : {}),
  };
}
