/**
 * The checker of service guides: what article 9 of the client's rules (东政办发〔2024〕1号) asks of
 * each, and what must hold between them. A pure function; the words that are too vague to be asked
 * for are handed in, and so are the services of the hall.
 */
import { complaintPhone, plausibleAgencyCode, plausibleCode } from './codes.ts';
import { fileName, strayFiles } from './files.ts';
import type { Basis, Guide, GuidePackage, GuideText, Material, TimeLimit } from './guide.ts';
import type { GuideProblem, GuideRule } from './problems.ts';

/** A vague word, and what it is part of where it is no complaint. */
export interface VagueWord {
  readonly word: string;
  /** Whole words around it that are exact: an audience's name, a thing's name. */
  readonly unless: readonly string[];
  /** It is vague at the end of a text only. */
  readonly atEnd?: boolean;
}

export interface CheckWords {
  readonly vague: readonly VagueWord[];
  /** What says nothing as the name of a law. */
  readonly vagueLaws: readonly string[];
  /** Marks around a law's name: what stands between them is a name, and no complaint. */
  readonly quotes: readonly (readonly [string, string])[];
}

export interface CheckWith {
  readonly words: CheckWords;
  /** The ids of the hall's services. */
  readonly services: ReadonlySet<string>;
  /** The names of the files that came with the package, without `files/`. */
  readonly files: ReadonlySet<string>;
}

type Complain = (
  field: string,
  rule: GuideRule,
  where?: string | null,
  severity?: GuideProblem['severity'],
) => void;

/** All problems of a package, guide by guide in their order, then those of its events. */
export function checkGuides(
  { guides, events }: Pick<GuidePackage, 'guides' | 'events'>,
  how: CheckWith,
): GuideProblem[] {
  const problems: GuideProblem[] = [];
  const complainOf =
    (item: string): Complain =>
    (field, rule, where = null, severity = 'must') => {
      problems.push({ item, field, rule, where, severity });
    };
  if (guides.length === 0) complainOf('')('guides', 'empty-package');
  const known = new Set(events.map(({ id }) => id));
  const [ids, codes] = [new Set<string>(), new Set<string>()];
  for (const guide of guides) {
    const complain = complainOf(guide.id);
    if (ids.has(guide.id)) complain('id', 'duplicate-id', guide.id);
    ids.add(guide.id);
    if (guide.code !== undefined && codes.has(guide.code)) {
      complain('code', 'duplicate-code', guide.code);
    }
    if (guide.code !== undefined) codes.add(guide.code);
    checkGuide(guide, known, how, complain);
  }
  checkEvents({ guides, events }, how, complainOf);
  for (const name of guides.length === 0 ? [] : strayFiles([...how.files], guides)) {
    complainOf('')('files', 'file-unused', name, 'should');
  }
  return problems;
}

function checkEvents(
  { guides, events }: Pick<GuidePackage, 'guides' | 'events'>,
  { services }: CheckWith,
  complainOf: (item: string) => Complain,
): void {
  const used = new Set(guides.flatMap((guide) => guide.events));
  const seen = new Set<string>();
  for (const { id, service } of events) {
    const complain = complainOf(id);
    if (seen.has(id)) complain('id', 'duplicate-id', id);
    seen.add(id);
    if (service !== undefined && !services.has(service)) {
      complain('service', 'unknown-service', service);
    }
    if (!used.has(id)) complain('id', 'event-unused', id, 'should');
  }
}

function checkGuide(
  guide: Guide,
  events: ReadonlySet<string>,
  how: CheckWith,
  complain: Complain,
): void {
  const { service, basicCode, code, agencyCode } = guide;
  if (basicCode !== undefined && !plausibleCode('basic', basicCode)) {
    complain('basicCode', 'bad-code', basicCode);
  }
  if (code !== undefined && !plausibleCode('implementing', code))
    complain('code', 'bad-code', code);
  if (agencyCode !== undefined && !plausibleAgencyCode(agencyCode)) {
    complain('agencyCode', 'bad-agency-code', agencyCode);
  }
  if (service !== undefined && !how.services.has(service)) {
    complain('service', 'unknown-service', service);
  }
  for (const [at, event] of guide.events.entries()) {
    if (!events.has(event)) complain(`events.${at}`, 'unknown-event', event);
  }
  checkLimits(guide, complain);
  checkWhole(guide, how, complain);
  checkMaterials(guide.materials, how, complain);
  checkFile(guide.result.sample, 'result.sample', how, complain);
  checkWords(guide, how, complain);
}

/** What must be there at all: article 9 (1). */
function checkWhole(guide: Guide, how: CheckWith, complain: Complain): void {
  const { bases, standards, flow, result, fee, places, ways, complaint } = guide;
  checkBases(bases, 'bases', how, complain);
  if (standards.length === 0) complain('standards', 'standards-missing');
  if (flow.length === 0) complain('flow', 'flow-missing');
  if (empty(result.name)) complain('result.name', 'result-missing');
  if (empty(result.delivery)) {
    complain('result.delivery', 'result-delivery-missing', null, 'should');
  }
  if (fee.charged) {
    if (fee.amount === undefined || empty(fee.amount)) complain('fee.amount', 'fee-amount-missing');
    checkBases(fee.bases, 'fee.bases', how, complain);
  }
  if (places.length === 0 && ways.includes('counter')) complain('places', 'place-missing');
  if (!complaint.phone.includes(complaintPhone)) {
    complain('complaint.phone', 'complaint-not-12345', complaint.phone, 'should');
  }
}

/** A legal or a promised limit is there; what is promised has its own, and it is not the longer. */
function checkLimits({ caseType, legalLimit, promisedLimit }: Guide, complain: Complain): void {
  if (promisedLimit === null && (caseType === 'promised' || legalLimit === null)) {
    complain('promisedLimit', 'limit-missing');
  }
  if (legalLimit === null || promisedLimit === null) return;
  // `0` of a legal limit says that none is set.
  if (legalLimit.amount > 0 && isLonger(promisedLimit, legalLimit)) {
    complain('promisedLimit', 'limit-over-legal', `${promisedLimit.amount} ${promisedLimit.unit}`);
  }
}

/** Whether it is longer in any case. */
function isLonger(one: TimeLimit, than: TimeLimit): boolean {
  if (one.unit === than.unit) return one.amount > than.amount;
  return hoursOf(one).least > hoursOf(than).most;
}

/** How long a limit is in hours: a workday is a day and may, over holidays, be two weeks of them. */
function hoursOf({ amount, unit }: TimeLimit): { least: number; most: number } {
  switch (unit) {
    case 'minute':
      return { least: amount / 60, most: amount / 60 };
    case 'hour':
      return { least: amount, most: amount };
    case 'workday':
      return { least: amount * 24, most: amount === 0 ? 0 : amount * 48 + 240 };
    case 'day':
      return { least: amount * 24, most: amount * 24 };
    case 'month':
      return { least: amount * 28 * 24, most: amount * 31 * 24 };
  }
}

function checkMaterials(materials: readonly Material[], how: CheckWith, complain: Complain): void {
  const ids = new Set<string>();
  for (const [at, material] of materials.entries()) {
    const field = (name: string) => `materials.${at}.${name}`;
    const { id, kind, originals, copies, required, shared, blank, sample } = material;
    if (ids.has(id)) complain(field('id'), 'duplicate-id', id);
    ids.add(id);
    checkBases(material.bases, field('bases'), how, complain);
    if (kind === 'form' && blank === undefined) complain(field('blank'), 'form-blank-missing');
    if (kind === 'form' && sample === undefined) complain(field('sample'), 'form-sample-missing');
    checkFile(blank, field('blank'), how, complain);
    checkFile(sample, field('sample'), how, complain);
    const said = material.name['zh-Hans'];
    if (shared && required) complain(field('shared'), 'shared-asked', said);
    if (required && kind !== 'electronic' && originals + copies === 0) {
      complain(field('originals'), 'count-missing', said, 'should');
    }
  }
}

/** What is named as a file of the package came with it. */
function checkFile(
  written: string | undefined,
  field: string,
  { files }: CheckWith,
  complain: Complain,
): void {
  const name = fileName(written ?? '');
  if (name !== null && !files.has(name)) complain(field, 'file-missing', written);
}

function checkBases(
  bases: readonly Basis[],
  field: string,
  { words }: CheckWith,
  complain: Complain,
): void {
  if (bases.length === 0) complain(field, 'basis-missing');
  for (const [at, { law }] of bases.entries()) {
    if (words.vagueLaws.includes(law.trim())) complain(`${field}.${at}.law`, 'vague-basis', law);
  }
}

/**
 * No catch-all wording. Article 9 forbids it of what has to be brought; elsewhere it is a mark for
 * whoever keeps the guides. Names of laws, agencies and audiences are not looked at.
 */
function checkWords(
  { materials, conditions, standards }: Guide,
  how: CheckWith,
  complain: Complain,
) {
  const look = (
    text: GuideText | undefined,
    field: string,
    severity: GuideProblem['severity'] = 'must',
  ): void => {
    const found = text && vagueIn(text['zh-Hans'], how.words);
    if (found) complain(field, 'catch-all', found, severity);
  };
  for (const [at, { name, condition, note, issuer }] of materials.entries()) {
    look(name, `materials.${at}.name`);
    look(condition, `materials.${at}.condition`);
    look(note, `materials.${at}.note`);
    look(issuer, `materials.${at}.issuer`, 'should');
  }
  for (const [at, text] of conditions.entries()) look(text, `conditions.${at}`, 'should');
  for (const [at, text] of standards.entries()) look(text, `standards.${at}`, 'should');
}

/** The first vague word of a text with a little around it; null when all is exact. */
export function vagueIn(text: string, { vague, quotes }: CheckWords): string | null {
  let plain = text;
  for (const [open, close] of quotes) plain = without(plain, open, close);
  for (const { word, unless, atEnd = false } of vague) {
    if (atEnd) {
      const exact = unless.some((one) => plain.endsWith(one));
      if (plain.endsWith(word) && !exact) return around(plain, plain.length - word.length, word);
      continue;
    }
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
      if (!unless.some((one) => stands(plain, at, word, one))) return around(plain, at, word);
    }
  }
  return null;
}

/** Whether the word at this place is part of `whole`. */
function stands(text: string, at: number, word: string, whole: string): boolean {
  for (let inside = whole.indexOf(word); inside >= 0; inside = whole.indexOf(word, inside + 1)) {
    if (text.startsWith(whole, at - inside)) return true;
  }
  return false;
}

const aroundSigns = 8;
const around = (text: string, at: number, word: string): string =>
  text.slice(Math.max(0, at - aroundSigns), at + word.length + aroundSigns);

/** The text without what stands between the marks; a name within a name goes with it. */
function without(text: string, open: string, close: string): string {
  let kept = '';
  let depth = 0;
  for (const sign of text) {
    if (sign === open) depth += 1;
    else if (sign === close && depth > 0) depth -= 1;
    else if (depth === 0) kept += sign;
  }
  return kept;
}

const empty = (text: GuideText): boolean => text['zh-Hans'].trim() === '';
