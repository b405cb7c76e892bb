/**
 * What is told of a package and of what was done with it, and the refusals by name.
 */
import type { Tables } from '../house/tables.ts';

export type PackageRefusalName =
  | 'unknown-package'
  | 'too-many-drafts'
  /** Not every act fits every state. */
  | 'guides-wrong-state'
  | 'guides-have-problems'
  /** Whoever submits may not approve. */
  | 'guides-same-person'
  /** Only the history of this version is kept. */
  | 'guides-swept'
  /** This version is in force already. */
  | 'guides-in-force';

export interface PackageRefusal {
  readonly refused: PackageRefusalName;
}

export const refused = (name: PackageRefusalName): PackageRefusal => ({ refused: name });

/** Who did it, `manager:…`, `token:…` or `administrator`, and when (epoch ms). */
export interface Deed {
  readonly by: string;
  readonly at: number;
}

export interface PackageTold {
  readonly id: string;
  readonly state: Tables['guide_packages']['state'];
  readonly version: string | null;
  readonly date: string;
  readonly origin: 'export' | 'example';
  readonly items: number;
  readonly must: number;
  readonly should: number;
  readonly imported: Deed;
  readonly submitted: Deed | null;
  readonly approved: Deed | null;
}

export interface ActTold extends Deed {
  readonly act: Tables['guide_acts']['act'];
  readonly version: string;
}

type Head = Omit<Tables['guide_packages'], 'hall' | 'problems' | 'events' | 'list'>;

export function asTold(row: Head): PackageTold {
  const { id, state, version, date, origin, items, must, should } = row;
  const deed = (by: string | null, at: number | null): Deed | null =>
    by === null || at === null ? null : { by, at: Number(at) };
  return {
    ...{ id, state, version, date, origin, items, must, should },
    imported: { by: row.imported_by, at: Number(row.imported_at) },
    submitted: deed(row.submitted_by, row.submitted_at),
    approved: deed(row.approved_by, row.approved_at),
  };
}

export const asAct = ({ act, version, done_by, at }: Tables['guide_acts']): ActTold => ({
  ...{ act, version, by: done_by, at: Number(at) },
});
