/**
 * All suites of `server/people` that need tables, on both databases, in one file so that one
 * PostgreSQL serves them. What is pure has files of its own.
 */
import { describe } from 'vitest';
import { onEveryDatabase } from '../house/databases.ts';
import { auditSuite } from './audit.suite.ts';
import { enrolmentSuite } from './enrolment.suite.ts';
import { heldSuite } from './held.suite.ts';
import { retentionSuite } from './retention.suite.ts';
import { secondFactorSuite } from './second-factor.suite.ts';
import { secrecySuite } from './secrecy.suite.ts';
import { sessionSuite } from './sessions.suite.ts';
import { staffSuite } from './staff.suite.ts';
import { tokenSuite } from './tokens.suite.ts';
import { visitorSuite } from './visitors.suite.ts';
import { watchListSuite } from './watch-list.suite.ts';

onEveryDatabase((place) => {
  describe('staff', () => staffSuite(place));
  describe('sessions', () => sessionSuite(place));
  describe('enrolment and devices', () => enrolmentSuite(place));
  describe('tokens', () => tokenSuite(place));
  describe('visitors', () => visitorSuite(place));
  describe('watch list', () => watchListSuite(place));
  describe('audit', () => auditSuite(place));
  describe('second factor', () => secondFactorSuite(place));
  describe('what is held', () => heldSuite(place));
  describe('retention', () => retentionSuite(place));
  describe('secrecy', () => secrecySuite(place));
});
