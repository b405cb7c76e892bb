/**
 * Named breakages of the hub. The simulated hall must find every one of them by the invariant that is
 * named beside it; one that it does not find is a blind spot of the simulation. When a text here no
 * longer stands in its file, put the same breakage in the new words.
 */

import { awaySabotages } from './away.ts';
import { cardSabotages } from './cards.ts';
import { caseSabotages } from './cases.ts';
import { deviceSabotages } from './devices.ts';
import { hookSabotages } from './hooks.ts';
import { ratingSabotages } from './ratings.ts';
import { ruleSabotages } from './rules.ts';
import { textSabotages } from './texts.ts';

export interface Edit {
  /** From the root. */
  readonly file: string;
  /** Must stand in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Sabotage {
  readonly name: string;
  /** What a careless change might do. */
  readonly story: string;
  readonly edits: readonly Edit[];
  /** Which invariants may find it first. */
  readonly foundBy: readonly string[];
}

const keeper = 'server/hall/keeper.ts';
const batch = 'server/hall/batch.ts';

export const sabotages: readonly Sabotage[] = [
  ...ruleSabotages,
  ...hookSabotages,
  ...deviceSabotages,
  ...cardSabotages,
  ...caseSabotages,
  ...ratingSabotages,
  ...textSabotages,
  ...awaySabotages,
  {
    name: 'acknowledged-before-commit',
    story: 'answers as soon as it has decided, without waiting for the disk',
    edits: [
      {
        file: keeper,
        find: '        return decided.drafts;',
        replace: `        batch.forEach((one, index) => one.settle(decided.answers[index] ?? { failed: 'bug' }));
        return decided.drafts;`,
      },
    ],
    foundBy: ['acknowledged-is-durable'],
  },
  {
    name: 'unknown-outcome-taken-for-done',
    story: 'believes that a commit stands when the line broke in the middle of it',
    edits: [
      {
        file: keeper,
        find: 'this.#inDoubt = unknown ? batch : doubted;',
        replace:
          "this.#inDoubt = doubted; if (unknown) batch.forEach((one, index) => one.settle(decided.answers[index] ?? { failed: 'bug' }));",
      },
    ],
    foundBy: ['acknowledged-is-durable'],
  },
  {
    name: 'doubt-forgotten',
    story: 'drops the commands whose outcome is unknown and never answers them',
    edits: [
      {
        file: keeper,
        find: 'this.#inDoubt = unknown ? batch : doubted;',
        replace: 'this.#inDoubt = doubted;',
      },
    ],
    foundBy: ['answers-come'],
  },
  {
    name: 'repeats-ignored',
    story: 'decides a request again that the log already holds',
    edits: [
      {
        file: batch,
        find: '    const known = moment.repeats.get(asked.cmd)?.map(toTold);\n    const last',
        replace: "    const known = moment.repeats.get('none')?.map(toTold);\n    const last",
      },
    ],
    foundBy: ['one-request-one-deed', 'refusals-leave-no-trace'],
  },
  {
    name: 'state-kept-after-failed-append',
    story: 'goes on with the state that ran ahead of the log when the append fails',
    edits: [
      {
        file: keeper,
        find: `      this.#state = null;
      this.#ahead = false;`,
        replace: '      this.#ahead = false;',
      },
    ],
    foundBy: ['shown-is-durable', 'live-is-replay', 'acknowledged-is-durable', 'in-turn'],
  },
  {
    name: 'looks-while-ahead',
    story: 'makes a view from the state while its events are still on their way to the disk',
    edits: [
      {
        file: keeper,
        find: `      if (this.#ahead) this.#looking.push(now);
      else if`,
        replace: '      if',
      },
    ],
    foundBy: ['shown-is-durable'],
  },
  {
    name: 'other-hubs-rows-not-folded',
    story: 'decides without what the other hub has written meanwhile',
    edits: [
      {
        file: batch,
        find: `    evolve(state, told);
    decided.news.push(told);`,
        replace: '    decided.news.push(told);',
      },
    ],
    foundBy: [
      ...[
        'label-once-a-day',
        'one-hand',
        'live-is-replay',
        'time-never-back',
        'acknowledged-is-durable',
      ],
      ...['in-turn', 'log-can-be-replayed', 'counters-make-sense', 'shown-is-durable'],
    ],
  },
  {
    name: 'watch-ignored',
    story: 'does not listen for what the other hub writes',
    edits: [
      {
        file: keeper,
        find: `parts.log.watch(this.#stream, () => {
      this.#catchUp = true;`,
        replace: 'parts.log.watch(this.#stream, () => {',
      },
    ],
    foundBy: ['screens-agree', 'every-call-announced'],
  },
  {
    name: 'time-goes-back',
    story: 'stamps events with the wall clock as it is',
    edits: [
      {
        file: batch,
        find: 'Math.max(clock.now(), state.at)',
        replace: 'clock.now()',
      },
    ],
    foundBy: ['time-never-back'],
  },
  {
    name: 'last-state-dropped',
    story: 'forgets what changed within the 100 ms after a state was sent',
    edits: [
      {
        file: 'server/sockets/room.ts',
        find: '      this.#timer = clock.setTimeout(() => this.#after(), restMs);\n',
        replace: '',
      },
    ],
    foundBy: ['screens-agree', 'every-call-announced'],
  },
  {
    name: 'gone-tickets-still-followed',
    story: 'leaves a phone in a room that has nothing to show any more',
    edits: [
      {
        file: 'server/sockets/room.ts',
        find: 'return this.#parts.gone?.();',
        replace: 'return;',
      },
    ],
    foundBy: ['screens-agree'],
  },
  {
    name: 'past-shown-by-a-hub-that-lags',
    story: 'greets a peer that comes from another hub with what it happens to know',
    edits: [
      {
        file: 'server/sockets/visit.ts',
        find: 'if (!first.behind) return first.greeted;',
        replace: 'if (first) return first.greeted;',
      },
    ],
    // A page that was greeted with the past waits for ever for what it was promised.
    foundBy: ['never-older', 'screens-agree'],
  },
  {
    name: 'pulse-without-proof',
    story: 'tells the screens that all is well without asking the log',
    edits: [
      {
        file: 'server/sockets/pulse.ts',
        find: 'const { seq } = await keeper.confirm();',
        replace: 'const seq = 0;',
      },
    ],
    foundBy: ['pulse-is-proof'],
  },
  {
    name: 'older-state-believed',
    story: 'a page shows a state that is older than the one it shows',
    edits: [
      {
        file: 'ui/following.ts',
        find: 'if (this.#isOlder(state) && !this.#awaitsState) return;',
        replace: 'if (this.#isOlder(state) && this.#asks.size > 99) return;',
      },
    ],
    foundBy: ['never-older'],
  },
  {
    name: 'retry-as-a-new-wish',
    story: 'a page asks again under a new request id when no answer comes',
    edits: [
      {
        file: 'ui/following.ts',
        find: 'this.#carrier.send(ask.event, ask.body, (reply)',
        replace:
          'this.#carrier.send(ask.event, { ...ask.body, requestId: String(this.#clock.now()) }, (reply)',
      },
    ],
    foundBy: ['one-request-one-deed'],
  },
  {
    name: 'numbers-reset-by-configuration',
    story: 'begins the numbers anew when the configuration changes',
    edits: [
      {
        file: 'core/hall/evolve.ts',
        find: '  hall.configuration = configuration;',
        replace: '  hall.configuration = configuration;\n  hall.numbers = new Map();',
      },
    ],
    foundBy: ['label-once-a-day'],
  },
  {
    name: 'numbers-reset-by-opening-again',
    story: 'begins the numbers anew when a hall closed by hand opens again',
    edits: [
      {
        file: 'core/hall/evolve.ts',
        find: 'new Map(body.given.numbers.map(({ prefix, last }) => [prefix, last]))',
        replace: 'new Map()',
      },
    ],
    foundBy: ['label-once-a-day'],
  },
  {
    name: 'crossed-labels-given-again',
    story: 'gives a label that somebody has carried over midnight',
    edits: [
      {
        file: 'core/hall/numbering.ts',
        find: '  while (hall.crossedLabels.has(formatLabel(prefix, number))) number += 1;\n',
        replace: '',
      },
    ],
    foundBy: ['label-once-a-day'],
  },
  {
    name: 'parked-lost-at-midnight',
    story: 'forgets who was put aside when the day turns',
    edits: [
      {
        file: 'core/hall/opening.ts',
        find: '[...hall.parked, ...hall.missed]',
        replace: '[...hall.missed]',
      },
    ],
    foundBy: ['no-lost-ticket'],
  },
  {
    name: 'sent-tickets-kept-by-a-closed-counter',
    story: 'signs a counter out without releasing those who wait for it alone',
    edits: [
      {
        file: 'core/hall/staffing.ts',
        find: 'return [signedOut(counter, because, stamp), ...released];',
        replace: 'return released.length > 99 ? [] : [signedOut(counter, because, stamp)];',
      },
    ],
    foundBy: ['no-lost-ticket'],
  },
  {
    name: 'called-twice',
    story: 'leaves a called ticket in its line',
    edits: [{ file: 'core/hall/line.ts', find: '    line.first += 1;\n', replace: '' }],
    foundBy: ['one-hand', 'in-turn', 'no-bugs', 'because-true'],
  },
  {
    name: 'youngest-first',
    story: 'calls the last of a line instead of its first',
    edits: [
      {
        file: 'core/hall/calling.ts',
        find: 'const place = placeAt(line, 0);',
        replace: 'const place = line.places.at(-1);',
      },
    ],
    foundBy: ['in-turn'],
  },
  {
    name: 'age-lost-by-transfer',
    story: 'puts who was sent on at the end of the new line',
    edits: [
      {
        file: 'core/hall/evolve.ts',
        find: '      ticket.sentTo = told.body.toCounter;',
        replace: '      ticket.sentTo = told.body.toCounter;\n      ticket.orderAt = at;',
      },
    ],
    foundBy: ['in-turn', 'promise-holds', 'because-true'],
  },
  {
    name: 'recall-not-announced',
    story: 'counts a recall, but does not show it',
    edits: [
      {
        file: 'core/hall/evolve.ts',
        find: `      ticket.recalls = told.body.count;
      return announce(hall, ticket, told.body.counter, told);`,
        replace: '      ticket.recalls = told.body.count;\n      return;',
      },
    ],
    foundBy: ['every-call-announced'],
  },
  {
    name: 'refusal-leaves-a-trace',
    story: 'writes into the state while it refuses',
    edits: [
      {
        file: 'core/hall/serving.ts',
        find: "if (!next || !ticket) return { refused: 'nobody-waiting' };",
        replace: `if (!next || !ticket) {
    Object.assign(counter, { lastActAt: stamp.at });
    return { refused: 'nobody-waiting' };
  }`,
      },
    ],
    foundBy: ['live-is-replay'],
  },
  {
    name: 'person-in-the-log',
    story: 'writes the phone number of a visitor into the log',
    edits: [
      {
        file: 'core/hall/issuing.ts',
        find: '    linkHash: command.linkHash,',
        replace: "    linkHash: command.linkHash, ...{ phone: '13800138000' },",
      },
    ],
    foundBy: ['no-persons'],
  },
  {
    name: 'printed-again-after-a-restart',
    story: 'sends the slips once more that were under way when the hub died',
    edits: [
      {
        file: 'server/printing/printing.ts',
        find: "(job) => job.state === 'sent' || job.queuedAt < clock.now()",
        replace: "(job) => job.state === 'sent' && job.queuedAt < 0",
      },
      {
        file: 'server/printing/printing.ts',
        find: "if (job.state === 'queued' || job.job === line.claiming)",
        replace: 'if (job.job)',
      },
    ],
    foundBy: ['printed-once'],
  },
  {
    name: 'print-outcome-not-marked',
    story: 'prints, and tells nobody how it went',
    edits: [
      {
        file: 'server/printing/printing.ts',
        find: 'line.owed = { job: job.job, state: outcome.outcome, ...reasonOf(outcome) };',
        replace: 'reasonOf(outcome);',
      },
    ],
    foundBy: ['print-ends'],
  },
  {
    name: 'doubt-told-as-printed',
    story: 'says of a slip that nobody can vouch for that it was printed',
    edits: [
      {
        file: 'server/printing/printing.ts',
        find: 'line.owed = { job: job.job, state: outcome.outcome, ',
        replace: "line.owed = { job: job.job, state: 'printed', ",
      },
    ],
    foundBy: ['print-truth'],
  },
  {
    name: 'printed-beside-the-append',
    story: 'orders the slip before the number is durable, and prints it from what was ordered',
    edits: [
      {
        file: 'server/sockets/kiosk.ts',
        find: '  const settled = await parts.keeper.submit({',
        replace: `  parts.printing.order(kiosk, ticketId(id), 'A001').catch(() => {});
  const settled = await parts.keeper.submit({`,
      },
      {
        file: 'server/printing/printing.ts',
        find: 'if (!slip || !configuration) return null;',
        replace:
          "if (!slip || !configuration) return [{ kind: 'label' as const, text: job.label }];",
      },
    ],
    foundBy: ['printed-is-durable'],
  },
  {
    name: 'claim-lost-with-the-tables',
    story: 'forgets which slip it was claiming when the tables broke off',
    edits: [
      {
        file: 'server/printing/printing.ts',
        find: "if (job.state === 'queued' || job.job === line.claiming)",
        replace: "if (job.state === 'queued')",
      },
    ],
    foundBy: ['print-ends'],
  },
  {
    name: 'tickets-filed-under-the-wrong-day',
    story: 'believes that the last day that it read is the day of the next row',
    edits: [
      {
        file: 'server/followers/tickets.ts',
        find: 'known?.seq === from ? known.day',
        replace: 'known ? known.day',
      },
    ],
    foundBy: ['tickets-are-found'],
  },
  {
    name: 'hubs-take-turns',
    story: 'puts its configuration in force again whenever the other hub has put its own',
    edits: [
      {
        file: 'server/hall/in-force.ts',
        find: 'if (reached || !wanted(',
        replace: 'if (!wanted(',
      },
    ],
    foundBy: ['configuration-prevails'],
  },
  {
    name: 'lit-again-when-the-clock-is-set',
    story: 'counts how long a call stays lit by the wall clock alone',
    edits: [{ file: 'ui/announce.ts', find: 'announced.over ||= ', replace: 'announced.over = ' }],
    foundBy: ['announced-once'],
  },
];
