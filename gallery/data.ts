/**
 * The examples that are made by playing the rules or by reading the example hall's file, made once
 * when the gallery is built and handed to its pages as a module: a browser can do neither.
 */
import type { Plugin } from 'vite';
import { type CounterExample, counterDays, counterExample } from '../fixtures/screens/counter.ts';
import { displayExamples } from '../fixtures/screens/display.ts';
import { exampleLive } from '../fixtures/screens/live.ts';
import { dongchengNames, longNames } from '../fixtures/screens/names.ts';
import { auditorHere, managerHere, systemAdminHere } from '../fixtures/screens/staff.ts';

/** Friday, 20 November 2026, 10:30 in the hall: pictures are the same on every day. */
export const now = Date.UTC(2026, 10, 20, 2, 30);
const id = 'virtual:gallery-data';
const resolved = `\0${id}`;

function made(): string {
  const displays = Object.entries(displayExamples).map(([name, make]) => [name, make(now)]);
  const counters = (Object.keys(counterDays) as CounterExample[]).map(
    (name) => [name, counterExample(name, now)] as const,
  );
  const parts = {
    ...{ now, names: dongchengNames(), longNames: longNames() },
    displays: Object.fromEntries(displays),
    counters: Object.fromEntries(counters),
    live: exampleLive(now),
    staff: { manager: managerHere, systemAdmin: systemAdminHere, auditor: auditorHere },
  };
  return Object.entries(parts)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
}

export const galleryData: Plugin = {
  name: 'gallery-data',
  resolveId: (asked) => (asked === id ? resolved : undefined),
  load: (asked) => (asked === resolved ? made() : undefined),
};
