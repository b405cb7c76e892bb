/**
 * A package that was read, checked and made ready for its tables: its guides as the texts that pages
 * will be sent, its list, and its problems.
 */
import { checkGuides } from '../../core/guides/check.ts';
import type { GuidePackage } from '../../core/guides/guide.ts';
import { guideList } from '../../core/guides/list.ts';
import type { GuideProblem } from '../../core/guides/problems.ts';
import type { PackageFile } from './files.ts';
import { checkWords } from './vague-words.ts';

export interface Prepared {
  readonly date: string;
  readonly origin: GuidePackage['origin'];
  /** Each guide's id and its JSON, in the package's order; an id stands once. */
  readonly items: readonly { readonly id: string; readonly body: string }[];
  /** The life events and the list (of no version yet) as JSON. */
  readonly events: string;
  readonly list: string;
  readonly problems: readonly GuideProblem[];
  /** Blanks and samples. */
  readonly files: readonly PackageFile[];
}

/** `services`: the ids of the hall's services. */
export function prepare(
  all: Omit<GuidePackage, 'version'>,
  services: ReadonlySet<string>,
  files: readonly PackageFile[] = [],
): Prepared {
  const names = files.map(({ name }) => name);
  const problems = checkGuides(all, { words: checkWords, services, files: new Set(names) });
  // The first of two with one id is kept: that there is a second keeps all from being published.
  const seen = new Set<string>();
  const first = all.guides.filter(({ id }) => !seen.has(id) && seen.add(id));
  return {
    date: all.date,
    origin: all.origin,
    items: first.map((guide) => ({ id: guide.id, body: JSON.stringify(guide) })),
    events: JSON.stringify(all.events),
    list: JSON.stringify(guideList({ ...all, guides: first, version: '' }, names)),
    problems,
    files,
  };
}
