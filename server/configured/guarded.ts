/**
 * Who may put which settings in force. The sections that say who may sign in, and what roles may, would let
 * whoever keeps the settings make anybody any administrator (GB/T 22239-2019, 8.1.5: the three stand apart),
 * so two persons change them: one who may change settings writes a version in which nothing else is
 * different, and another, who gives rights, puts it in force. All else whoever gives rights leaves alone.
 */
import { same } from '../same.ts';
import type { Plain } from './differences.ts';

/** The sections of the hall's file that two persons change. */
export const guardedSections = ['roles', 'signIn'] as const;

/**
 * As what a version is put in force: `settings`, by whoever may change settings; `rights`, by whoever gives
 * rights; `machine`, by whoever has the hub's machine, its files and its command line, and so has it all.
 */
export type Authority = 'settings' | 'rights' | 'machine';

export type NotTheirs =
  /** Roles or ways to sign in are other ones: which. */
  | { readonly refused: 'settings-need-security-admin'; readonly sections: readonly string[] }
  /** Other sections are different too, or nothing is: which. */
  | { readonly refused: 'settings-beyond-rights'; readonly sections: readonly string[] }
  | { readonly refused: 'own-wish' };

const isGuarded = (section: string): boolean =>
  (guardedSections as readonly string[]).includes(section);

/** The fields of the whole file that are not the same, by name; one left out is the same as one that is empty. */
export function changedSections(before: Plain, after: Plain): string[] {
  const [were, are] = [sectionsOf(before), sectionsOf(after)];
  // What cannot be read may say anything.
  if (were === null || are === null) return ['*', ...guardedSections];
  const names = new Set([...Object.keys(were), ...Object.keys(are)]);
  return [...names].filter((name) => !same(were[name] ?? {}, are[name] ?? {}));
}

const sectionsOf = (value: Plain): { readonly [name: string]: Plain } | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: Plain })
    : null;

/** Why a version with these other sections is not for this authority to put in force; null: it is. */
export function notTheirs(
  authority: Authority,
  sections: readonly string[],
  persons: { readonly by: string; readonly madeBy: string },
): NotTheirs | null {
  const guarded = sections.filter(isGuarded);
  switch (authority) {
    case 'machine':
      return null;
    case 'settings':
      return guarded.length > 0
        ? { refused: 'settings-need-security-admin', sections: guarded }
        : null;
    case 'rights': {
      const others = sections.filter((one) => !isGuarded(one));
      if (others.length > 0 || guarded.length === 0) {
        return { refused: 'settings-beyond-rights', sections: others };
      }
      // As what somebody acts may change in between; who it is does not.
      return idOf(persons.by) === idOf(persons.madeBy) ? { refused: 'own-wish' } : null;
    }
  }
}

const idOf = (by: string): string => by.slice(by.indexOf(':') + 1);
