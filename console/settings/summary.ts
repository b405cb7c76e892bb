/**
 * What a thing of a list is, in one short line beside its name: a window's sign and services, a service's
 * letter and promise, the hours of a week. So that one need not open each to find the right one.
 */
import type { Language } from '../../ui/texts.ts';
import { idsIn, isGroup, listIn, type Plain, type Steps, valueAt } from './form.ts';
import { type SettingsTexts, wordOf } from './texts/index.ts';

interface Ways {
  /** All settings, for the names of what a thing names. */
  readonly value: Plain;
  readonly language: Language;
  readonly texts: SettingsTexts;
}

/** Empty: there is nothing to add to its name. */
export function summaryOf(path: Steps, thing: Plain, ways: Ways): string {
  if (!isGroup(thing)) return '';
  const { language } = ways;
  const [list = ''] = path.filter((step) => typeof step === 'string').slice(-1);
  switch (list) {
    case 'counters':
      return together([thing.sign, servicesIn(thing, ways) || ways.texts.servesNone]);
    case 'groups':
    case 'areas':
    case 'tides':
      return servicesIn(thing, ways);
    case 'services':
      return together([thing.prefix, minutesIn(thing.promiseMinutes, language)]);
    case 'tideRules':
      return namesIn([thing.service ?? ''], ways);
    case 'patterns':
      return weekIn(listIn(thing.week), ways.texts);
    case 'classes':
      return wordOf(['kind'], `${thing.kind}`, language);
    case 'kiosks':
      return together([thing.letter]);
    default:
      return typeof thing.address === 'string' ? (thing.address.split('?')[0] ?? '') : '';
  }
}

const together = (parts: readonly (Plain | undefined)[]): string =>
  parts.filter((one) => one !== undefined && one !== '').join(' · ');

const servicesIn = ({ services }: { readonly [name: string]: Plain }, ways: Ways): string =>
  namesIn(listIn(services), ways);

/** Services by their names. */
function namesIn(ids: readonly Plain[], { value, language }: Ways): string {
  const services = listIn(valueAt(value, ['services']));
  const places = idsIn(services);
  const names = ids.map((id) => {
    const service = services[places.indexOf(`${id}`)];
    const name = isGroup(service) ? service.name : undefined;
    return isGroup(name) ? `${name[language] ?? name['zh-Hans']}` : `${id}`;
  });
  return names.join(language === 'en' ? ', ' : '、');
}

function minutesIn(minutes: Plain | undefined, language: Language): string {
  if (typeof minutes !== 'number') return '';
  return language === 'en'
    ? `${minutes} min`
    : `${minutes} ${language === 'zh-Hans' ? '分钟' : '分鐘'}`;
}

/** `周一–周五 09:00–12:00 13:30–17:00`; days that are alike together. */
function weekIn(week: readonly Plain[], texts: SettingsTexts): string {
  const said = week.map((bands) =>
    listIn(bands)
      .map((one) => (isGroup(one) ? `${one.from}–${one.to}` : ''))
      .join(' '),
  );
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const [day, hours] of said.entries()) {
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ from, to, hours }) => {
      const [first, second] = [texts.days[from], texts.days[to]];
      return `${from === to ? first : `${first}–${second}`} ${hours}`;
    })
    .join(' · ');
}

/** Windows by the number on their signs; those without one last. Null: they stand so already. */
export function bySign(counters: readonly Plain[]): readonly Plain[] | null {
  const numberOf = (one: Plain): number => {
    const digits = isGroup(one) ? Number.parseInt(`${one.sign}`, 10) : Number.NaN;
    return Number.isNaN(digits) ? Number.POSITIVE_INFINITY : digits;
  };
  const sorted = [...counters].sort((a, b) => {
    const [one, other] = [numberOf(a), numberOf(b)];
    return one === other ? 0 : one - other;
  });
  return sorted.every((one, at) => one === counters[at]) ? null : sorted;
}

/** The places of special dates in the order of the calendar; what is no date yet comes last. */
export function byDate(dates: readonly Plain[]): number[] {
  const dateOf = (at: number): string => {
    const one = dates[at];
    return isGroup(one) && typeof one.date === 'string' && one.date !== '' ? one.date : '~';
  };
  return dates.map((_, at) => at).sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
}
