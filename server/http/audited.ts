/**
 * What an entry of the audit says an act was about: the ids of its address. A booking's code is as good
 * as its owner's name, and is left out.
 */

const leftOut: ReadonlySet<string> = new Set(['hall', 'code']);
const charsMax = 200;

/** `guide=…, version=…`, of a path's parts. */
export function subjectOf(path: Readonly<Record<string, string | string[] | undefined>>): string {
  const parts = Object.entries(path).filter(([name]) => !leftOut.has(name));
  return parts
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
    .slice(0, charsMax);
}
