/**
 * A printer at an agent: a paper is handed over once, asked for after a break, and never given anew
 * when nobody can say how it stands.
 */
import { expect, test } from 'vitest';
import type { PrintOutcome } from '../../drivers/driver.ts';
import type { JobPrinter } from '../../server/printing/printing.ts';
import { agentsOf, settled, slip } from './lines.ts';

const remote = { id: 'printer@door', agent: 'pc', address: 'tcp://10.0.0.5' };

function rig() {
  const parts = agentsOf();
  const printer: JobPrinter = parts.agents.printer(remote);
  const ended: PrintOutcome[] = [];
  const print = (job: string) => void printer.print(slip, job).then((end) => ended.push(end));
  return { ...parts, printer, ended, print };
}

test('what the agent says is how it ended, and it is kept before the agent is answered', async () => {
  const { agents, join, print, ended, kept, tables } = rig();
  const line = join();
  print('a');
  line.next().answer({ is: 'running' });
  await settled();
  expect(ended).toEqual([]);
  const said = { job: 'a', outcome: { outcome: 'printed' } } as const;
  tables.away = true;
  expect(await agents.ended('pc', said)).toEqual({ failed: 'unavailable' });
  tables.away = false;
  expect(await agents.ended('pc', said)).toEqual({ ok: true });
  await settled();
  expect([ended, kept]).toEqual([[{ outcome: 'printed' }], [said]]);
});

test('an end that nobody waits for is kept: the hub was restarted meanwhile', async () => {
  const { agents, join, kept } = rig();
  join();
  const said = { job: 'of-yesterday', outcome: { outcome: 'printed' } } as const;
  expect(await agents.ended('pc', said)).toEqual({ ok: true });
  expect(kept).toEqual([said]);
});

test('taken, then the line breaks: it is asked for when the agent is back, and not given again', async () => {
  const { join, goAway, print, ended } = rig();
  const line = join();
  print('a');
  line.next().answer({ is: 'running' });
  await settled();
  await goAway(line);
  expect(ended).toEqual([]);
  const back = join();
  const asked = back.next();
  expect(asked.name).toBe('job');
  asked.answer({ is: 'ended', outcome: { outcome: 'unknown', reason: 'lost-in-print' } });
  await settled();
  expect(ended).toMatchObject([{ outcome: 'unknown', reason: 'lost-in-print' }]);
});

test('taken, and the agent has forgotten it: unknown, never given anew', async () => {
  const { agents, join, print, ended } = rig();
  const line = join();
  print('a');
  line.next().answer({ is: 'running' });
  await settled();
  agents.left('pc', line);
  join().next().answer({ is: 'not-known' });
  await settled();
  expect(ended).toMatchObject([{ outcome: 'unknown', reason: 'lost-in-print' }]);
});

test('the line breaks before an answer, and the paper is old: it is only asked for', async () => {
  const { agents, clock, join, print, ended } = rig();
  const line = join();
  print('a');
  const asked = line.next();
  agents.left('pc', line);
  asked.answer(null);
  clock.pass(31_000);
  await settled();
  const question = join().next();
  expect([question.name, ended]).toEqual(['job', []]);
  question.answer({ is: 'not-known' });
  await settled();
  expect(ended).toMatchObject([{ outcome: 'failed', reason: 'unplugged' }]);
});

test('the line breaks before an answer, and the paper is fresh: it is given once more', async () => {
  const { agents, clock, join, print, ended } = rig();
  const line = join();
  print('a');
  const asked = line.next();
  agents.left('pc', line);
  asked.answer(null);
  await settled();
  clock.pass(4_000);
  const back = join();
  await settled();
  expect(back.next()).toMatchObject({ name: 'print', job: 'a' });
  agents.left('pc', back);
  await settled();
  expect(ended).toEqual([]);
});

test('no word for two minutes: unknown', async () => {
  const { clock, join, goAway, print, ended } = rig();
  const line = join();
  print('a');
  line.next().answer({ is: 'running' });
  await settled();
  await goAway(line);
  clock.pass(120_000);
  await settled();
  expect(ended).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
});

test('the agent is not there: a slip waits for it a moment, then fails; away it fails at once', async () => {
  const { clock, printer, print, ended, join } = rig();
  print('a');
  await settled();
  expect(ended).toEqual([]);
  clock.pass(5_000);
  await settled();
  expect(ended).toMatchObject([{ outcome: 'failed', reason: 'unplugged' }]);
  expect(printer.health()).toMatchObject({ state: 'unplugged', detail: 'its agent is away' });
  expect(await printer.print(slip, 'b')).toMatchObject({ outcome: 'failed', reason: 'unplugged' });
  expect(join().asked).toEqual([]);
});

test('a slip that waited is handed over when the agent comes in time', async () => {
  const { clock, print, join } = rig();
  print('a');
  clock.pass(4_000);
  expect(join().next()).toMatchObject({ name: 'print', job: 'a' });
});

test('a paper that no agent takes is refused here, with its reason', async () => {
  const { printer, join } = rig();
  join();
  const lines = Array.from({ length: 601 }, () => ({ kind: 'rule' }) as const);
  expect(await printer.print(lines, 'long')).toMatchObject({ outcome: 'failed', reason: 'error' });
});

test('what the agent does not understand has failed', async () => {
  const { join, print, ended } = rig();
  const line = join();
  print('a');
  line.next().answer({ refused: 'bad-input', field: 'paper.0', rule: 'a block' });
  await settled();
  expect(ended).toMatchObject([{ outcome: 'failed', reason: 'error' }]);
});
