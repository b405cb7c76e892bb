/**
 * What a browser of docs/screens.md's target (Chromium 64, early 2018: Samsung Tizen 5.5, LG webOS 5 and
 * the sticks and boxes of their time) does not understand, looked for in built pages. Years after
 * https://caniuse.com: the number is the first Chromium that has it.
 */

interface Lack {
  readonly what: string;
  readonly from: number;
  readonly pattern: RegExp;
}

/** Syntax that is not understood, and methods that are not there. */
export const scriptLacks: readonly Lack[] = [
  { what: 'optional chaining', from: 80, pattern: /\?\.[a-zA-Z_$[(]/ },
  { what: '??', from: 80, pattern: /\?\?/ },
  { what: 'catch without a name', from: 66, pattern: /catch\s*\{/ },
  { what: 'private fields', from: 74, pattern: /this\.#/ },
  { what: 'flat', from: 69, pattern: /\.flat\(/ },
  { what: 'fromEntries', from: 73, pattern: /\.fromEntries\(/ },
  { what: 'matchAll', from: 73, pattern: /\.matchAll\(/ },
  { what: 'replaceAll', from: 85, pattern: /\.replaceAll\(/ },
  { what: 'at', from: 92, pattern: /\.at\(-?\d/ },
  { what: 'findLast', from: 97, pattern: /\.findLast/ },
  { what: 'toSorted', from: 110, pattern: /\.to(Sorted|Reversed|Spliced)\(/ },
  { what: 'hasOwn', from: 93, pattern: /\.hasOwn\(/ },
  { what: 'allSettled', from: 76, pattern: /\.allSettled\(/ },
  { what: 'structuredClone', from: 98, pattern: /structuredClone/ },
  { what: 'AbortSignal.timeout', from: 103, pattern: /AbortSignal\.timeout/ },
  { what: 'groupBy', from: 117, pattern: /\.groupBy\(/ },
];

/** Properties that do nothing there, and selectors that undo their whole rule. */
export const styleLacks: readonly Lack[] = [
  { what: 'gap', from: 66, pattern: /[;{]gap:/ },
  { what: 'row-gap, column-gap', from: 66, pattern: /[;{](row|column)-gap:/ },
  { what: 'inset', from: 87, pattern: /[;{]inset(-[a-z]+)*:/ },
  { what: 'aspect-ratio', from: 88, pattern: /[;{]aspect-ratio:/ },
  { what: 'min(), max(), clamp()', from: 79, pattern: /[: (,](min|max|clamp)\(/ },
  { what: ':has, :is, :where', from: 88, pattern: /:(has|is|where)\(/ },
  { what: '@layer, @container', from: 99, pattern: /@(layer|container)/ },
  { what: 'color-mix', from: 111, pattern: /color-mix\(/ },
  { what: 'small, large and dynamic view units', from: 108, pattern: /\d[sld]v[hw]\b/ },
  { what: 'logical sides', from: 87, pattern: /[;{](margin|padding)-(inline|block)/ },
];

/** The names of what this text uses and the target lacks. */
export const lacksIn = (text: string, lacks: readonly Lack[]): string[] =>
  lacks.filter(({ pattern }) => pattern.test(text)).map(({ what, from }) => `${what} (${from})`);
