/**
 * SPEC.md and the code say the same: every rule has a test, every citation a rule, the table of
 * states and commands is what `decide` does, and the list of refusals is complete.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isRefusal } from '../../core/hall/refusals.ts';
import { acts, given, hub, kiosk, later, type Step, wang } from './hall.ts';
import { allClasses, smallHall } from './halls.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const filesOf = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

const spec = read('core/SPEC.md');
const groups = [...spec.matchAll(/^## ([A-Z]+): /gm)].map(([, group]) => group);
const idPattern = new RegExp(`\\b(?:${groups.join('|')})-\\d+\\b`, 'g');
const rules = [...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id ?? '');
const idsIn = (text: string) => text.match(idPattern) ?? [];
/** What stands in the quotes of a test's title, also of the rows of `test.each` in wire.test.ts. */
const titles = filesOf('tests/core')
  .flatMap((path) => [...read(path).matchAll(/^\s*(?:test(?:\.each\(\w+\))?\(|\[)\s*'([^']+)'/gm)])
  .map(([, title]) => title ?? '');

test('REF-1 every rule has an id of its own, in order, and every id quoted anywhere is a rule', () => {
  expect(new Set(rules).size).toBe(rules.length);
  for (const group of groups) {
    const numbers = rules.filter((id) => id.startsWith(`${group}-`));
    expect(numbers).toEqual(numbers.map((_, index) => `${group}-${index + 1}`));
  }
  const quoted = [...filesOf('core'), ...filesOf('tests/core')].flatMap((path) =>
    idsIn(read(path)),
  );
  expect([...new Set([...quoted, ...idsIn(spec)])].filter((id) => !rules.includes(id))).toEqual([]);
});

test('REF-1 every rule is quoted by the title of a test', () => {
  const tested = new Set(titles.flatMap(idsIn));
  expect(rules.filter((id) => !tested.has(id))).toEqual([]);
});

test('REF-1 the list of refusals is that of the code, and each is met by a test', () => {
  const listed = section('REF: every refusal').flatMap((line) => {
    const [, name] = /^\| `([a-z-]+)`/.exec(line) ?? [];
    return name === undefined ? [] : [name];
  });
  const code = [...read('core/hall/refusals.ts').matchAll(/readonly refused: ('[a-z'| -]+')/g)];
  const names = code.flatMap(([, list = '']) => list.match(/[a-z-]+/g) ?? []);
  expect(listed).toEqual([...new Set(names)]);
  const tests = filesOf('tests/core').map(read).join('\n');
  expect(listed.filter((name) => !tests.includes(`refused('${name}'`))).toEqual([]);
});

const boss = acts({ kind: 'manager', id: 'boss' as never });
const open = hub.opens(smallHall({ classes: allClasses }));
const called = [open, wang.signsIn('1'), kiosk.takes('a'), wang.callsNext('1')];
const states: Record<string, readonly Step[]> = {
  held: [open, wang.signsIn('1'), kiosk.adopts('t1', 'AK001', 0)],
  waiting: called.slice(0, -1),
  postponed: [...called.slice(0, -1), boss.postpones('t1')],
  called,
  serving: [...called, wang.serves('1')],
  parked: [...called, wang.serves('1'), wang.parks('1')],
  missed: [...called, later(30), wang.misses('1')],
  finished: [...called, wang.finishes('1')],
  cancelled: [...called, boss.cancels('t1')],
};
const commands: Record<string, Step> = {
  'call-next': wang.callsNext('1'),
  'call-ticket': wang.calls('1', 't1'),
  recall: wang.recalls('1', 't1'),
  serve: wang.serves('1', 't1'),
  finish: wang.finishes('1', 'done', 't1'),
  'no-show': wang.misses('1', 't1'),
  park: wang.parks('1', 'copying', 't1'),
  resume: wang.resumes('1', 't1'),
  transfer: wang.transfers('1', { service: 'b' }, 't1'),
  'change-class': wang.reclasses('t1', 'care'),
  rejoin: wang.rejoins('t1'),
  postpone: wang.postpones('t1'),
  cancel: wang.cancels('t1'),
};

test('REF-1 the table of states and commands is what the rules do', () => {
  const written = section('A ticket').filter((line) => line.startsWith('|'));
  const head = `| command | ${Object.keys(states).join(' | ')} |`;
  const lines = Object.entries(commands).map(([name, command]) => {
    const cells = Object.values(states).map((steps) => {
      const { answer } = given(...steps, later(30)).when(command);
      return isRefusal(answer)
        ? `*${answer.refused}*`
        : answer.map((event) => event.type).join(', ');
    });
    return `| \`${name}\` | ${cells.join(' | ')} |`;
  });
  expect(written).toEqual([head, written[1], ...lines]);
});

/** The lines of the section whose heading begins so. */
function section(heading: string): string[] {
  const [, rest = ''] = spec.split(`\n## ${heading}`);
  return (rest.split('\n## ')[0] ?? '').split('\n');
}
