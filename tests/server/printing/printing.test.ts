/**
 * From an order to paper: every order ends as printed, failed or unknown where people can see it,
 * and no slip ever comes out twice by itself.
 */
import { describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../drivers/driver.ts';
import { smallHall } from '../../core/halls.ts';
import { FaultyLog } from '../hall/faulty-log.ts';
import { hall, keeperOn, settled } from '../hall/rig.ts';
import {
  door,
  linesOf,
  links,
  PretendPrinter,
  printingHall,
  printingOn,
  untilFact,
} from './rig.ts';

describe('an order', () => {
  it('is seen as sent while the paper comes out, and as printed when it is out', async () => {
    const { order, printer, until } = await printingHall();
    printer.outcome = null;
    const { label, ticket } = await order();
    expect(await until(label, 'sent')).toMatchObject({ kiosk: 'door', because: 'issued', ticket });
    printer.ends({ outcome: 'printed' });
    expect(await until(label, 'printed')).toMatchObject({ reason: null });
    expect(linesOf(printer.papers[0])).toContain(label);
  });

  const ends: readonly PrintOutcome[] = [
    { outcome: 'failed', reason: 'paper-out' },
    { outcome: 'failed', reason: 'cover-open' },
    { outcome: 'failed', reason: 'unplugged' },
    { outcome: 'unknown', reason: 'lost-in-print' },
    { outcome: 'unknown', reason: 'no-answer' },
  ];
  for (const outcome of ends) {
    it(`that ends as ${JSON.stringify(outcome)} is seen so, and the next one is printed`, async () => {
      const { order, printer, until } = await printingHall();
      printer.outcome = outcome;
      const { label } = await order();
      const { outcome: state, ...reason } = outcome;
      expect(await until(label, state)).toMatchObject(reason);
      printer.outcome = { outcome: 'printed' };
      await until((await order()).label, 'printed');
      expect(printer.papers).toHaveLength(2);
    });
  }

  it('that is given again changes nothing', async () => {
    const { order, printing, printer, until } = await printingHall();
    const { label, ticket } = await order();
    await until(label, 'printed');
    expect(await printing.order(door, ticket, label)).toBe('ordered');
    await until((await order()).label, 'printed');
    expect(printer.papers).toHaveLength(2);
  });

  it('waits for those before it; each comes out once, in order', async () => {
    const { order, printer, until } = await printingHall();
    printer.outcome = null;
    const first = await order();
    await printer.begun(1);
    const second = await order();
    expect(printer.papers).toHaveLength(1);
    printer.outcome = { outcome: 'printed' };
    printer.ends({ outcome: 'printed' });
    await until(second.label, 'printed');
    const labels = printer.papers.map((paper) => linesOf(paper)[2]);
    expect(labels).toEqual([first.label, second.label]);
  });

  it('that could not be sent within 2 minutes is not printed any more', async () => {
    const { order, clock, printer, until } = await printingHall();
    printer.outcome = null;
    const first = await order();
    await printer.begun(1);
    const second = await order();
    clock.step(120_001);
    printer.ends({ outcome: 'unknown', reason: 'no-answer' });
    await until(first.label, 'unknown');
    expect(await until(second.label, 'failed')).toMatchObject({ reason: 'too-late' });
    expect(printer.papers).toHaveLength(1);
  });

  it('at a kiosk without a printer is answered so', async () => {
    const { take, printing } = await printingHall();
    const { ticket, label } = await take();
    const nowhere = 'lift' as typeof door;
    expect(await printing.order(nowhere, ticket, label)).toBe('no-printer');
    expect(await printing.reprint(nowhere, ticket, 'again')).toBe('no-printer');
  });

  it('for a ticket that is not of today ends as failed', async () => {
    const { printing, printer, until } = await printingHall();
    await printing.order(door, 'yesterdays' as never, 'A001' as never);
    expect(await until('A001' as never, 'failed')).toMatchObject({ reason: 'too-late' });
    expect(printer.papers).toEqual([]);
  });

  it('bears the link that the log knows, where the hall has a public address', async () => {
    const { order, printer, until } = await printingHall(
      smallHall({ publicUrl: 'https://hall.example.gov.cn' }),
    );
    const { ticket, label } = await order();
    await until(label, 'printed');
    expect(printer.papers[0]).toContainEqual({
      ...{ kind: 'qr', text: `https://hall.example.gov.cn/t/${links.secretOf(ticket)}` },
    });
  });
});

describe('a hub that starts', () => {
  it('prints nothing that an earlier run left: nobody can vouch for it', async () => {
    const before = await printingHall();
    before.printer.outcome = null;
    const sent = await before.order();
    await before.printer.begun(1);
    const queued = await before.order();
    // The process is killed here.
    before.clock.step(1_000);
    const printer = new PretendPrinter();
    const after = await printingOn(before, before.house, new Map([[door, printer]]));
    await after.printing.start();
    await after.facts.refresh();
    for (const { label } of [sent, queued]) {
      expect(await untilFact(after.facts, label, 'unknown')).toMatchObject({
        reason: 'hub-restarted',
      });
    }
    expect(printer.papers).toEqual([]);
    // What hangs half out of the printer is cut off before the next slip.
    expect([before.printer.torn, printer.torn]).toEqual([false, true]);
  });

  it("leaves alone what is another hub's", async () => {
    const before = await printingHall();
    before.printer.outcome = null;
    const { label } = await before.order();
    await before.until(label, 'sent');
    before.clock.step(1_000);
    const after = await printingOn(before, before.house, new Map());
    await after.printing.start();
    await after.facts.refresh();
    expect(after.facts.now.prints).toMatchObject([{ label, state: 'sent' }]);
    before.printer.ends({ outcome: 'printed' });
    await before.until(label, 'printed');
  });

  it('prints what another hub orders at its kiosk', async () => {
    const mine = await printingHall();
    const other = await printingOn(mine, mine.house, new Map());
    await other.printing.start();
    await other.facts.refresh();
    const { ticket, label } = await mine.take();
    expect(await other.printing.order(door, ticket, label)).toBe('ordered');
    mine.poll();
    await mine.until(label, 'printed');
  });
});

describe('while the tables are away', () => {
  it('the end of a paper is kept, and written when they are back; it is not printed again', async () => {
    const { order, clock, jobs, printer, until, complaints } = await printingHall();
    printer.outcome = null;
    const { label } = await order();
    await printer.begun(1);
    jobs.away = true;
    printer.ends({ outcome: 'printed' });
    await clock.armed(2_000);
    clock.step(2_000);
    await clock.armed(2_000);
    expect(complaints).toHaveLength(2);
    jobs.away = false;
    clock.step(2_000);
    await until(label, 'printed');
    expect(printer.papers).toHaveLength(1);
  });

  for (const broken of ['before', 'after'] as const) {
    it(`a claim that breaks off ${broken} its commit: the paper comes out once`, async () => {
      const { order, clock, jobs, printer, until } = await printingHall();
      jobs.breaks.push(broken);
      const { label } = await order();
      await clock.armed(2_000);
      expect(printer.papers).toEqual([]);
      clock.step(2_000);
      await until(label, 'printed');
      expect(printer.papers).toHaveLength(1);
    });
  }

  it('an order fails so that its asker knows', async () => {
    const { take, printing, jobs } = await printingHall();
    const { ticket, label } = await take();
    jobs.add = async () => Promise.reject(new Error('away'));
    await expect(printing.order(door, ticket, label)).rejects.toThrow('away');
  });
});

it('while the log is away a slip waits, and comes out when it is back', async () => {
  const { order, take, ask, clock, log, printer, until, told, printing } = await printingHall();
  const { ticket, label } = await take();
  log.away = true;
  await ask({ command: { type: 'pass-time' }, by: { kind: 'hub', id: 'clock' } }, 'any');
  expect(await printing.order(door, ticket, label)).toBe('ordered');
  await clock.armed(2_000);
  expect(printer.papers).toEqual([]);
  log.away = false;
  const back = told(null);
  clock.step(2_000);
  await back;
  clock.step(2_000);
  await until(label, 'printed');
  await until((await order()).label, 'printed');
});

describe('two hubs that hold one printer', () => {
  async function two() {
    const one = await printingHall();
    const log = new FaultyLog(one.store);
    const keeper = keeperOn(log, { clock: one.clock, seed: 'other' });
    const printer = new PretendPrinter();
    const other = await printingOn(keeper, one.house, new Map([[door, printer]]));
    await other.printing.start();
    await other.facts.refresh();
    return { one, other: { ...other, printer } };
  }

  it('never print one slip twice', async () => {
    const { one, other } = await two();
    const labels = [];
    for (let ordered = 0; ordered < 10; ordered += 1) {
      labels.push((await one.order()).label);
      other.poll();
    }
    while ((await one.jobs.leftOver(hall)).length > 0) {
      one.poll();
      other.poll();
      await settled();
    }
    const printed = [...one.printer.papers, ...other.printer.papers].map(
      (slip) => linesOf(slip)[2],
    );
    expect(printed.sort()).toEqual(labels);
  });

  it('whoever came second leaves the slip alone, however often it is woken', async () => {
    const { one, other } = await two();
    one.printer.outcome = null;
    const { ticket, label } = await one.take();
    // Both find it queued; while the other is about to claim it, the first does.
    other.jobs.beforeMark = async () => {
      one.poll();
      await one.printer.begun(1);
    };
    await other.printing.order(door, ticket, label);
    await one.printer.begun(1);
    for (let woken = 0; woken < 3; woken += 1) {
      await one.devices.say(hall, { device: 'd', kind: 'k', state: `s${woken}`, detail: '' });
      other.poll();
      await settledTables(other);
    }
    expect(other.printer.papers).toEqual([]);
    one.printer.ends({ outcome: 'printed' });
    await one.until(label, 'printed');
  });
});

/** The tables have answered what was asked of them by now. */
async function settledTables({ facts }: { facts: { refresh(): Promise<void> } }): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await facts.refresh();
    await settled();
  }
}

describe('a reprint', () => {
  it('is marked 补打 and seen as one', async () => {
    const { order, printing, printer, until, facts } = await printingHall();
    const { ticket, label } = await order();
    await until(label, 'printed');
    expect(await printing.reprint(door, ticket, 'again')).toBe('ordered');
    await printer.begun(2);
    expect(linesOf(printer.papers[0])).not.toContain('Reprint');
    expect(linesOf(printer.papers[1])).toContain('Reprint');
    expect(facts.now.prints.some(({ because }) => because === 'reprint')).toBe(true);
  });

  it('is given at most 3 times; the same wish again is one', async () => {
    const { order, printing, printer, until } = await printingHall();
    const { ticket, label } = await order();
    await until(label, 'printed');
    for (const wish of ['r1', 'r1', 'r2', 'r3', 'r3']) {
      expect(await printing.reprint(door, ticket, wish)).toBe('ordered');
    }
    expect(await printing.reprint(door, ticket, 'r4')).toBe('reprinted-enough');
    expect(await printing.reprint(door, ticket, 'r2')).toBe('ordered');
    await printer.begun(4);
    expect(printer.papers).toHaveLength(4);
  });

  it('is given at most 3 times also when all are asked for in one breath', async () => {
    const { order, printing, until } = await printingHall();
    const { ticket, label } = await order();
    await until(label, 'printed');
    const wishes = Array.from({ length: 8 }, (_, index) => `r${index}`);
    const answers = await Promise.all(wishes.map((wish) => printing.reprint(door, ticket, wish)));
    expect(answers.filter((answer) => answer === 'ordered')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'reprinted-enough')).toHaveLength(5);
  });

  it('is given where the ticket was not printed before, for one of today', async () => {
    const { take, printing, printer } = await printingHall();
    const { ticket, label } = await take();
    expect(await printing.reprint(door, ticket, 'again')).toBe('ordered');
    await printer.begun(1);
    expect(linesOf(printer.papers[0])).toEqual(expect.arrayContaining([label, 'Reprint']));
    expect(await printing.reprint(door, 'no-such-ticket' as typeof ticket, 'x')).toBe('no-printer');
  });
});

describe("the printer's health", () => {
  it('stands in the facts from the start, and each change does', async () => {
    const { facts, printer } = await printingHall();
    await facts.refresh();
    expect(facts.now.printers.get(door)).toBe('ready');
    const changed = new Promise<void>((resolve) => {
      const end = facts.follow(() => {
        if (facts.now.printers.get(door) !== 'paper-out') return;
        end();
        resolve();
      });
    });
    printer.become('paper-out');
    await changed;
  });

  it('that could not be kept is said again until it is, and the newest prevails', async () => {
    const { clock, complaints, devices, facts, printer } = await printingHall();
    devices.away = true;
    printer.become('cover-open');
    await clock.armed(2_000);
    printer.become('paper-low');
    await settled();
    clock.step(2_000);
    await clock.armed(2_000);
    expect(complaints.length).toBeGreaterThanOrEqual(2);
    devices.away = false;
    const kept = new Promise<void>((resolve) => {
      const end = facts.follow(() => {
        if (facts.now.printers.get(door) !== 'paper-low') return;
        end();
        resolve();
      });
    });
    clock.step(2_000);
    await kept;
    expect(await devices.list(hall)).toMatchObject([{ state: 'paper-low' }]);
  });
});

describe('closing', () => {
  it('ends the paper under way as the printer says, and it is written before the hub goes', async () => {
    const { order, printing, printer, jobs } = await printingHall();
    printer.outcome = null;
    const { ticket } = await order();
    await printer.begun(1);
    await printing.close();
    expect(await jobs.ofTicket(hall, ticket)).toMatchObject([
      { state: 'failed', reason: 'unplugged' },
    ]);
  });

  it('begins no other, and tries nothing again', async () => {
    const { order, printing, printer, jobs, clock, complaints } = await printingHall();
    printer.outcome = null;
    await order();
    await printer.begun(1);
    await order();
    jobs.away = true;
    await printing.close();
    const before = complaints.length;
    for (let tries = 0; tries < 5; tries += 1) {
      clock.step(2_000);
      await settled();
    }
    expect(complaints).toHaveLength(before);
    expect(printer.papers).toHaveLength(1);
  });
});
