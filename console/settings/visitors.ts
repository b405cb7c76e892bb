/**
 * What changed settings mean for those who come to the hall, in sentences: what is no longer done, what is
 * new, other hours, other promises. Whoever puts a version in force reads this before the table of fields.
 */
import type { Language } from '../../ui/texts.ts';
import { isGroup, listIn, type Plain, type Steps, valueAt } from './form.ts';
import { fieldName, type SettingsTexts } from './texts/index.ts';
import type { ChangeTold } from './told.ts';

export interface ForVisitors {
  readonly said: string;
  /** Something that somebody may come for in vain. */
  readonly grave: boolean;
}

/** Fields whose change a visitor notices, told as they are named; by the list in which they stand. */
const noticed: Readonly<Record<string, readonly string[]>> = {
  services: ['prefix', 'promiseMinutes', 'realName', 'dailyMax', 'items', 'leadsTo', 'booking'],
  counters: ['sign', 'where', 'offers'],
  kiosks: ['zone', 'tiles', 'screenMm', 'plan'],
  classes: ['atKiosk', 'about', 'dailyMax'],
};
/** Rules of the hall that a visitor comes upon. */
const rules: readonly string[] = [
  ...['recallsMax', 'noShowAfterSeconds', 'rejoinBehind', 'rejoinsMax', 'rejoinWithinMinutes'],
  ...['postponeMinutes', 'postponesMax', 'peopleMax', 'perPersonMax'],
];
/** Whole parts, told as changed. */
const wholes: readonly string[] = [
  ...['hours', 'contacts', 'disclosure', 'publicUrl', 'neverCloses', 'areas', 'needs', 'look'],
];

/** Parts that hold things or fields of their own. */
const things: readonly string[] = [
  ...['services', 'counters', 'kiosks', 'classes', 'opening', 'groups', 'rules', 'booking'],
];

type Change = Omit<ChangeTold, 'when'>;

interface Ways {
  readonly language: Language;
  readonly texts: SettingsTexts;
  /** The settings after the change, for the names of things. */
  readonly value: Plain;
}

/** Each sentence once, the grave ones first. Empty: visitors notice nothing. */
export function forVisitors(changes: readonly Change[], ways: Ways): ForVisitors[] {
  const found = changes.flatMap((one) => of(one, ways) ?? []);
  const once = found.filter(({ said }, at) => found.findIndex((one) => one.said === said) === at);
  return [...once.filter(({ grave }) => grave), ...once.filter(({ grave }) => !grave)];
}

function of(change: Change, ways: Ways): ForVisitors | null {
  const [first, second, third] = change.path.map(String);
  const { texts } = ways;
  // A part that was not there before, or is there no more, is told as one.
  if (second === undefined && first !== undefined && things.includes(first)) {
    return part([first], ways);
  }
  switch (first) {
    case 'name':
      return plain(texts.visitors.hallName(told(afterOf(['name'], ways), ways)));
    case 'opening':
      return ofOpening(change, ways);
    case 'groups':
      return plain(texts.visitors.firstPage);
    case 'rules':
    case 'booking':
      return first === 'rules' && !rules.includes(second ?? '') ? null : changed(change, ways);
    case 'services':
    case 'counters':
    case 'kiosks':
    case 'classes':
      return second === 'order' ? plain(texts.visitors.firstPage) : ofThing(first, change, ways);
    default:
      if (!wholes.includes(first ?? '')) return null;
      return first === 'look' && third === 'emblem' ? null : part([first ?? ''], ways);
  }
}

type List = 'services' | 'counters' | 'kiosks' | 'classes';

/** A service, counter, kiosk or class that is new, gone, or another. */
function ofThing(list: List, change: Change, ways: Ways): ForVisitors | null {
  const { before, after, path } = change;
  const { visitors } = ways.texts;
  const field = path[2];
  const words = visitors[list];
  if (field === undefined) {
    if (before === undefined) return plain(words.added(told(after, ways)));
    if (after === undefined) return { said: words.gone(told(before, ways)), grave: true };
    return null;
  }
  const name = told(afterOf(path.slice(0, 2), ways), ways);
  if (field === 'name') return plain(words.renamed(name));
  if (list === 'services' && field === 'open') {
    return after === false
      ? { said: visitors.stopped(name), grave: true }
      : plain(visitors.started(name));
  }
  if (list === 'services' && field === 'hoursId') return plain(visitors.hours(name));
  if (list === 'counters' && field === 'services') return plain(visitors.otherServices(name));
  return noticed[list]?.includes(`${field}`) ? changed(change, ways, name) : null;
}

/** The days and hours: of special dates each by itself, of weeks that they are others. */
function ofOpening({ path, before, after }: Change, ways: Ways): ForVisitors | null {
  const { texts } = ways;
  const [, list = '', key = ''] = path.map(String);
  if (list === 'hoursId') return plain(texts.visitors.hours(texts.sections.hall));
  if (list === 'patterns') {
    return key === 'order' ? null : plain(texts.visitors.hours(key.replace(/[[\]]/g, '')));
  }
  if (list !== 'dates') return null;
  const date = key.replace(/[[\]]/g, '');
  const whole = path.length === 3 ? after : afterOf(path.slice(0, 3), ways);
  if (key === 'order') return null;
  // A list that has no keys is told as one, as where a date is missing.
  if (!key) return part(['opening', 'dates'], ways);
  if (whole === undefined) {
    return plain(texts.visitors.dateGone(dayIn(date, texts, told(before, ways))));
  }
  const as = isGroup(whole) ? whole.as : undefined;
  const said = texts.visitors.date(dayIn(date, texts, told(whole, ways)), asIn(as, texts));
  return { said, grave: as === 'closed' };
}

/** How a special date is worked: closed, or by the hours of a weekday. */
export function asIn(as: Plain | undefined, texts: SettingsTexts): string {
  return as === 'closed' ? texts.closed : texts.asDay(texts.days[Number(as) - 1] ?? '');
}

/** The day of the week of a date, 0 Monday; null: it is none. */
export function weekdayOf(date: string): number | null {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? null : (new Date(at).getUTCDay() + 6) % 7;
}

/** `2027-01-01（周五） 元旦`. */
function dayIn(date: string, texts: SettingsTexts, name: string): string {
  const weekday = weekdayOf(date);
  const day = weekday === null ? date : texts.visitors.day(date, texts.days[weekday] ?? '');
  return name === '' ? day : `${day} ${name}`;
}

const plain = (said: string): ForVisitors => ({ said, grave: false });

const part = (path: Steps, { language, texts }: Ways): ForVisitors =>
  plain(texts.visitors.part(fieldName(path, language)));

/** `税务：承诺等候（分钟）由 30 改为 45`. */
function changed({ path, before, after }: Change, ways: Ways, name = ''): ForVisitors {
  const { language, texts } = ways;
  const field = fieldName(path.slice(0, name === '' ? path.length : 3), language);
  const values = [before, after];
  const single = values.every((one) => one === undefined || typeof one !== 'object');
  if (!single) return plain(texts.visitors.part(name === '' ? field : `${name} ${field}`));
  const [was, is] = values.map((one) => wordIn(one, texts));
  return plain(texts.visitors.value(name === '' ? field : `${name} ${field}`, was ?? '', is ?? ''));
}

function wordIn(value: Plain | undefined, texts: SettingsTexts): string {
  if (value === undefined || value === null) return texts.byDefault;
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  return `${value}`;
}

/** The name of a thing, or a text, in the reader's language. */
function told(thing: Plain | undefined, { language }: Ways): string {
  if (!isGroup(thing)) return '';
  const name = isGroup(thing.name) ? thing.name : thing;
  const said = name[language] ?? name['zh-Hans'] ?? thing.id ?? thing.sign;
  return typeof said === 'string' ? said : '';
}

/** A part of the settings after the change; `[tax]` is the thing with that id or date. */
function afterOf(path: Steps, { value }: Ways): Plain | undefined {
  let found: Plain | undefined = value;
  for (const step of path) {
    const key = typeof step === 'string' && step.startsWith('[') ? step.slice(1, -1) : null;
    found =
      key === null
        ? valueAt(found, [step])
        : listIn(found).find((one) => isGroup(one) && (one.id === key || one.date === key));
  }
  return found;
}
