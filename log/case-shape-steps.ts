/**
 * Every change of the shape of an event of a case, from each version to the next, as `shape-steps.ts`
 * has it for events of halls. A shipped step is never edited.
 *
 * Version 2 of `case-closed`: what was explained to somebody who was not reached ends as
 * `explained-not-reached`. Before, it ended as `not-reached`; whether it had been explained the rows before
 * it tell, so who folds them says which of both it was, and the body stays as it is.
 */
import type { ShapeStep, ShapeSteps } from './upcast.ts';

const caseClosed: ShapeStep = (body) => body;

export const caseShapeSteps: ShapeSteps = new Map([['case-closed', new Map([[1, caseClosed]])]]);
