/** Figures and reports on both databases, in one file so that one PostgreSQL serves them. */
import { onEveryDatabase } from '../house/databases.ts';
import { fillingSuite } from './filling.suite.ts';
import { reportSuite } from './report.suite.ts';

onEveryDatabase((place) => {
  fillingSuite(place);
  reportSuite(place);
});
