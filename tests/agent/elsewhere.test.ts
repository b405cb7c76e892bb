/**
 * Two hubs, one agent: the hub that holds the agent's line prints, the other neither prints nor
 * judges, and takes over what is queued when the agent comes to it.
 */
import { expect, test } from 'vitest';
import { settled } from '../server/hall/rig.ts';
import { door, PretendPrinter, printingHall, printingOn } from '../server/printing/rig.ts';

test('a hub that does not hold the agent leaves its papers alone, until the agent comes', async () => {
  const one = await printingHall();
  one.printer.outcome = null;
  const sent = await one.order();
  await one.until(sent.label, 'sent');
  const held = { elsewhere: true };
  const printer = new PretendPrinter();
  const printers = new Map([[door, printer]]);
  const two = await printingOn(
    one,
    one.house,
    printers,
    undefined,
    undefined,
    () => held.elsewhere,
  );
  await two.printing.start();
  await two.facts.refresh();
  // What the first hub has under way is not called unknown, and the state is the first one's to say.
  expect(two.facts.now.prints).toMatchObject([{ label: sent.label, state: 'sent' }]);
  printer.become('unplugged');
  await settled();
  expect((await two.devices.list('small')).map(({ state }) => state)).toEqual(['ready']);
  expect(printer.papers).toEqual([]);
  await one.printing.close();
  const queued = await one.take();
  await two.printing.order(door, queued.ticket, queued.label);
  two.poll();
  await settled();
  expect(printer.papers).toEqual([]);
  held.elsewhere = false;
  printer.become('ready');
  await printer.begun(1);
});
