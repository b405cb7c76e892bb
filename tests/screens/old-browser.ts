/**
 * What older browsers do not understand, looked for in built pages: hall screens and signs stand to
 * Chromium 64 (early 2018: Samsung Tizen 5.5, LG webOS 5 and the sticks and boxes of their time), other
 * pages to what docs/platforms.md says of them. After https://caniuse.com: the number is the first Chromium
 * that has it. What only looks better where it is known (text-wrap, accent-color) is left out.
 */

import { parseAst } from 'vite';

interface Lack {
  readonly what: string;
  readonly from: number;
  readonly pattern: RegExp;
}

/** Methods, objects and options that are not there. Syntax is read by its tree: `syntaxLacksIn`. */
export const scriptLacks: readonly Lack[] = [
  { what: 'trimStart, trimEnd', from: 66, pattern: /\.trim(Start|End)\(/ },
  { what: 'AbortController', from: 66, pattern: /\bnew AbortController\b/ },
  // Socket.IO's WebTransport, which is never opened, has one.
  { what: 'BigInt', from: 67, pattern: /(?<!setBigUint64\(1,)\bBigInt\(/ },
  { what: 'flat', from: 69, pattern: /\.flat\(/ },
  { what: 'toggleAttribute', from: 69, pattern: /\.toggleAttribute\(/ },
  // Libraries ask for it before they take it: `typeof globalThis` is no use of it.
  { what: 'globalThis', from: 71, pattern: /(?<!typeof )\bglobalThis\b(?!\s*[:?<`])/ },
  { what: 'Intl.RelativeTimeFormat', from: 71, pattern: /Intl\.RelativeTimeFormat/ },
  { what: 'Intl.ListFormat', from: 72, pattern: /Intl\.ListFormat/ },
  { what: 'fromEntries', from: 73, pattern: /\.fromEntries\(/ },
  { what: 'matchAll', from: 73, pattern: /\.matchAll\(/ },
  { what: 'dateStyle, timeStyle', from: 76, pattern: /\b(date|time)Style\b/ },
  { what: 'formatRange', from: 76, pattern: /\.formatRange\(/ },
  { what: 'allSettled', from: 76, pattern: /\.allSettled\(/ },
  { what: 'Promise.any', from: 85, pattern: /Promise\.any\(/ },
  { what: 'WeakRef', from: 84, pattern: /\bWeakRef\b/ },
  { what: 'getAnimations', from: 84, pattern: /\.getAnimations\(/ },
  { what: 'replaceAll', from: 85, pattern: /\.replaceAll\(/ },
  { what: 'replaceChildren', from: 86, pattern: /\.replaceChildren\(/ },
  { what: 'Intl.Segmenter', from: 87, pattern: /Intl\.Segmenter/ },
  { what: 'at', from: 92, pattern: /\.at\(-?\d/ },
  { what: 'randomUUID', from: 92, pattern: /\.randomUUID\(/ },
  { what: 'hasOwn', from: 93, pattern: /\.hasOwn\(/ },
  { what: 'findLast', from: 97, pattern: /\.findLast/ },
  { what: 'structuredClone', from: 98, pattern: /structuredClone/ },
  { what: 'AbortSignal.timeout', from: 103, pattern: /AbortSignal\.(timeout|any)/ },
  { what: 'toSorted', from: 110, pattern: /\.to(Sorted|Reversed|Spliced)\(/ },
  { what: 'groupBy', from: 117, pattern: /\.groupBy\(/ },
  { what: 'Promise.withResolvers', from: 119, pattern: /\.withResolvers\(/ },
];

/** By the kind of the piece of syntax, as ESTree names it. */
const syntaxLacks: readonly { what: string; from: number; is: (node: Piece) => boolean }[] = [
  {
    what: 'catch without a name',
    from: 66,
    is: ({ type, param }) => type === 'CatchClause' && param === null,
  },
  {
    what: 'a big number',
    from: 67,
    is: ({ type, bigint }) => type === 'Literal' && typeof bigint === 'string',
  },
  { what: 'class fields', from: 72, is: ({ type }) => type === 'PropertyDefinition' },
  {
    what: 'export * as',
    from: 72,
    is: ({ type, exported }) => type === 'ExportAllDeclaration' && !!exported,
  },
  { what: 'private names', from: 74, is: ({ type }) => type === 'PrivateIdentifier' },
  {
    what: 'numbers in groups',
    from: 75,
    is: ({ type, raw }) => type === 'Literal' && /^\d[\d.]*_/.test(String(raw)),
  },
  { what: 'optional chaining', from: 80, is: ({ type }) => type === 'ChainExpression' },
  {
    what: '??',
    from: 80,
    is: ({ type, operator }) => type === 'LogicalExpression' && operator === '??',
  },
  {
    what: '??=, ||=, &&=',
    from: 85,
    is: ({ type, operator }) =>
      type === 'AssignmentExpression' && /^(\?\?|\|\||&&)=$/.test(String(operator)),
  },
  { what: 'static blocks', from: 94, is: ({ type }) => type === 'StaticBlock' },
  {
    what: 'flags d and v',
    from: 90,
    is: ({ type, regex }) =>
      type === 'Literal' && /[dv]/.test((regex as { flags?: string } | undefined)?.flags ?? ''),
  },
];

type Piece = Readonly<Record<string, unknown>>;

/** The names of the syntax that Chromium 64, for which pages are built, lacks; strings do not count. */
export function syntaxLacksIn(script: string): string[] {
  const found = new Set<string>();
  const look = (piece: unknown): void => {
    if (piece === null || typeof piece !== 'object') return;
    for (const { what, from, is } of syntaxLacks)
      if (is(piece as Piece)) found.add(`${what} (${from})`);
    for (const inner of Object.values(piece)) look(inner);
  };
  look(parseAst(script));
  return [...found];
}

/** Properties that do nothing there, and selectors that undo their whole rule. */
export const styleLacks: readonly Lack[] = [
  { what: 'display: contents', from: 65, pattern: /[;{]display:contents/ },
  { what: 'rgb() without commas', from: 65, pattern: /(rgb|hsl)a?\([\d.%]+ / },
  { what: 'conic-gradient, env()', from: 69, pattern: /conic-gradient\(|[: (,]env\(/ },
  { what: 'overflow-wrap: anywhere', from: 80, pattern: /overflow-wrap:anywhere/ },
  { what: '@supports selector()', from: 83, pattern: /@supports[^{]*selector\(/ },
  // `:focus:not(:focus-visible)` takes away what an old browser then keeps.
  { what: ':focus-visible', from: 86, pattern: /(?<!:focus:not\():focus-visible/ },
  { what: '::marker', from: 86, pattern: /::marker/ },
  { what: ':not() of several', from: 88, pattern: /:not\([^()]*,/ },
  { what: 'overflow: clip', from: 90, pattern: /[;{]overflow(-[xy])?:clip/ },
  {
    what: 'rotate, scale and translate alone',
    from: 104,
    pattern: /[;{](rotate|scale|translate):/,
  },
  { what: 'media by <, >', from: 104, pattern: /@media[^{]*[<>]/ },
  { what: 'rules in rules', from: 112, pattern: /[;{}]&/ },
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

/** The names of what this text uses and a Chromium of that version lacks. */
export const lacksIn = (text: string, lacks: readonly Lack[], target = 64): string[] =>
  lacks
    .filter(({ from, pattern }) => from > target && pattern.test(text))
    .map(({ what, from }) => `${what} (${from})`);
