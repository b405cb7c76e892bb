/**
 * Which examples are looked at in which language and mode. All of them in all of them would take an
 * hour; this small set has every example, every language and every mode of each component at least
 * once, and across a group the pairs of language and mode take turns. A component's looks depend on nothing
 * but itself: what stands there stays as it is when another example comes behind it.
 */
export interface Look<L extends string, M extends string> {
  readonly component: string;
  readonly example: string;
  readonly language: L;
  readonly mode: M;
  /** No look before it has this example: its golden picture is of this one. */
  readonly first: boolean;
}

/** By its name alone, so that no other component's examples change where it begins. */
const beginOf = (component: string): number =>
  [...component].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0);

/**
 * As many looks for a component as its longest list has entries: then each list is walked through at
 * least once, wherever in it the component begins.
 */
export function covering<L extends string, M extends string>(
  components: Readonly<Record<string, readonly string[]>>,
  languages: readonly L[],
  modes: readonly M[],
): Look<L, M>[] {
  const looks: Look<L, M>[] = [];
  for (const [component, examples] of Object.entries(components)) {
    const count = Math.max(examples.length, languages.length, modes.length);
    const begin = beginOf(component);
    for (let at = 0; at < count; at += 1) {
      const example = examples[at % examples.length];
      const language = languages[(begin + at) % languages.length];
      const mode = modes[(begin + at) % modes.length];
      if (example === undefined || language === undefined || mode === undefined) continue;
      looks.push({ component, example, language, mode, first: at < examples.length });
    }
  }
  return looks;
}
