/**
 * All suites of `server/house` on both databases, in one file so that one PostgreSQL serves them.
 */
import { describe } from 'vitest';
import { alarmSuite } from './alarms.suite.ts';
import { cursorSuite } from './cursors.suite.ts';
import { databaseSuite } from './database.suite.ts';
import { onEveryDatabase } from './databases.ts';
import { deviceCounterSuite } from './device-counters.suite.ts';
import { deviceStateSuite } from './device-states.suite.ts';
import { forecastSuite } from './forecasts.suite.ts';
import { helpCallSuite } from './help-calls.suite.ts';
import { leaseSuite } from './leases.suite.ts';
import { postedSuite } from './posted.suite.ts';
import { printJobSuite } from './print-jobs.suite.ts';
import { revSuite } from './rev.suite.ts';
import { settingsSuite } from './settings.suite.ts';

onEveryDatabase((place) => {
  describe('database', () => databaseSuite(place));
  describe('rev', () => revSuite(place));
  describe('cursors and tickets', () => cursorSuite(place));
  describe('device states', () => deviceStateSuite(place));
  describe('counters of devices', () => deviceCounterSuite(place));
  describe('alarms, repairs, ratings', () => alarmSuite(place));
  describe('forecasts', () => forecastSuite(place));
  describe('calls for help', () => helpCallSuite(place));
  describe('leases', () => leaseSuite(place));
  describe('what is posted', () => postedSuite(place));
  describe('print jobs', () => printJobSuite(place));
  describe('versions of settings', () => settingsSuite(place));
});
