/** Texts on both databases, in one file so that one PostgreSQL serves them. */
import { onEveryDatabase } from '../house/databases.ts';
import { alarmTextSuite } from './alarms.suite.ts';
import { dutySuite } from './duty.suite.ts';
import { textSuite } from './texts.suite.ts';
import { textsAgainSuite } from './texts-again.suite.ts';

onEveryDatabase((place) => {
  textSuite(place);
  textsAgainSuite(place);
  dutySuite(place);
  alarmTextSuite(place);
});
