/**
 * The program's log tells what broke and where, and nothing of what was worked on: the errors that quote
 * values are real ones, or as PostgreSQL's driver makes them.
 */
import { expect, test } from 'vitest';
import { complaintsTo, programLog } from '../../server/program-log.ts';

const number = '990101197707077777';
const phone = '19900001234';
const words = '诸葛先生的病历';

const caught = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

/** As `pg` throws it: what stands in the row is in `detail` and `where`. */
const ofDatabase = Object.assign(
  new Error(`invalid input syntax for type bigint: "${words}" (${number})`),
  {
    ...{ name: 'error', severity: 'ERROR', code: '23502', table: 'case_words', column: 'name' },
    detail: `Failing row contains (${words}, ${phone}).`,
    ...{ where: `COPY case_words, line 1: "${words}"`, parameters: [phone] },
  },
);

test('errors are told by name, code and place, without a value that they quote', () => {
  const lines: string[] = [];
  const logger = programLog('debug', { write: (line: string) => void lines.push(line) });
  const complain = complaintsTo(logger);
  const errors = [
    ofDatabase,
    new Error('it could not be kept', { cause: ofDatabase }),
    caught(() => JSON.parse(`{"phone": ${words}${phone}`)),
    caught(() => new URL(`http://${phone}@`)),
    new RangeError(`${words} ${phone} EX98765412 +86${phone} 990101****077X`),
  ];
  for (const error of errors) complain('something failed', error);
  logger.warn({ err: ofDatabase }, 'a slip could not be ordered');
  const text = lines.join('');
  for (const datum of [number, phone, words, '病历', 'EX98765412', '****077']) {
    expect(text).not.toContain(datum);
  }
  const [first, caused] = lines.map((line) => JSON.parse(line));
  expect(first).toMatchObject({
    ...{ level: 50, msg: 'something failed' },
    err: { name: 'error', code: '23502', table: 'case_words', column: 'name' },
  });
  expect(first.err.message).toContain('invalid input syntax for type bigint');
  expect(first.err.stack).toContain('program-log.test.ts');
  expect(caused.err).toMatchObject({ message: 'it could not be kept', cause: { code: '23502' } });
});

test('what is no error stands as it was said', () => {
  const lines: string[] = [];
  const logger = programLog('info', { write: (line: string) => void lines.push(line) });
  complaintsTo(logger)('it is not in force yet', { refused: 'hall-closed' });
  logger.debug('nobody asked for this');
  expect(lines.map((line) => JSON.parse(line).err)).toEqual([{ refused: 'hall-closed' }]);
});
