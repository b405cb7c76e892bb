/**
 * Codes of scanners on lines, over real sockets: told to the page of their place that hears, to one
 * alone, while it may; a slip's code finds its number. What was scanned is kept nowhere.
 */
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Scanner } from '../../../drivers/driver.ts';
import { openScanner } from '../../../drivers/open-scanner.ts';
import { PretendScanner } from '../../../fixtures/machines/scanner.ts';
import { settled } from '../hall/rig.ts';
import { hubOf, links, type PeerEnd } from './rig.ts';

class PretendScans implements Pick<Scanner, 'onScan'> {
  readonly hearers = new Set<(text: string) => void>();

  onScan = (tell: (text: string) => void) => {
    this.hearers.add(tell);
    return () => this.hearers.delete(tell);
  };

  scan(text: string): void {
    for (const tell of [...this.hearers]) tell(text);
  }
}

async function hubWithScanners() {
  const [door, one] = [new PretendScans(), new PretendScans()];
  const scanners = new Map([
    ['kiosk:door', door],
    ['counter:1', one],
  ]);
  return { hub: await hubOf(undefined, undefined, scanners), door, one };
}

const hears = { ok: true, scanner: true };
const hear = (peer: PeerEnd, wish = true) => peer.ask('hear-scans', { hears: wish });
/** What was told to this page, from now on. */
function toldTo(peer: PeerEnd): string[] {
  const told: string[] = [];
  peer.socket.on('scan', ({ text }: { text: string }) => told.push(text));
  return told;
}
/** All that was said before has come. */
async function calm(...peers: PeerEnd[]): Promise<void> {
  await settled();
  for (const peer of peers) await peer.heard();
}

describe('a scanner on a line', () => {
  it('is heard at its own place alone, and while a page wants it', async () => {
    const { hub, door, one } = await hubWithScanners();
    const page = (await hub.join('kiosk', 'kiosk=door')).peer;
    const desk = (await hub.join('counter', 'clerk=wang', { counter: '1' })).peer;
    const [atDoor, atDesk] = [toldTo(page), toldTo(desk)];
    door.scan('nobody hears yet');
    expect(await hear(page)).toEqual(hears);
    expect(await hear(desk)).toEqual(hears);
    door.scan('ABCD2345');
    one.scan('WXYZ6789');
    await calm(page, desk);
    expect([atDoor, atDesk]).toEqual([['ABCD2345'], ['WXYZ6789']]);
    expect(await hear(page, false)).toEqual(hears);
    door.scan('no longer');
    await calm(page);
    expect(atDoor).toEqual(['ABCD2345']);
  });

  it('is told to who heard last; who goes leaves it to the one before', async () => {
    const { hub, one } = await hubWithScanners();
    const join = async () => (await hub.join('counter', 'clerk=wang', { counter: '1' })).peer;
    const [first, second] = [await join(), await join()];
    const [atFirst, atSecond] = [toldTo(first), toldTo(second)];
    await hear(first);
    await hear(second);
    one.scan('to the second');
    await calm(first, second);
    second.socket.disconnect();
    await first.heard();
    await expect.poll(() => one.hearers.size).toBe(1);
    await expect
      .poll(async () => {
        one.scan('to the first');
        await calm(first);
        return atFirst.length > 0;
      })
      .toBe(true);
    expect(atSecond).toEqual(['to the second']);
    expect(new Set(atFirst)).toEqual(new Set(['to the first']));
  });

  it('tells nobody whose sign-in has ended, nor while that cannot be asked', async () => {
    const { hub, one } = await hubWithScanners();
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
    const told = toldTo(peer);
    await hear(peer);
    hub.doors.revoked.add('clerk=wang');
    one.scan('ABCD2345');
    hub.doors.revoked.clear();
    hub.doors.away = true;
    one.scan('WXYZ6789');
    expect(await hear(peer)).toEqual({ failed: 'unavailable' });
    hub.doors.away = false;
    await calm(peer);
    expect(told).toEqual([]);
    expect(hub.complaints.join()).not.toMatch(/ABCD2345|WXYZ6789/);
  });

  it('is refused by name: a wrong wish, a screen; where none stands that is told', async () => {
    const { hub } = await hubWithScanners();
    const { peer } = await hub.join('counter', 'clerk=wang', { counter: '2' });
    expect(await hear(peer)).toEqual({ ok: true, scanner: false });
    expect(await peer.ask('hear-scans', { hears: 'yes' })).toMatchObject({
      ...{ refused: 'bad-input', field: 'hears' },
    });
    const screen = (await hub.join('display')).peer;
    expect(await hear(screen)).toEqual({ refused: 'not-allowed' });
    expect(await screen.ask('find-ticket', { link: 'x' })).toEqual({ refused: 'not-allowed' });
  });
});

it('the code of a slip finds its number; another secret finds none', async () => {
  const { hub } = await hubWithScanners();
  const { peer } = await hub.join('counter', 'clerk=wang', { counter: '1' });
  await hub.join('kiosk', 'kiosk=door');
  const taken = await peer.command({
    requestId: 'take-1',
    command: { type: 'issue-ticket', service: 'a', language: 'en' },
  });
  if (!('ok' in taken) || !taken.ticket) throw new Error(JSON.stringify(taken));
  const link = links.secretOf(taken.ticket);
  expect(await peer.ask('find-ticket', { link })).toEqual({
    ...{ ok: true, ticket: taken.ticket, label: 'A001', service: 'a' },
    ...{ status: 'waiting', ahead: 0, counter: null },
  });
  const strange = { link: 'abcdefghijklmnopqrstuv' };
  expect(await peer.ask('find-ticket', strange)).toEqual({ refused: 'unknown-link' });
  expect(await peer.ask('find-ticket', { link: 'short' })).toMatchObject({ field: 'link' });
});

it('the whole way: bytes of a scanner on a line, the page hears the code, nothing keeps it', async () => {
  const clock = { now: Date.now, setTimeout, clearTimeout };
  const pretend = new PretendScanner({ clock, tcpPort: 0 });
  await pretend.plug();
  onTestFinished(() => pretend.unplug());
  const scanner = openScanner(pretend.address(), clock);
  onTestFinished(() => scanner.close());
  const hub = await hubOf(undefined, undefined, new Map([['kiosk:door', scanner]]));
  const { peer } = await hub.join('kiosk', 'kiosk=door');
  const told = toldTo(peer);
  await hear(peer);
  await expect
    .poll(() => {
      pretend.scan('ABCD2345');
      return told;
    })
    .toContain('ABCD2345');
  const files = await readdir(hub.folder);
  const tables = await Promise.all(files.map((file) => readFile(`${hub.folder}/${file}`)));
  const log = JSON.stringify(await hub.log.read('hall:small', 0));
  expect([log, ...tables.map(String), ...hub.complaints].join()).not.toContain('ABCD2345');
});
