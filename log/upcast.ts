/**
 * Reads old rows in today's shape, and refuses rows that a newer release wrote: folding what one
 * does not understand makes a state that looks right and is not.
 *
 * When the shape of an event's body changes, its version goes up in the reader's list of known
 * types, and the step from the old shape to the new is added to `shapeSteps`. A shipped step is never
 * edited: rows of every version ever shipped stand in halls' logs.
 */
import { LogFailure, type Row } from './log.ts';
import { shapeSteps } from './shape-steps.ts';

/** Turns the body of one version into that of the next, knowing when it happened. Pure. */
export type ShapeStep = (body: object, row: Pick<Row, 'at'>) => object;

/** Per type, the steps out of each older version: from 1 to 2, from 2 to 3 … */
export type ShapeSteps = ReadonlyMap<string, ReadonlyMap<number, ShapeStep>>;

/**
 * The row with its body in the newest shape that the reader knows; the very row when it is in that
 * shape. Fails: `newer` for a type or a version that the reader does not know, `damaged` for a
 * version that never was. Throws an Error when a step is missing, which is a bug of this release.
 * @param known the newest version of each type that the reader folds
 */
export function upcast(
  row: Row,
  known: ReadonlyMap<string, number>,
  steps: ShapeSteps = shapeSteps,
): Row {
  const newest = known.get(row.type);
  if (newest === row.v) return row;
  if (newest === undefined || row.v > newest) {
    const told = newest === undefined ? 'no such event' : `version ${newest}`;
    throw new LogFailure(
      'newer',
      `row ${row.seq} is "${row.type}" version ${row.v}, written by a newer release: ` +
        `this one knows ${told}`,
    );
  }
  if (!Number.isInteger(row.v) || row.v < 1) {
    throw new LogFailure('damaged', `row ${row.seq} is "${row.type}" version ${row.v}`);
  }
  let body = row.body;
  for (let v = row.v; v < newest; v += 1) {
    const step = steps.get(row.type)?.get(v);
    if (step === undefined) throw new Error(`no step for "${row.type}" from version ${v}`);
    body = step(body, row);
  }
  return { ...row, v: newest, body };
}
