/**
 * Sees to what the tests need beside npm packages: a Chromium, the kiosks' Chinese typeface, socat for
 * pretend serial lines, zbarimg to read printed QR codes, espeak-ng to hear a kiosk speak, strace and tshark
 * to see what reaches disk and gateways, ip and unshare for a network that nothing enters. On Debian as root
 * it installs what is missing and says so; elsewhere it says what to install. PostgreSQL comes from npm
 * unless TEST_DATABASE_URL names one.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

interface Need {
  /** A program, or a file by its whole path. */
  readonly program: string;
  readonly debian: string;
  readonly for: string;
}

const needs: readonly Need[] = [
  { program: 'chromium', debian: 'chromium', for: 'pages in a real browser' },
  {
    program: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
    ...{
      debian: 'fonts-wqy-microhei',
      for: 'forms and guides that bring no typeface of their own',
    },
  },
  { program: 'socat', debian: 'socat', for: 'serial lines' },
  { program: 'zbarimg', debian: 'zbar-tools', for: 'reading printed QR codes' },
  { program: 'espeak-ng', debian: 'espeak-ng', for: 'hearing what a kiosk says' },
  { program: 'strace', debian: 'strace', for: 'seeing that what is acknowledged is on the disk' },
  { program: 'tshark', debian: 'tshark', for: 'reading with other eyes what we say to gateways' },
  { program: 'openssl', debian: 'openssl', for: 'certificates' },
  { program: 'ip', debian: 'iproute2', for: 'a network that nothing enters' },
  { program: 'unshare', debian: 'util-linux', for: 'a network that nothing enters' },
];

function isThere(program: string): boolean {
  if (isAbsolute(program)) return existsSync(program);
  // `ip` stands where only root's path leads.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Installs or names what is missing. Returns whether the tests can run. */
export function prepare(say: (line: string) => void): boolean {
  const missing = needs.filter(({ program }) => !isThere(program));
  if (missing.length === 0) {
    say(`found ${needs.map(({ program }) => program).join(', ')}`);
    return true;
  }
  for (const need of missing) say(`missing: ${need.program} (${need.for})`);
  const packages = missing.map(({ debian }) => debian);
  const debianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!debianRoot) {
    say(`please install: ${packages.join(' ')} (Debian's names), then run the tests again`);
    return false;
  }
  say(`installing with apt-get: ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      .status === 0;
  const installed = apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
  say(installed ? 'installed' : 'apt-get failed: see above');
  return installed;
}
