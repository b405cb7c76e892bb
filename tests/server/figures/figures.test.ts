/** Figures, reports and lists of ratings on both databases, in one file so that one PostgreSQL serves them. */
import { onEveryDatabase } from '../house/databases.ts';
import { looksSuite } from '../ratings/looks.suite.ts';
import { casesSuite } from './cases.suite.ts';
import { fillingSuite } from './filling.suite.ts';
import { reportSuite } from './report.suite.ts';

onEveryDatabase((place) => {
  fillingSuite(place);
  reportSuite(place);
  casesSuite(place);
  looksSuite(place);
});
