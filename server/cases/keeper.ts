/**
 * The keeper of cases. Whatever is done is first written down in the tables (the row, what is to be done,
 * its words: one transaction), then decided and appended to the stream under its lock, then the row is
 * filled from the stream. A hub that dies in between leaves the first behind, and whoever comes next does
 * the rest: an opening is appended, an act that never came into its stream is forgotten with its words.
 *
 * The truth is the stream: one deed has one id, and a repeat is answered from it.
 */
import { createHash } from 'node:crypto';
import type { Case, CaseId } from '../../core/cases/case.ts';
import { caseId } from '../../core/cases/case.ts';
import type { CaseCommand, CaseCommandOf } from '../../core/cases/commands.ts';
import { decideCase } from '../../core/cases/decide.ts';
import { caseEventVersions } from '../../core/cases/events.ts';
import { type CaseRefusal, isCaseRefusal } from '../../core/cases/refusals.ts';
import type { Actor } from '../../core/hall/commands.ts';
import type { FailureName } from '../../core/wire/messages.ts';
import { type Draft, type Log, LogFailure } from '../../log/log.ts';
import type { Calendar } from '../hall/calendar.ts';
import { type Clock, type Dice, freshId } from '../hall/clock.ts';
import { HouseFailure } from '../house/failure.ts';
import { type CaseText, noCaseText } from '../people/case-words.ts';
import { type DeadlineParts, deadlinesOf, disputableUntil } from './deadlines.ts';
import { type Folded, foldIn, readCase, streamOf } from './fold.ts';
import type { CaseTable, OfficerForm } from './table.ts';

/** How often an append of unknown outcome is asked for again, and how soon. */
const triesMax = 6;
const retryMs = 200;
/** What was begun so long ago is no longer being done by anybody. */
export const abandonedMs = 60_000;

type Opened = Omit<CaseCommandOf<'open-case'>, 'type' | 'deadlines' | 'reachable'>;

export interface OpenWish extends Opened {
  readonly by: Actor;
  readonly requestId: string;
  /** When it came, epoch ms; now where it is left out. By it the deadlines are reckoned. */
  readonly cameAt?: number;
  readonly said?: CaseText;
  readonly form?: OfficerForm | null;
}

export interface ActWish {
  readonly command: Exclude<CaseCommand, CaseCommandOf<'open-case'> | CaseCommandOf<'pass-time'>>;
  readonly by: Actor;
  readonly requestId: string;
  readonly said?: CaseText;
}

export type CaseSettled =
  | { readonly ok: true; readonly one: Case }
  | CaseRefusal
  | { readonly failed: FailureName };

export interface CaseKeeperParts extends DeadlineParts {
  readonly hall: string;
  readonly log: Pick<Log, 'read' | 'append'>;
  readonly table: CaseTable;
  readonly calendar: Calendar;
  readonly clock: Clock;
  readonly dice: Dice;
  /** Told of what went wrong; never of persons. */
  readonly complain: (what: string, error: unknown) => void;
}

/** What one deed came to: a refusal, or the state after it with the event that it ended in. */
type Done = CaseRefusal | { readonly folded: Folded; readonly seq: number };

const cmdOf = (by: Actor, requestId: string): string => `${by.kind}:${by.id}:${requestId}`;

export class CaseKeeper {
  readonly #parts: CaseKeeperParts;
  /** Of each stream the deed under way: appends of one process to one stream must not overlap. */
  readonly #lines = new Map<CaseId, Promise<unknown>>();

  constructor(parts: CaseKeeperParts) {
    this.#parts = parts;
  }

  /** The id of the case that this deed opens: the same for every try of it. */
  idOf(by: Actor, requestId: string): CaseId {
    const text = `${this.#parts.hall} ${cmdOf(by, requestId)}`;
    return caseId(createHash('sha256').update(text).digest('hex').slice(0, 24));
  }

  /** Opens a case once, however often it is asked for. Never rejects. */
  open(wish: OpenWish): Promise<CaseSettled> {
    const { by, requestId, said = noCaseText, form = null } = wish;
    const { kind, source, about } = wish;
    const [id, cmd] = [this.idOf(by, requestId), cmdOf(by, requestId)];
    return this.#settled(async () => {
      const { hall, table, clock, calendar } = this.#parts;
      const cameAt = wish.cameAt ?? clock.now();
      const deadlines = deadlinesOf(kind, cameAt, this.#parts);
      const reachable = said.phone !== null;
      const command = { type: 'open-case', kind, source, about, reachable, deadlines } as const;
      const year = Number(calendar(cameAt).date.slice(0, 4));
      await table.beginOpening(hall, { id, cmd, said }, { command, by, cameAt, year }, form);
      return this.#finish(id, cmd, command, by);
    });
  }

  /** Does one act. Never rejects. */
  act(id: CaseId, { command, by, requestId, said = noCaseText }: ActWish): Promise<CaseSettled> {
    const cmd = cmdOf(by, requestId);
    return this.#settled(async () => {
      const { hall, table } = this.#parts;
      if (!(await table.knows(hall, id))) return { refused: 'unknown-case' };
      await table.beginAct(hall, { id, cmd, said });
      return this.#finish(id, cmd, this.#timed(command), by);
    });
  }

  /** A dispatch is the notice from which a unit's days to dispute are counted (CASE-5). */
  #timed(command: ActWish['command']): CaseCommand {
    if (command.type !== 'dispatch') return command;
    return { ...command, disputeUntil: disputableUntil(this.#parts.clock.now(), this.#parts) };
  }

  /** Turns lights where it is time. What a dead hub left behind it finds again: the row is still due. */
  passTime(id: CaseId): Promise<CaseSettled> {
    const by: Actor = { kind: 'hub', id: 'clock' };
    const cmd = cmdOf(by, freshId(this.#parts.dice));
    return this.#settled(() => this.#finish(id, cmd, { type: 'pass-time' }, by));
  }

  /**
   * Brings to an end what a hub left behind that died: all of it that nobody can still be doing. Answers
   * how many there were. Fails: `LogFailure`, `HouseFailure`.
   */
  async reconcile(): Promise<number> {
    const { hall, table, clock } = this.#parts;
    const left = await table.pending(hall, clock.now() - abandonedMs);
    for (const { id: text, cmd, opening } of left) {
      const id = caseId(text);
      const done = opening
        ? await this.#inLine(id, () => this.#append(id, cmd, opening.command, opening.by))
        : await this.#inLine(id, () => this.#found(id, cmd));
      if (done !== null && 'folded' in done) await this.#fill(cmd, done);
      else await table.drop(hall, id, cmd);
    }
    return left.length;
  }

  /** The whole history of a case. Fails as `Log.read` and `upcast` do. */
  history(id: CaseId): Promise<Folded> {
    return readCase(this.#parts.log, id);
  }

  /** Decides and appends, fills the row, and forgets what was refused. */
  async #finish(id: CaseId, cmd: string, command: CaseCommand, by: Actor): Promise<Done> {
    const done = await this.#inLine(id, () => this.#append(id, cmd, command, by));
    if ('folded' in done) await this.#fill(cmd, done);
    else await this.#parts.table.drop(this.#parts.hall, id, cmd);
    return done;
  }

  #fill(cmd: string, { folded, seq }: Exclude<Done, CaseRefusal>): Promise<void> {
    const { table, hall, calendar } = this.#parts;
    return table.fill(hall, folded, { cmd, seq }, calendar);
  }

  /** One deed in its stream, or the rule's no. Of unknown outcome it is asked for again. */
  async #append(id: CaseId, cmd: string, command: CaseCommand, by: Actor): Promise<Done> {
    const { log, clock } = this.#parts;
    for (let tries = 1; ; tries += 1) {
      const folded = await readCase(log, id);
      let refusal: CaseRefusal | null = null;
      let seq = folded.seq;
      const decide = (drafts: readonly Draft[]) => {
        drafts.forEach((draft) => {
          foldIn(folded, id, { ...draft, seq: folded.seq + 1 });
        });
        seq = folded.seq;
        return drafts;
      };
      try {
        await log.append(streamOf(id), { after: folded.seq, cmds: [cmd] }, (moment) => {
          for (const row of moment.since) foldIn(folded, id, row);
          const known = moment.repeats.get(cmd)?.at(-1);
          seq = known?.seq ?? folded.seq;
          if (known) return [];
          const at = Math.max(clock.now(), folded.at);
          const answer = decideCase(folded.one, command, { at, by });
          if (isCaseRefusal(answer)) {
            refusal = answer;
            return [];
          }
          return decide(
            answer.map(({ type, body }, part) => ({
              ...{ at, type, v: caseEventVersions[type], cmd, part, body },
            })),
          );
        });
        return refusal ?? { folded, seq };
      } catch (error) {
        // The next append tells what became of this one.
        const again = error instanceof LogFailure && ['unknown', 'conflict'].includes(error.code);
        if (!again || tries >= triesMax) throw error;
        await new Promise<void>((go) => clock.setTimeout(go, retryMs));
      }
    }
  }

  /** What the stream holds of a deed; null: it was never done, and whoever began it is gone. */
  async #found(id: CaseId, cmd: string): Promise<Exclude<Done, CaseRefusal> | null> {
    const { log } = this.#parts;
    const folded = await readCase(log, id);
    let seq: number | null = null;
    // Under the lock, so that a commit of unknown outcome is settled by then.
    await log.append(streamOf(id), { after: folded.seq, cmds: [cmd] }, (moment) => {
      for (const row of moment.since) foldIn(folded, id, row);
      seq = moment.repeats.get(cmd)?.at(-1)?.seq ?? null;
      return [];
    });
    return seq === null ? null : { folded, seq };
  }

  #inLine<T>(id: CaseId, act: () => Promise<T>): Promise<T> {
    const before = this.#lines.get(id) ?? Promise.resolve();
    const mine = before.then(act, act);
    const line = mine
      .catch(() => {})
      .then(() => {
        if (this.#lines.get(id) === line) this.#lines.delete(id);
      });
    this.#lines.set(id, line);
    return mine;
  }

  async #settled(work: () => Promise<Done>): Promise<CaseSettled> {
    try {
      const done = await work();
      if (!('folded' in done)) return done;
      const { one } = done.folded;
      return one === null ? { refused: 'unknown-case' } : { ok: true, one };
    } catch (error) {
      if (error instanceof LogFailure || error instanceof HouseFailure) {
        return { failed: 'unavailable' };
      }
      this.#parts.complain('a case could not be decided', error);
      return { failed: 'bug' };
    }
  }
}
