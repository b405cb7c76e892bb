/**
 * Scanners behind agents: what is read at the place of a PC reaches the page of that place, as from
 * the hub's own; who heard last hears alone, and nothing is kept for whoever comes.
 */
import { describe, expect, test } from 'vitest';
import { Cards } from '../../../server/devices/cards.ts';
import { Scans } from '../../../server/devices/scans.ts';
import { agentsOf } from '../../agent/lines.ts';
import { SteppedClock } from '../../drivers/stepped-clock.ts';
import { SeededDice } from '../house/databases.ts';

const at = (id: string) => ({ id, agent: 'pc', address: 'tcp://10.0.0.6:4001' });

describe('at an agent', () => {
  test('a scan is told to the page that hears, and to nobody before or after', () => {
    const { agents, join } = agentsOf();
    const scans = new Scans(new Map([['counter:3', agents.scanner(at('scanner@counter-3'))]]));
    join();
    const say = (text: string) => agents.said('pc', 'scan', { device: 'scanner@counter-3', text });
    const [first, second]: [string[], string[]] = [[], []];
    say('before');
    const endFirst = scans.hear('counter:3', (text) => first.push(text));
    say('one');
    const endSecond = scans.hear('counter:3', (text) => second.push(text));
    say('two');
    endSecond();
    say('three');
    endFirst();
    endFirst();
    say('after');
    expect([first, second]).toEqual([['one', 'three'], ['two']]);
    expect([scans.has('counter:3'), scans.has('counter:4')]).toEqual([true, false]);
    scans.close();
    scans.hear('counter:3', (text) => first.push(text));
    say('closed');
    expect(first).toEqual(['one', 'three']);
  });

  test('a card is read for the page that waits, with a masked name', async () => {
    const { agents, join } = agentsOf();
    const clock = new SteppedClock();
    const reader = agents.reader(at('reader@counter-3'));
    const cards = new Cards({
      ...{ readers: new Map([['counter:3', reader]]), clock, dice: new SeededDice('cards') },
      today: () => '2026-11-17',
    });
    join();
    agents.said('pc', 'health', {
      ...{ device: 'reader@counter-3', state: 'ready', heardMsAgo: 0, detail: 'ready' },
    });
    expect(await cards.await('counter:3', 'wish-0001')).toEqual({ ok: true, card: null });
    const read = {
      ...{
        card: 'resident' as const,
        name: '李四',
        number: '11010119900307563X',
        birth: '1990-03-07',
      },
      ...{ validFrom: '2020-01-01', validTo: null },
    };
    agents.said('pc', 'card', { device: 'reader@counter-3', card: { read } });
    const told = await cards.await('counter:3', 'wish-0001');
    expect(told).toMatchObject({ ok: true, card: { name: '李*', hint: '**3X' } });
    if (!('ok' in told) || !told.card) throw new Error('no card');
    cards.done(told.card.handle);
    expect(cards.remembered).toBe(0);
    cards.close();
  });
});
