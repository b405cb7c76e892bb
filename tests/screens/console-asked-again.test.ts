/** What a page is told is asked again when it may have changed, however slowly the hub answers. */
import { describe, expect, test } from 'vitest';
import { AskedAgain, askAgainMs, lateMs } from '../../console/asked-again.ts';
import { SteppedClock } from './stepped-clock.ts';

/** A question whose answers come when the test says so. */
function question() {
  const clock = new SteppedClock();
  const answers: ((answer: string) => void)[] = [];
  const shown: string[] = [];
  const asked = new AskedAgain<string>(
    () => new Promise((answer) => answers.push(answer)),
    (answer) => shown.push(answer),
    clock,
  );
  const answer = async (which: number, text: string) => {
    answers[which]?.(text);
    await Promise.resolve();
  };
  return { clock, asked, answers, shown, answer };
}

describe('a question that is asked again', () => {
  test('changes that come faster than answers keep nothing from being shown', async () => {
    const { asked, answers, shown, answer } = question();
    asked.now();
    for (let round = 0; round < 5; round += 1) {
      asked.changed();
      asked.changed();
      await answer(round, `answer ${round}`);
    }
    expect(shown).toEqual([0, 1, 2, 3, 4].map((round) => `answer ${round}`));
    expect(answers).toHaveLength(6);
  });

  test('a change while an answer is on its way is asked about behind it', async () => {
    const { asked, answers, shown, answer } = question();
    asked.now();
    asked.changed();
    expect(answers).toHaveLength(1);
    await answer(0, 'as it was');
    expect(answers).toHaveLength(2);
    await answer(1, 'as it is');
    expect(shown).toEqual(['as it was', 'as it is']);
    expect(answers).toHaveLength(2);
  });

  test('after a deed of one’s own what was asked before it is not shown', async () => {
    const { asked, shown, answer } = question();
    asked.now();
    asked.now();
    await answer(0, 'before the deed');
    await answer(1, 'after it');
    expect(shown).toEqual(['after it']);
  });

  test('an answer that never comes holds up no change, and what comes too late is not shown', async () => {
    const { clock, asked, answers, shown, answer } = question();
    asked.now();
    asked.changed();
    clock.step(lateMs);
    expect(answers).toHaveLength(2);
    await answer(1, 'as it is');
    await answer(0, 'as it was');
    expect(shown).toEqual(['as it is']);
    asked.changed();
    expect(answers).toHaveLength(3);
  });

  test('a hub that cannot be reached is asked again after a while, at once when something has changed', async () => {
    const { clock, asked, answers, answer } = question();
    asked.now();
    await answer(0, 'unreachable');
    clock.step(askAgainMs - 1);
    expect(answers).toHaveLength(1);
    clock.step(1);
    expect(answers).toHaveLength(2);
    await answer(1, 'unreachable');
    asked.changed();
    expect(answers).toHaveLength(3);
  });

  test('ended, nothing is shown and nothing asked', async () => {
    const { clock, asked, answers, shown, answer } = question();
    asked.now();
    asked.changed();
    asked.end();
    await answer(0, 'too late');
    clock.step(60_000);
    expect([shown, answers.length]).toEqual([[], 1]);
  });
});
