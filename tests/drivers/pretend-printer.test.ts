/**
 * The pretend printer is only worth something while it is strict: what it accepts wrongly, a hall
 * would find out. Also its page and its life as a process of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { compose } from '../../drivers/escpos/compose.ts';
import { paper80 } from '../../drivers/escpos/profile.ts';
import { slip } from '../../fixtures/machines/paper-examples.ts';
import { startPretendPrinter } from '../../fixtures/machines/printer.ts';
import { PrinterEngine } from '../../fixtures/machines/printer-engine.ts';
import { SteppedClock } from './stepped-clock.ts';

const clock = { now: Date.now, setTimeout, clearTimeout };
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function newEngine(): { engine: PrinterEngine; answers: number[]; clock: SteppedClock } {
  const stepped = new SteppedClock();
  const engine = new PrinterEngine(80, stepped);
  const answers: number[] = [];
  engine.connect((bytes) => answers.push(...bytes));
  return { engine, answers, clock: stepped };
}

describe('it stops on what it does not know', () => {
  test.each([
    ['Chinese without FS &', '1b40 bac5'],
    ['Chinese after init switched it off', '1c26 1b40 bac5'],
    ['a four-byte code', '1c26 9534b235'],
    ['a cell that GBK does not have (䶮)', '1c26 fe9f'],
    ['a user-defined cell', '1c26 aaa1'],
    ['a private cell of the signs', '1c26 a2ab'],
    ['the code page of Latin', '1b7410'],
    ['italic', '1b3401'],
    ['underline', '1b2d01'],
    ['the wrong QR command', '1d5a02'],
    ['a QR length that counts characters', '1d286b0600315030e58fb7 31 1d21ff'],
    ['a QR code before its module size is known to be legal', '1d286b030031431f'],
    ['a size above eight', '1d2188'],
    ['a raster mode of its own', '1d763001'],
    ['a control byte', '07'],
    ['carriage return', '0d'],
    ['DLE EOT 5', '100405'],
    ['a byte that begins nothing', '80'],
    ['delete', '7f'],
  ])('%s', (_, bytes) => {
    const { engine } = newEngine();
    engine.receive(hex(`${bytes} 00000000 000000000000`));
    expect(engine.fault).not.toBeNull();
    expect(engine.papers()[0]?.error).toBe(engine.fault);
  });

  test('a line longer than the paper', () => {
    const { engine } = newEngine();
    engine.receive(Buffer.from('x'.repeat(48)));
    expect(engine.fault).toBeNull();
    engine.receive(Buffer.from('x'));
    expect(engine.fault).toContain('longer than the paper');
  });

  test('a picture in the middle of a line', () => {
    const { engine } = newEngine();
    engine.receive(hex('41 1d763000 0100 0100 ff'));
    expect(engine.fault).toContain('within a line');
  });

  test('and then prints nothing more, reports an error, and goes on after a power cycle', () => {
    const { engine, answers } = newEngine();
    engine.receive(hex('0d'));
    engine.receive(Buffer.from('after\n'));
    expect(engine.papers()).toHaveLength(1);
    engine.powerCycle();
    engine.receive(hex('1b40 41 0a 1d5601'));
    expect(engine.papers()[0]?.lines).toEqual(['A']);
    expect(answers).toEqual([]);
  });
});

describe('it behaves as a machine', () => {
  test('answers about itself at once, also with no paper; what waits is printed after', () => {
    const { engine, answers } = newEngine();
    engine.set({ paper: 'out' });
    engine.receive(hex('1b40 41 0a 1d5601 1d7201 100401 100402 100404'));
    expect(answers).toEqual([0x1a, 0x32, 0x7e]);
    expect(engine.papers()).toEqual([]);
    engine.set({ paper: 'ok' });
    expect(engine.papers()[0]?.lines).toEqual(['A']);
    expect(answers).toEqual([0x1a, 0x32, 0x7e, 0x00]);
  });

  test('loses what was to stand where the paper ended, and no more', () => {
    const { engine } = newEngine();
    engine.set({ paperLeftDots: 45 });
    engine.receive(Buffer.from('one\ntwo\nthree\n'));
    expect(engine.condition.paper).toBe('out');
    engine.set({ paper: 'ok' });
    engine.receive(hex('1d5601'));
    expect(engine.papers()[0]?.lines).toEqual(['one', 'two', 'three']);
  });

  test('takes bytes no faster than its line', () => {
    const { engine, clock: stepped } = newEngine();
    engine.set({ baud: 9_600 });
    engine.receive(Buffer.from(`${'x'.repeat(40)}\n`.repeat(30)));
    stepped.pass(500);
    const early = engine.papers()[0]?.lines.length ?? 0;
    expect(early).toBeGreaterThan(5);
    expect(early).toBeLessThan(15);
    stepped.pass(1_500);
    expect(engine.papers()[0]?.lines).toHaveLength(30);
  });

  test('prints no faster than its head, and keeps no more than its buffer', () => {
    const { engine, clock: stepped } = newEngine();
    engine.set({ mmPerSecond: 100, bufferBytes: 500 });
    engine.receive(Buffer.from('x\n'.repeat(40)));
    stepped.pass(500);
    const early = engine.papers()[0]?.lines.length ?? 0;
    expect(early).toBeGreaterThan(8);
    expect(early).toBeLessThan(18);
    stepped.pass(1_500);
    expect(engine.papers()[0]?.lines).toHaveLength(40);
    engine.receive(Buffer.from('x\n'.repeat(300)));
    expect(engine.fault).toContain('500 bytes in its buffer');
  });

  test('speaks by itself from GS a to ESC @, only of what changed', () => {
    const { engine, answers } = newEngine();
    const heard = () => answers.splice(0);
    engine.set({ paper: 'low' });
    expect(heard()).toEqual([]);
    engine.receive(hex('1d61ff'));
    expect(heard()).toEqual([0x10, 0x00, 0x03, 0x00]);
    engine.set({ paper: 'low' });
    expect(heard()).toEqual([]);
    engine.set({ paper: 'out' });
    expect(heard()).toEqual([0x18, 0x00, 0x0f, 0x00]);
    engine.set({ paper: 'ok', hot: true });
    expect(heard()).toEqual([0x18, 0x40, 0x00, 0x00]);
    engine.set({ hot: false, cutterJammed: true });
    expect(heard()).toEqual([0x18, 0x08, 0x00, 0x00]);
    engine.set({ cutterJammed: false, noAuto: true });
    engine.set({ coverOpen: true });
    expect(heard()).toEqual([]);
    engine.set({ coverOpen: false, noAuto: false });
    heard();
    engine.receive(hex('1b40'));
    engine.set({ coverOpen: true });
    expect(heard()).toEqual([]);
  });

  test('leaves unanswered what a clone does, and says heat and cutter when it is asked', () => {
    const { engine, answers } = newEngine();
    engine.set({ unanswered: [2] });
    engine.receive(hex('100401 100402 100404'));
    expect(answers.splice(0)).toEqual([0x12, 0x12]);
    engine.set({ unanswered: [], hot: true });
    engine.receive(hex('100401 100402 100403'));
    expect(answers.splice(0)).toEqual([0x1a, 0x52, 0x52]);
    engine.set({ hot: false, cutterJammed: true });
    engine.receive(hex('100403'));
    expect(answers.splice(0)).toEqual([0x1a]);
  });

  test('keeps the last fifty papers', () => {
    const { engine } = newEngine();
    for (let i = 1; i <= 60; i++) {
      engine.receive(Buffer.concat([Buffer.from(`${i}\n\n\n\n\n`), hex('1d5601')]));
    }
    expect(engine.papers()).toHaveLength(50);
    expect(engine.papers()[0]?.lines).toEqual(['60']);
    expect(engine.png(1)).toBeNull();
  });

  test('a slip has real measures: 80 mm wide, eight dots a millimetre, doubled letters doubled', () => {
    const { engine } = newEngine();
    engine.receive(hex('1d2177 41303137 0a 0a0a0a0a 1d5601'));
    const [paper] = engine.papers();
    // The white before the knife, eight times 24 dots, four lines fed less what stays in the mouth.
    expect(paper?.mm).toBe(Math.round((96 + 192 + 120 - 96) / 8));
    const png = engine.png(paper?.id ?? 0);
    expect(png?.readUInt32BE(16)).toBe(640);
  });
});

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

describe('its page', () => {
  test('gives papers, pictures and buttons, and says when something changed', async () => {
    const printer = await startPretendPrinter({ clock, tcpPort: 0, httpPort: 0 });
    ends.push(() => printer.close());
    const base = `http://127.0.0.1:${printer.page?.port}`;
    expect(await (await fetch(`${base}/`)).text()).toContain('模拟小票打印机');
    const stream = await fetch(`${base}/events`);
    const reader = stream.body?.getReader();
    await reader?.read();
    printer.engine.receive((await compose(slip, paper80)).bytes);
    const told = await reader?.read();
    expect(Buffer.from(told?.value ?? []).toString()).toContain('data: changed');
    const papers: unknown = await (await fetch(`${base}/papers.json`)).json();
    expect(papers).toMatchObject([{ id: 1, cut: 'partial', error: null }]);
    const picture = Buffer.from(await (await fetch(`${base}/papers/1.png`)).arrayBuffer());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect((await fetch(`${base}/papers/2.png`)).status).toBe(404);
    expect((await fetch(`${base}/do/paper-out`, { method: 'POST' })).status).toBe(204);
    expect(await (await fetch(`${base}/condition.json`)).json()).toMatchObject({
      paper: 'out',
      plugged: true,
    });
    expect((await fetch(`${base}/do/unplug`, { method: 'POST' })).status).toBe(204);
    expect(printer.plugged).toBe(false);
    expect((await fetch(`${base}/do/replug`, { method: 'POST' })).status).toBe(204);
    expect((await fetch(`${base}/do/explode`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${base}/do/toString`, { method: 'POST' })).status).toBe(404);
  });
});

describe('as a process of its own', () => {
  test('says its addresses as one line of JSON, prints, and ends when told to', async () => {
    const program = fileURLToPath(new URL('../../fixtures/machines/printer.ts', import.meta.url));
    const args = [program, '--tcp', '0', '--http', '0', '--announce', 'json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    ends.push(async () => {
      child.kill('SIGKILL');
    });
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const said: { tcp: string; page: string } = JSON.parse(String(line));
    const { hostname, port } = new URL(said.tcp.replace('tcp:', 'http:'));
    const socket = connect(Number(port), hostname);
    socket.write((await compose(slip, paper80)).bytes);
    socket.write(hex('1d7201'));
    const [answer] = await once(socket, 'data');
    expect([...(answer as Buffer)]).toEqual([0]);
    socket.destroy();
    expect(await (await fetch(`${said.page}papers.json`)).json()).toHaveLength(1);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  test('a second driver is shown the door while the first is there', async () => {
    const printer = await startPretendPrinter({ clock, tcpPort: 0 });
    ends.push(() => printer.close());
    const first = connect(printer.tcp?.port ?? 0, '127.0.0.1');
    await once(first, 'connect');
    first.write(hex('100401'));
    await once(first, 'data');
    const second = connect(printer.tcp?.port ?? 0, '127.0.0.1');
    await once(second, 'close');
    expect(printer.tcp?.taken).toBe(true);
    first.destroy();
  });
});
