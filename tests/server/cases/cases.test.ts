/**
 * All suites of `server/cases` that need tables, on both databases, in one file so that one PostgreSQL
 * serves them.
 */
import { describe } from 'vitest';
import { onEveryDatabase } from '../house/databases.ts';
import { followingSuite } from './following.suite.ts';
import { keeperSuite } from './keeper.suite.ts';

onEveryDatabase((place) => {
  describe('what opens cases, and time', () => followingSuite(place));
  describe('keeper of cases', () => keeperSuite(place));
});
