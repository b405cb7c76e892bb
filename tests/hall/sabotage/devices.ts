/**
 * Breakages of what devices at the counters do: strips, keypads and rating pads.
 */
import type { Sabotage } from './list.ts';

const strips = 'server/followers/strips.ts';
const keypads = 'server/followers/keypads.ts';
const pads = 'server/followers/pads.ts';
const talk = 'drivers/ff68/talk.ts';

export const deviceSabotages: readonly Sabotage[] = [
  {
    name: 'strip-told-late',
    story: 'shows a call on its strip when the visitor has long gone to another window',
    edits: [
      {
        file: strips,
        find: 'device.show(this.#faceOf(hall, settings, minute));',
        replace: `{
          const face = this.#faceOf(hall, settings, minute);
          clock.setTimeout(() => device.show(face), 30_000);
        }`,
      },
    ],
    foundBy: ['strip-shows-no-past', 'devices-agree'],
  },
  {
    name: 'keypad-display-forgotten',
    story: 'tells a keypad how things stand at the start and never again',
    edits: [
      {
        file: keypads,
        find: '  ends.push(keeper.follow(({ hall }) => showAll(hall)));\n',
        replace: '',
      },
    ],
    foundBy: ['devices-agree'],
  },
  {
    name: 'repeats-are-presses',
    story: 'takes a key that was said again, because its answer was lost, for another press',
    edits: [
      { file: talk, find: 'at - last.at <= rules.settings.repeatMs', replace: 'at < last.at' },
    ],
    foundBy: ['one-press-one-deed'],
  },
  {
    name: 'unrated-is-best',
    story: 'counts whoever did not answer as very satisfied',
    edits: [
      {
        file: pads,
        find: "  return answer === 'unrated' ? null : levels[answer.key];",
        replace: "  return answer === 'unrated' ? 5 : levels[answer.key];",
      },
    ],
    foundBy: ['rated-as-pressed'],
  },
];
