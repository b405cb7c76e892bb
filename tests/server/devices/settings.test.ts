/** The devices of a hall's file, right and wrong; each complaint names the field and the rule. */
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseHall } from '../../../server/settings.ts';
import { changed, complaint, small } from '../small-hall.ts';

const bus = 'serial:/dev/ttyS3';
const printer = (address: string) => [{ kiosk: 'door', address }];

describe("a rule of a hall's devices", () => {
  const rules: readonly [string, unknown, string, RegExp][] = [
    ['devices.printer', [], 'devices', /"printer"/],
    ['devices.printers.0.kiosk', 'gone', 'devices.printers.0.kiosk', /no kiosk has the id gone/],
    [
      'devices.printers',
      [...printer('tcp://10.0.0.5:9100'), ...printer('tcp://10.0.0.6:9100')],
      'devices.printers.1.kiosk',
      /already has a printer/,
    ],
    ['devices.printers', printer('10.0.0.5'), 'devices.printers.0.address', /must be/],
    ['devices.printers', printer('usb://x'), 'devices.printers.0.address', /must be/],
    ['devices.printers', printer('tcp://x:0'), 'devices.printers.0.address', /port must be/],
    [
      'devices.printers',
      printer('serial:/dev/ttyUSB0?baud=fast'),
      'devices.printers.0.address',
      /baud must be/,
    ],
    [
      'devices.printers',
      printer('tcp://x:9100?paper=76'),
      'devices.printers.0.address',
      /paper must be/,
    ],
    ['devices.strips', [{ counter: 'x', address: bus }], 'devices.strips.0.counter', /no counter/],
    ['devices.strips', [{ counter: '1', address: 'x' }], 'devices.strips.0.address', /must be/],
    ['devices.strips', [{ counter: '1' }], 'devices.strips.0.address', /expected string/],
    [
      'devices.readers',
      [{ address: bus }],
      'devices.readers.0.kiosk',
      /at a kiosk or at a counter/,
    ],
    [
      'devices.scanners',
      [{ kiosk: 'door', counter: '1', address: bus }],
      'devices.scanners.0.kiosk',
      /name one of them/,
    ],
    [
      'devices.readers',
      [{ kiosk: 'door', address: 'tcp://10.0.0.5:9100' }],
      'devices.readers.0.address',
      /printer@door is on this line, and a reader needs its line for itself/,
    ],
    [
      'devices.keypads',
      [
        { counter: '1', address: `${bus}?station=4` },
        { counter: '2', address: `${bus}?repeat=900&station=4` },
      ],
      'devices.keypads.1.address',
      /keypad@counter-1 has the same place on this line/,
    ],
    [
      'devices.keypads',
      [{ counter: '1', address: 'shortcuts:' }],
      'devices.keypads.0.agent',
      /the PC whose desktop has the keys/,
    ],
    [
      'devices.keypads',
      [
        { counter: '1', address: 'shortcuts:', agent: 'pc' },
        { counter: '2', address: 'shortcuts:', agent: 'pc' },
      ],
      'devices.keypads.1.address',
      /keypad@counter-1 has the same place on this line/,
    ],
    [
      'devices.pads',
      [
        { counter: '1', address: `${bus}?station=4` },
        { counter: '2', address: `${bus}?station=5&baud=19200` },
      ],
      'devices.pads.1.address',
      /baud must be the same as that of pad@counter-1/,
    ],
    [
      'devices.strips',
      [{ counter: '1', address: bus, line: '𠮷先生' }],
      'devices.strips.0.line',
      /GB 2312 only, not 𠮷$/,
    ],
    ['devices.stripTexts.idle', ['{person}'], 'devices.stripTexts.idle.0', /its blanks are/],
    [
      'devices.stripLight',
      [
        { from: '18:00', brightness: 8 },
        { from: '07:00', brightness: 16 },
      ],
      'devices.stripLight',
      /order of the day/,
    ],
    [
      'devices.pads',
      [{ counter: '1', address: `${bus}?station=4`, levels: [5, 4, 3] }],
      'devices.pads.0.levels',
      /./,
    ],
    [
      'devices.pads',
      [{ counter: '1', address: `${bus}?station=4`, levels: [5, 4, 3, 0] }],
      'devices.pads.0.levels.3',
      /./,
    ],
    ['devices.printers.0.agent', 'PC 1', 'devices.printers.0.agent', /the id of a PC/],
    ['devices.printers.0.serviceEveryDays', 0, 'devices.printers.0.serviceEveryDays', />=1/],
    ['devices.printers.0.responsible', '', 'devices.printers.0.responsible', />=1 char/],
  ];
  for (const [path, value, field, rule] of rules) {
    it(`${path} = ${JSON.stringify(value)?.slice(0, 60)}: complains of ${field}`, () => {
      const said = complaint(() => parseHall(stringify(changed(path, value)), 'hall.yaml'));
      const [head, ...lines] = said.split('\n');
      expect(head).toBe('the configuration hall.yaml');
      const line = lines.find((one) => one.startsWith(`  ${field}: `));
      expect(line, said).toMatch(rule);
    });
  }
});

it('knows how much a strip shows by its address, or is told', () => {
  const hall = small();
  const strips = [
    { counter: '1', address: `${bus}?station=1&width=96&height=16` },
    { counter: '2', address: `${bus}?station=2`, columns: 20, line: '示范岗' },
  ];
  const read = parseHall(stringify({ ...hall, devices: { strips } }), 'x');
  expect(read.devices.map(({ id, columns, line }) => [id, columns, line])).toEqual([
    ['strip@counter-1', 12, null],
    ['strip@counter-2', 20, '示范岗'],
  ]);
  expect(read.strips.texts.called).toContain('{label}');
  expect(read.strips.light).toContainEqual({ from: 1080, brightness: 8 });
});
