/**
 * How the log's tables come to their present shape: numbered steps, each applied once, in order, in
 * one transaction with the note that it was. A store with a step that this release does not know
 * was written by a newer one; it is refused by name and left as it is.
 */
import { LogFailure } from '../log.ts';

export interface Step {
  /** From 1, without gaps: the shape that stands after it. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The table that remembers the steps; `log_` because other tables of the hub stand beside it. */
export const SCHEMA_TABLE = 'log_schema';

/** The steps still to do in a store that stands at `version` (0: empty). Fails: `newer`. */
export function stepsDue(
  steps: readonly Step[],
  stored: { readonly version: number; readonly name: string },
): readonly Step[] {
  const newest = steps.at(-1)?.version ?? 0;
  if (stored.version > newest) {
    throw new LogFailure(
      'newer',
      `the log's tables were shaped by a newer release: step ${stored.version} "${stored.name}", ` +
        `this release knows ${newest}`,
    );
  }
  return steps.filter((step) => step.version > stored.version);
}
