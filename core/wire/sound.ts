/**
 * The rules of a configuration that look across its fields: ids and signs once, nothing that names a
 * stranger, nothing twice where once is meant. Every complaint names the field and the rule.
 */
import { clashingPrefixes } from '../hall/numbering.ts';
import type { Written } from './configuration.ts';

/** Takes the path of a field and what is wrong with it. */
export type Complain = (path: (string | number)[], message: string) => void;

/** Says all that is wrong with a hall whose fields are sound by themselves. */
export function complainOf(hall: Written, complain: Complain): void {
  complainOfTwins(hall, complain);
  complainOfRepeats(hall, complain);
  complainOfStrangers(hall, complain);
  complainOfRules(hall, complain);
}

function complainOfTwins(hall: Written, complain: Complain): void {
  for (const list of ['groups', 'services', 'counters', 'kiosks', 'classes', 'needs'] as const) {
    for (const index of twice(hall[list].map((one) => one.id))) {
      complain([list, index, 'id'], 'this id stands twice');
    }
  }
  for (const index of twice(hall.counters.map((one) => one.sign))) {
    complain(['counters', index, 'sign'], 'two counters bear this sign');
  }
  for (const index of twice(hall.kiosks.map((one) => one.letter))) {
    complain(['kiosks', index, 'letter'], 'another kiosk has this letter');
  }
  for (const prefix of clashingPrefixes(hall)) {
    const index = hall.services.findIndex((one) => one.prefix === prefix);
    complain(
      ['services', index, 'prefix'],
      `${prefix} is kept free: a kiosk numbers so while the hub is away (another prefix + its letter)`,
    );
  }
}

/** Lists that name something twice would show it twice. */
function complainOfRepeats(hall: Written, complain: Complain): void {
  for (const list of ['groups', 'counters'] as const) {
    hall[list].forEach(({ services }, index) => {
      for (const at of twice(services)) {
        complain([list, index, 'services', at], 'this service stands twice');
      }
    });
  }
  hall.counters.forEach(({ helps, tides }, index) => {
    for (const at of twice(helps)) {
      complain(['counters', index, 'helps', at], 'this service stands twice');
    }
    tides.forEach(({ services }, tide) => {
      for (const at of twice(services)) {
        complain(['counters', index, 'tides', tide, 'services', at], 'this service stands twice');
      }
    });
  });
  hall.services.forEach(({ leadsTo, overflow }, index) => {
    for (const at of twice(leadsTo)) {
      complain(['services', index, 'leadsTo', at], 'this service stands twice');
    }
    for (const at of twice(overflow?.counters ?? [])) {
      complain(['services', index, 'overflow', 'counters', at], 'this counter stands twice');
    }
  });
  for (const list of ['pause', 'callTicket', 'park', 'cancel', 'priority', 'tide'] as const) {
    for (const index of twice(hall.reasons[list].map((one) => one.id))) {
      complain(['reasons', list, index, 'id'], 'this id stands twice');
    }
  }
}

function complainOfStrangers(hall: Written, complain: Complain): void {
  const known = new Set(hall.services.map((one) => one.id));
  for (const list of ['groups', 'counters'] as const) {
    hall[list].forEach((one, index) => {
      one.services.forEach((service, at) => {
        if (!known.has(service))
          complain([list, index, 'services', at], `no service has the id ${service}`);
      });
    });
  }
  const shown = new Set(hall.groups.flatMap((one) => one.services));
  hall.services.forEach((one, index) => {
    if (!shown.has(one.id)) complain(['services', index, 'id'], 'no group shows this service');
    const served = hall.counters.some((counter) => counter.services.includes(one.id));
    if (!served) complain(['services', index, 'id'], 'no counter serves this service');
  });
  complainOfAreas(hall, complain);
  const { disclosure } = hall;
  if (disclosure !== undefined && !known.has(disclosure)) {
    complain(['disclosure'], `no service has the id ${disclosure}`);
  }
  hall.kiosks.forEach(({ tiles }, index) => {
    if (disclosure === undefined && tiles?.includes('disclosure')) {
      complain(['kiosks', index, 'tiles'], 'the tile disclosure needs the field disclosure');
    }
  });
}

/** An area shows counters and services that there are, each once. */
function complainOfAreas({ areas = [], services, counters }: Written, complain: Complain): void {
  for (const index of twice(areas.map((one) => one.id))) {
    complain(['areas', index, 'id'], 'this id stands twice');
  }
  const known = {
    counters: new Set<string>(counters.map((one) => one.id)),
    services: new Set<string>(services.map((one) => one.id)),
  };
  areas.forEach((area, index) => {
    for (const list of ['counters', 'services'] as const) {
      const named: readonly string[] = area[list] ?? [];
      const what = list === 'counters' ? 'counter' : 'service';
      for (const at of twice(named))
        complain(['areas', index, list, at], `this ${what} stands twice`);
      named.forEach((one, at) => {
        if (!known[list].has(one))
          complain(['areas', index, list, at], `no ${what} has the id ${one}`);
      });
    }
  });
}

/** Classes, hours, overflow and tides: what they name must be there, and once where once is meant. */
function complainOfRules(hall: Written, complain: Complain): void {
  const kinds = hall.classes.map((one) => one.kind);
  if (kinds.filter((kind) => kind === 'ordinary').length !== 1) {
    complain(['classes'], 'exactly one class is of the kind ordinary');
  }
  for (const kind of ['booked', 'green'] as const) {
    if (kinds.filter((one) => one === kind).length > 1) {
      complain(['classes'], `at most one class is of the kind ${kind}`);
    }
  }
  const services = new Set<string>(hall.services.map((one) => one.id));
  const counters = new Set<string>(hall.counters.map((one) => one.id));
  const needs = new Set<string>(hall.needs.map((one) => one.id));
  const patterns = hall.opening.patterns.map((one) => one.id as string);
  const known = (
    set: ReadonlySet<string>,
    what: string,
    names: readonly string[],
    path: (string | number)[],
  ) =>
    names.forEach((name, at) => {
      if (!set.has(name)) complain([...path, at], `no ${what} has the id ${name}`);
    });
  for (const index of twice(patterns)) {
    complain(['opening', 'patterns', index, 'id'], 'this id stands twice');
  }
  if (hall.opening.hoursId !== undefined && !patterns.includes(hall.opening.hoursId)) {
    complain(['opening', 'hoursId'], `no pattern has the id ${hall.opening.hoursId}`);
  }
  for (const index of twice(hall.opening.dates.map((one) => one.date))) {
    complain(['opening', 'dates', index, 'date'], 'this date stands twice');
  }
  hall.services.forEach((one, index) => {
    known(services, 'service', one.leadsTo, ['services', index, 'leadsTo']);
    known(counters, 'counter', one.overflow?.counters ?? [], [
      ...['services', index, 'overflow', 'counters'],
    ]);
    if (one.hoursId !== undefined && !patterns.includes(one.hoursId)) {
      complain(['services', index, 'hoursId'], `no pattern has the id ${one.hoursId}`);
    }
    if (one.booking !== undefined && !kinds.includes('booked')) {
      complain(['services', index, 'booking'], 'booking needs a class of the kind booked');
    }
  });
  hall.counters.forEach((one, index) => {
    known(services, 'service', one.helps, ['counters', index, 'helps']);
    known(needs, 'need', one.offers, ['counters', index, 'offers']);
    one.tides.forEach((tide, at) => {
      known(services, 'service', tide.services, ['counters', index, 'tides', at, 'services']);
    });
  });
  hall.tideRules.forEach((one, index) => {
    known(services, 'service', [one.service], ['tideRules', index, 'service']);
    known(counters, 'counter', one.counters, ['tideRules', index, 'counters']);
  });
}

/** The indexes of values that an earlier place already has. */
function twice(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
