/** Texts on both databases, in one file so that one PostgreSQL serves them. */
import { onEveryDatabase } from '../house/databases.ts';
import { textSuite } from './texts.suite.ts';

onEveryDatabase((place) => textSuite(place));
