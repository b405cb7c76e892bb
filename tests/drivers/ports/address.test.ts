/** How addresses of devices are read, and how a mistake in one is told. */
import { describe, expect, test } from 'vitest';
import { openPrinter, readPrinterAddress } from '../../../drivers/open-printer.ts';
import { readAddress, tellAddress } from '../../../drivers/ports/open.ts';
import { SteppedClock } from '../stepped-clock.ts';

describe('readAddress', () => {
  test.each([
    ['tcp://10.0.0.5:9100', { wire: 'tcp', host: '10.0.0.5', port: 9100 }],
    ['tcp://printer-3.hall.local', { wire: 'tcp', host: 'printer-3.hall.local', port: 9100 }],
    ['tcp://[fe80::1]:4000', { wire: 'tcp', host: 'fe80::1', port: 4000 }],
    [
      'serial:/dev/ttyUSB0?baud=19200',
      { wire: 'serial', path: '/dev/ttyUSB0', baud: 19200, flow: 'none' },
    ],
    ['serial:COM3?flow=rtscts', { wire: 'serial', path: 'COM3', baud: 9600, flow: 'rtscts' }],
    ['serial:///dev/ttyS1', { wire: 'serial', path: '/dev/ttyS1', baud: 9600, flow: 'none' }],
  ])('%s', (text, address) => {
    expect(readAddress(text)).toMatchObject({ ok: true, address });
  });

  test.each([
    ['printer', 'address', 'tcp://host:port or serial:'],
    ['usb:1', 'address', 'tcp://host:port or serial:'],
    ['', 'address', 'tcp://host:port or serial:'],
    ['tcp:10.0.0.5', 'address', 'tcp://10.0.0.5:9100'],
    ['tcp://10.0.0.5:0', 'port', 'between 1 and 65535'],
    ['tcp://10.0.0.5:70000', 'port', 'between 1 and 65535'],
    ['serial:ttyUSB0', 'path', '/dev/ttyUSB0'],
    ['serial:/dev/ttyUSB0?baud=fast', 'baud', 'one of 1200'],
    ['serial:/dev/ttyUSB0?baud=19201', 'baud', 'one of 1200'],
    ['serial:/dev/ttyUSB0?flow=yes', 'flow', 'none, rtscts, xonxoff'],
  ])('%s is refused by the field %s', (text, field, rule) => {
    const read = readAddress(text);
    expect(read).toMatchObject({ ok: false, problem: { field } });
    expect(read.ok ? '' : read.problem.rule).toContain(rule);
  });

  test('is told back in one line', () => {
    for (const text of ['tcp://10.0.0.5:9100', 'tcp://[fe80::1]:9100', 'serial:/dev/ttyUSB0']) {
      const read = readAddress(text);
      expect(read.ok && tellAddress(read.address)).toBe(text);
    }
  });
});

describe('readPrinterAddress', () => {
  test('takes the settings of the printer from behind the question mark', () => {
    const read = readPrinterAddress(
      'serial:/dev/ttyUSB0?baud=19200&paper=58&font=gb2312&qr=drawn&label=drawn&cut=full&status=none',
    );
    expect(read).toMatchObject({
      ok: true,
      port: { wire: 'serial', baud: 19200 },
      profile: {
        paperMm: 58,
        columns: 32,
        widthDots: 384,
        font: 'gb2312',
        qr: 'drawn',
        label: 'drawn',
        cut: 'full',
        status: 'none',
      },
    });
  });

  test('without settings it is the 80 mm printer of the trade', () => {
    expect(readPrinterAddress('tcp://10.0.0.5')).toMatchObject({
      ok: true,
      profile: { paperMm: 80, columns: 48, font: 'gbk', qr: 'own', cut: 'partial' },
    });
  });

  test.each([
    ['tcp://10.0.0.5?paper=76', 'paper', 'one of 80, 58'],
    ['tcp://10.0.0.5?font=utf8', 'font', 'one of gbk, gb2312, none'],
    ['tcp://10.0.0.5?baud=9600', 'baud', 'one of the settings paper'],
    ['tcp://10.0.0.5?colour=red', 'colour', 'one of the settings paper'],
  ])('%s is refused by the field %s', (text, field, rule) => {
    const read = readPrinterAddress(text);
    expect(read).toMatchObject({ ok: false, problem: { field } });
    expect(read.ok ? '' : read.problem.rule).toContain(rule);
  });

  test('opening a wrong address throws field and rule, and opens nothing', () => {
    const clock = new SteppedClock();
    expect(() => openPrinter('tcp://10.0.0.5:99999', clock)).toThrow(
      'printer tcp://10.0.0.5:99999: port must be between 1 and 65535',
    );
    expect(clock.nextIn()).toBeNull();
  });
});
