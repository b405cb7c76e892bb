/**
 * A version's text: YAML as in the file of the start command. What forms change is written into it field
 * by field, so that comments, order and all that no form shows stay as they were. Where nothing but single
 * values changed, every other sign of the text stays too.
 */
import { Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { same } from '../same.ts';
import { keyed, type Plain } from './differences.ts';

/** Aliases are not followed further: a small text must not become a large value. */
const aliasesMax = 100;

/** Lists and maps that are new stand on one line when they are short. */
const flowMax = 90;
const lineWidth = 120;

export type ReadYaml =
  | { readonly ok: true; readonly value: Plain }
  | { readonly ok: false; readonly line: number; readonly rule: string };

/** What a text says. Never throws; `line` counts from 1. */
export function readYaml(text: string): ReadYaml {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    const [what = error.message] = error.message.split(' at line ');
    return { ok: false, line: error.linePos?.[0].line ?? 1, rule: what };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: aliasesMax });
    // Dates, sets and the like are no values of settings; JSON has none of them.
    return { ok: true, value: JSON.parse(JSON.stringify(value ?? null)) as Plain };
  } catch (problem) {
    return { ok: false, line: 1, rule: (problem as Error).message };
  }
}

/**
 * The text with another value: only what is different is written anew. Where things come, go or move,
 * comments and order stay, and blanks within brackets and the ends of lines become uniform.
 */
export function writeYaml(text: string, value: Plain): string {
  const document = parseDocument(text);
  const now = readYaml(text);
  const put = now.ok ? putInPlace(text, document, now.value, value) : null;
  if (put !== null) return put;
  if (!now.ok || !isMap(document.contents)) return new Document(value).toString({ lineWidth });
  // A file that names parts once and refers to them loses the reference where a part is changed.
  writeAt(document, [], now.value, value);
  const made = document.toString({ lineWidth });
  const read = readYaml(made);
  // What others refer to cannot be another in one place alone: then all is written out, without comments.
  return read.ok && same(read.value, value) ? made : new Document(value).toString({ lineWidth });
}

interface Patch {
  readonly from: number;
  readonly to: number;
  readonly said: string;
}

/** The text with single values put where others stood; null: more than that has changed, or it is referred to. */
function putInPlace(
  text: string,
  document: Document.Parsed,
  before: Plain,
  after: Plain,
): string | null {
  let refers = false;
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node) || node.anchor !== undefined) refers = true;
    },
  });
  const patches: Patch[] = [];
  if (refers || !patched(document, [], [before, after], patches)) return null;
  const last = patches.toSorted((one, other) => other.from - one.from);
  const made = last.reduce(
    (sum, { from, to, said }) => sum.slice(0, from) + said + sum.slice(to),
    text,
  );
  const read = readYaml(made);
  return read.ok && same(read.value, after) ? made : null;
}

/** Whether all that is different are single values in the place of others; they are added to `patches`. */
function patched(
  document: Document.Parsed,
  at: At,
  [before, after]: readonly [Plain, Plain],
  patches: Patch[],
): boolean {
  if (same(before, after)) return true;
  const below = (one: Plain, other: Plain, step: string | number) =>
    patched(document, [...at, step], [one, other], patches);
  if (isFields(before) && isFields(after)) {
    const names = Object.keys(before);
    const alike = names.length === Object.keys(after).length && names.every((one) => one in after);
    return alike && names.every((one) => below(before[one] ?? null, after[one] ?? null, one));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [were, are] = [before as readonly Plain[], after as readonly Plain[]];
    return (
      were.length === are.length && were.every((one, step) => below(one, are[step] ?? null, step))
    );
  }
  const node = document.getIn(at, true);
  const single = [before, after].every((one) => one !== null && typeof one !== 'object');
  if (!single || !isScalar(node) || !node.range || node.type?.startsWith('BLOCK')) return false;
  const [from, to] = node.range;
  patches.push({ from, to, said: saidInPlace(after, node.type) });
  return true;
}

/** As it can stand within brackets too, in quotes where the other one stood in quotes. */
function saidInPlace(value: Plain, type: string | undefined): string {
  if (typeof value === 'string' && (type === 'QUOTE_DOUBLE' || /[\r\n]/.test(value))) {
    return JSON.stringify(value);
  }
  const list = new Document([value]);
  if (isSeq(list.contents)) list.contents.flow = true;
  return list.toString({ lineWidth: 0 }).trim().slice(1, -1).trim();
}

type At = readonly (string | number)[];

function writeAt(document: Document.Parsed, at: At, before: Plain | undefined, after: Plain): void {
  if (same(before, after)) return;
  const node = at.length === 0 ? document.contents : document.getIn(at, true);
  if (isMap(node) && isFields(before) && isFields(after)) {
    for (const name of Object.keys(before)) {
      if (!(name in after)) document.deleteIn([...at, name]);
    }
    for (const [name, value] of Object.entries(after)) {
      writeAt(document, [...at, name], before[name], value);
    }
    return;
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
    return writeList(document, at, before, after);
  }
  // A single value is put into the place of the other, beside which a comment may stand.
  document.setIn(at, after === null || typeof after !== 'object' ? after : nodeOf(document, after));
}

/** Things keep the comments that stand at them, also where others come before them or they move. */
function writeList(
  document: Document.Parsed,
  at: At,
  before: readonly Plain[],
  after: readonly Plain[],
): void {
  const node = document.getIn(at, true);
  const were = keyed(before);
  if (!isSeq(node) || !were || !keyed(after) || after.length === 0) {
    document.setIn(at, nodeOf(document, after));
    return;
  }
  const keys = [...were.keys()];
  const items = [...node.items];
  node.items = [...(keyed(after) ?? [])].map(([key, value], place) => {
    const index = keys.indexOf(key);
    const kept = index < 0 ? undefined : items[index];
    if (isNode(kept) && same(were.get(key), value)) return kept;
    if (!isMap(kept)) return nodeOf(document, value);
    // The thing is written where it comes to stand; its place holds it meanwhile.
    node.items[place] = kept;
    const whole = new Document(kept);
    writeAt(whole as Document.Parsed, [], were.get(key), value);
    return whole.contents ?? nodeOf(document, value);
  });
}

const isFields = (value: Plain | undefined): value is { readonly [name: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is new is written as people write it: short things on one line. */
function nodeOf(document: Document.Parsed, value: Plain) {
  const node = document.createNode(value);
  if (JSON.stringify(value).length <= flowMax && (isMap(node) || isSeq(node))) node.flow = true;
  return node;
}
