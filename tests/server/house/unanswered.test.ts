/**
 * A call for help that nobody takes up is marked when the hall's time for it has passed, by the
 * stepped clock, whatever was away in that moment.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../server/house/database.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Facts } from '../../../server/house/facts.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { HelpCalls } from '../../../server/house/help-calls.ts';
import { PrintJobs } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { markUnanswered } from '../../../server/house/unanswered.ts';
import { hall, openHall } from '../hall/rig.ts';
import { SeededDice } from './databases.ts';

const answerMs = 120_000;

async function rig() {
  const opened = await openHall();
  const { keeper, clock, complaints } = opened;
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-help-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const revs = new Revs(house, { every: () => () => {} });
  const calls = new HelpCalls({ house, revs, clock, dice: new SeededDice() });
  const complain = (what: string) => complaints.push(what);
  const devices = new DeviceStates(house, revs, clock);
  const jobs = new PrintJobs(house, revs, clock);
  const facts = new Facts({ hall, revs, devices, jobs, help: calls, clock, complain });
  onTestFinished(() => facts.close());
  const state = { away: false };
  const helpCalls = {
    unanswered: async (of: string, by: number) => {
      if (state.away) throw new HouseFailure('unavailable', 'the tables are away');
      return calls.unanswered(of, by);
    },
  };
  onTestFinished(markUnanswered({ keeper, facts, helpCalls, clock, complain }));
  const told = () =>
    new Promise<void>((done) => {
      const end = facts.follow(() => {
        end();
        done();
      });
    });
  /** Does it, and waits until the facts have heard of it. */
  const heard = async <T>(act: () => Promise<T> | T): Promise<T> => {
    const hears = told();
    const done = await act();
    await hears;
    return done;
  };
  const states = () => facts.now.helpCalls.map((call) => call.state);
  return { calls, clock, complaints, heard, state, states };
}

it('two minutes after it was asked, and not before', async () => {
  const { calls, clock, heard, states } = await rig();
  await heard(() => calls.call(hall, 'door'));
  await clock.armed(answerMs);
  clock.step(answerMs - 1);
  expect(states()).toEqual(['asked']);
  await heard(() => clock.step(1));
  expect(states()).toEqual(['unanswered']);
});

it('each by its own time; one that was taken up never', async () => {
  const { calls, clock, heard, states } = await rig();
  const first = await heard(() => calls.call(hall, 'door'));
  await clock.armed(answerMs);
  clock.step(50_000);
  await heard(() => calls.call(hall, 'lift'));
  await heard(() => calls.accept(hall, first, 'wang'));
  await clock.armed(answerMs);
  clock.step(answerMs - 1);
  expect(states()).toEqual(['accepted', 'asked']);
  await heard(() => clock.step(1));
  expect(states()).toEqual(['accepted', 'unanswered']);
});

it('while the tables are away it is told, and done when they are back', async () => {
  const { calls, clock, complaints, heard, state, states } = await rig();
  await heard(() => calls.call(hall, 'door'));
  await clock.armed(answerMs);
  state.away = true;
  clock.step(answerMs);
  await clock.armed(2_000);
  expect(complaints).toEqual(['calls for help could not be looked after']);
  state.away = false;
  await heard(() => clock.step(2_000));
  expect(states()).toEqual(['unanswered']);
});
