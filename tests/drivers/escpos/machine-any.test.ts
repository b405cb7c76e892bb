/**
 * The printer's machine through any story at all: it never calls a printer ready that has not said
 * so, and every job ends once, in time, and is sent once at the most.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDue } from '../../../drivers/escpos/machine.ts';
import { Bench } from './machine-bench.ts';

describe('whatever happens', () => {
  test('ready is only said when printer and paper have said so on this connection', () => {
    const byte = fc.oneof(
      fc.constant(null),
      fc.constantFrom(0x12, 0x12, 0x1a, 0x16, 0x32, 0x1e, 0x72),
      fc.nat(255),
    );
    const happening = fc.oneof(
      fc.record({ answers: fc.array(byte, { minLength: 4, maxLength: 4 }) }),
      fc.record({ say: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
      fc.record({ auto: fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 })) }),
      fc.record({ pass: fc.integer({ min: 1, max: 5_000 }) }),
      fc.constantFrom('plug' as const, 'unplug' as const, 'job' as const, 'well' as const),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (story) => {
        const bench = new Bench();
        for (const [index, part] of story.entries()) {
          if (part === 'plug') bench.plug();
          else if (part === 'unplug') bench.unplug();
          else if (part === 'job') bench.job(index);
          else if (part === 'well') bench.answers = [0x12, 0x12, 0x12, 0x12];
          else if ('answers' in part) bench.answers = part.answers;
          else if ('auto' in part) bench.auto = part.auto && [...part.auto];
          else if ('say' in part) for (const said of part.say) bench.say(said);
          else bench.pass(part.pass);
          if (bench.state !== 'ready' && bench.state !== 'paper-low') continue;
          const said = (question: number, bad: number) =>
            bench.heard.some(({ asked, byte }) => asked === question && (byte & bad) === 0);
          expect(said(1, 0x08)).toBe(true);
          expect(said(4, 0x60)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('every job ends once, within 30 s, only sent once, and never after its end', () => {
    const happening = fc.oneof(
      fc.constant('job' as const),
      fc.constant('plug' as const),
      fc.constant('unplug' as const),
      fc.constant('mute-drop' as const),
      fc.record({ say: fc.uint8Array({ minLength: 1, maxLength: 4 }) }),
      fc.record({
        answers: fc.array(fc.option(fc.constantFrom(0x12, 0x1a, 0x16, 0x32, 0x1e, 0x7e, 0xff)), {
          minLength: 4,
          maxLength: 4,
        }),
      }),
      fc.record({ proof: fc.option(fc.constantFrom(0x00, 0x03)) }),
      fc.record({ pass: fc.integer({ min: 1, max: 12_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (story) => {
        const bench = new Bench();
        const begun = new Map<number, number>();
        for (const part of story) {
          if (part === 'job') {
            const id = begun.size + 1;
            begun.set(id, bench.at);
            bench.job(id);
          } else if (part === 'plug') bench.plug();
          else if (part === 'unplug') bench.unplug();
          else if (part === 'mute-drop') bench.link({ is: 'lost', why: 'mute', detail: '' });
          else if ('say' in part) bench.say(...part.say);
          else if ('answers' in part) bench.answers = part.answers;
          else if ('proof' in part) bench.proof = part.proof;
          else bench.pass(part.pass);
          const due = nextDue(bench.machine, bench.at, bench.rules);
          if (due !== null) expect(due).toBeGreaterThan(bench.at);
        }
        bench.pass(30_000);
        for (const [id, since] of begun) {
          const end = bench.ends.get(id);
          expect(end, `job ${id}`).toBeDefined();
          expect((end?.at ?? Number.POSITIVE_INFINITY) - since).toBeLessThanOrEqual(30_000);
          const times = bench.sent.filter((sent) => sent.includes(`<${id}>`)).length;
          expect(times).toBeLessThanOrEqual(1);
          if (end?.outcome === 'printed') expect(times).toBe(1);
        }
        expect(bench.machine.job).toBeNull();
        expect(bench.machine.queue).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
