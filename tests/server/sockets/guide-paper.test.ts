/**
 * A kiosk prints a guide over its socket: only a kiosk that is let in, in its own name, with every no
 * by its name.
 */
import { expect, it } from 'vitest';
import { hubOf } from './rig.ts';

const wish = {
  ...{ requestId: 'r1', version: '2026-11-20.1', guide: 'id-card-lost' },
  ...{ what: 'materials', language: 'zh-Hans' },
};

it('is ordered at the kiosk that asks, and a no has its name', async () => {
  const hub = await hubOf();
  const { peer } = await hub.join('kiosk', 'kiosk=door');
  expect(await peer.ask('print-guide', wish)).toEqual({ ok: true });
  expect(hub.printing.guides).toEqual([{ kiosk: 'door', guide: 'id-card-lost' }]);
  for (const answer of ['no-printer', 'printed-enough', 'unknown-guide'] as const) {
    hub.printing.guideAnswer = answer;
    expect(await peer.ask('print-guide', wish)).toEqual({ refused: answer });
  }
  hub.printing.answer = 'away';
  expect(await peer.ask('print-guide', wish)).toEqual({ failed: 'unavailable' });
});

it('a blank form is ordered the same way', async () => {
  const hub = await hubOf();
  const { peer } = await hub.join('kiosk', 'kiosk=door');
  const form = { requestId: 'f1', form: 'disclosure', language: 'en' };
  expect(await peer.ask('print-form', form)).toEqual({ ok: true });
  expect(hub.printing.guides).toEqual([{ kiosk: 'door', guide: 'disclosure' }]);
  expect(await peer.ask('print-form', { ...form, form: 'tax' })).toMatchObject({ field: 'form' });
  const display = await hub.join('display');
  expect(await display.peer.ask('print-form', form)).toEqual({ refused: 'not-allowed' });
});

it.each([
  [{ guide: 'no such!' }, 'guide'],
  [{ what: 'half' }, 'what'],
  [{ language: 'fr' }, 'language'],
  [{ version: '' }, 'version'],
  [{ kiosk: 'hall' }, ''],
])('%j is refused with its field', async (more, field) => {
  const hub = await hubOf();
  const { peer } = await hub.join('kiosk', 'kiosk=door');
  const said = await peer.ask('print-guide', { ...wish, ...more });
  expect(said).toMatchObject({ refused: 'bad-input', field });
  expect(hub.printing.guides).toEqual([]);
});

it('is nothing for displays, consoles, or a kiosk whose key was revoked', async () => {
  const hub = await hubOf();
  const display = await hub.join('display');
  const kiosk = await hub.join('kiosk', 'kiosk=door');
  const console = await hub.join('counter', 'clerk=wang', { counter: '1' });
  hub.doors.revoked.add('kiosk=door');
  for (const { peer } of [display, kiosk, console]) {
    expect(await peer.ask('print-guide', wish)).toEqual({ refused: 'not-allowed' });
  }
  expect(hub.printing.guides).toEqual([]);
});
