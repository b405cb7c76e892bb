/**
 * What lies in deploy/ holds together: units name programs, words and variables that there are, the
 * kiosk's policies are strict JSON, the containers' file is YAML, and the docs in two languages are pairs.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { usage } from '../../server/cli/acts.ts';
import { readEnvironment } from '../../server/settings.ts';
import { root } from './tree.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const units = readdirSync(join(root, 'deploy/systemd')).filter((name) => /\.service$/.test(name));
const valuesOf = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value);

describe('deploy', () => {
  test('units start what there is, as nobody with more rights than they need', () => {
    const commands = usage().join('\n');
    for (const name of units) {
      const text = read(`deploy/systemd/${name}`);
      const [start = ''] = valuesOf(text, 'ExecStart');
      expect(start).toMatch(/^\/opt\/jinghao\/node_modules\/\.bin\/node .*server\/main\.ts \w+/);
      const [, word = ''] = /server\/main\.ts (\w+)/.exec(start) ?? [];
      expect(commands).toMatch(new RegExp(`jinghao (start \\| .*)?${word}\\b`));
      expect(valuesOf(text, 'User')).toEqual(['jinghao']);
      expect(valuesOf(text, 'NoNewPrivileges')).toEqual(['true']);
      expect(valuesOf(text, 'ProtectSystem')).toEqual(['strict']);
      // Whom systemd waits for is heard although a child says it, and lets it know more often than it must.
      const waits = valuesOf(text, 'Type')[0] === 'notify';
      expect(valuesOf(text, 'NotifyAccess')).toEqual(waits ? ['all'] : []);
      expect(valuesOf(text, 'WatchdogSec')).toEqual(waits ? ['60'] : []);
    }
  });

  test('what hub.env says the hub understands', () => {
    const lines = read('deploy/systemd/hub.env').split('\n');
    const pairs = lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split('='));
    const settings = readEnvironment(Object.fromEntries(pairs));
    expect(settings).toMatchObject({ host: '127.0.0.1', trustProxy: true, backupHours: 26 });
  });

  test('the kiosk may open one address and nothing else', () => {
    const policies = JSON.parse(read('deploy/kiosk/policies.json')) as Record<string, unknown>;
    expect(policies).toMatchObject({
      ...{ URLBlocklist: ['*'], URLAllowlist: ['@ORIGIN@'], DownloadRestrictions: 3 },
      ...{ DefaultPopupsSetting: 2, DeveloperToolsAvailability: 2, IncognitoModeAvailability: 1 },
    });
    expect(read('deploy/kiosk/set-up-kiosk.sh')).toContain('@ORIGIN@');
  });

  test('two hubs in containers share the database and the hall’s key, and nothing else', () => {
    const { services } = parse(read('deploy/container/compose.yaml'), { merge: true });
    const volumes = ['hub-1', 'hub-2'].map((hub) => services[hub].volumes as string[]);
    expect(volumes[0]?.filter((one) => volumes[1]?.includes(one))).toEqual([
      ...['./hall:/etc/jinghao:ro', 'keys:/keys'],
    ]);
    expect(services['hub-1'].environment).toEqual(services['hub-2'].environment);
    for (const [, from = ''] of read('deploy/container/Containerfile').matchAll(
      /^COPY --from=build \/opt\/jinghao\/(\S+)/gm,
    )) {
      if (!['node_modules', 'dist'].includes(from))
        expect(readdirSync(root)).toContain(from.split('/')[0]);
    }
  });

  test('the docs of installing name files and units that there are, and type the same in two languages', () => {
    const made = read('deploy/kiosk/set-up-kiosk.sh');
    const docs = ['docs/install.md', 'docs/zh/install.md'].map(read);
    for (const text of docs) {
      for (const [path] of text.matchAll(/\b(deploy|fixtures)\/[\w./*-]*\w/g)) {
        expect(globSync(path, { cwd: root }), path).not.toEqual([]);
      }
      for (const [unit] of text.matchAll(/\bjinghao[\w-]*\.(service|timer)\b/g)) {
        const there = existsSync(join(root, 'deploy/systemd', unit)) || made.includes(unit);
        expect(there, unit).toBe(true);
      }
    }
    const [english, chinese] = docs.map((text) =>
      [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) =>
        // Remarks, and what stands for the reader's own, are in the language of the page.
        block.replace(/\s+# .*$/gm, '').replace(/<.*>/g, '<…>'),
      ),
    );
    expect(chinese).toEqual(english);
  });

  test('every doc in Chinese has its pair, and both name each other', () => {
    for (const name of globSync('**/*.md', { cwd: join(root, 'docs/zh') })) {
      const [chinese, english] = [`docs/zh/${name}`, `docs/${name}`];
      expect(read(chinese)).toContain(`[English](${relative(dirname(chinese), english)})`);
      expect(read(english)).toContain(`[中文](${relative(dirname(english), chinese)})`);
    }
  });
});
