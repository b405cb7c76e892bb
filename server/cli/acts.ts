/**
 * What an administrator does from the command line, beside a running hub: accounts for staff, tokens
 * for programs, codes for kiosks.
 */
import { resetFactor } from '../people/second-factor.ts';
import type { Tables } from '../tables.ts';
import { deviceCommands } from './devices.ts';
import { postedActs } from './posted-acts.ts';
import { tellers } from './tellers.ts';
import { textsUsage } from './texts.ts';

/** What a command says: lines for a person, and whether it was done. */
export interface Said {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

export interface ActContext {
  readonly tables: Tables;
  readonly hall: string;
  readonly kiosks: readonly string[];
  readonly counters: readonly string[];
  readonly roles: readonly string[];
}

export interface Act {
  /** How it is written, e.g. `token add <name>`. */
  readonly usage: string;
  readonly about: string;
  /** False: it only reads, and is not written into the audit. */
  readonly changes?: false;
  readonly run: (context: ActContext, words: readonly string[]) => Promise<Said>;
}

const done = (...lines: string[]): Said => ({ ok: true, lines });
const not = (...lines: string[]): Said => ({ ok: false, lines });

/** By their first two words. */
export const acts: Readonly<Record<string, Act>> = {
  'staff add': {
    usage: 'staff add <account> <name> <role>',
    about: 'makes an account and prints its first password, once; roles: docs/rights.md',
    run: async ({ tables, hall, roles }, [account = '', name = '', role = '']) => {
      if (!roles.includes(role)) return not(`role: one of ${roles.join(', ')}`);
      const made = await tables.staff.add({ hall, account, name, role }, null);
      if ('refused' in made) return not(`account ${account}: ${made.refused}`);
      return done(`account ${account}`, `password ${made.generated}`);
    },
  },
  'staff password': {
    usage: 'staff password <account>',
    about: 'gives an account a new password, prints it once and ends its sessions',
    run: async ({ tables }, [account = '']) => {
      const person = await tables.staff.findByAccount(account);
      if (!person) return not(`account: nobody has the account ${account}`);
      const set = await tables.staff.setPassword(person.id, null);
      if ('refused' in set) return not(`account ${account}: ${set.refused}`);
      await tables.sessions.endAllOf(person.id);
      return done(`account ${account}`, `password ${set.generated}`);
    },
  },
  'staff reset-factor': {
    usage: 'staff reset-factor <account>',
    about: 'takes a lost second factor away: the next sign-in sets up another',
    run: async ({ tables }, [account = '']) => {
      const person = await tables.staff.findByAccount(account);
      if (!person) return not(`account: nobody has the account ${account}`);
      await resetFactor(tables.house, person.id);
      await tables.sessions.endAllOf(person.id);
      return done(`account ${account}: the second factor is taken away`);
    },
  },
  'staff list': {
    usage: 'staff list',
    about: 'lists accounts',
    changes: false,
    run: async ({ tables, hall }) => {
      const people = await tables.staff.list(hall);
      return done(
        ...people.map(({ account, role, disabled }) =>
          [account, role, disabled ? 'disabled' : ''].join('\t'),
        ),
      );
    },
  },
  'token add': {
    usage: 'token add <name>',
    about: 'makes an API token for this hall and prints it, once',
    run: async ({ tables, hall }, [name = '']) => {
      if (name === '') return not('name: what the token is for');
      const { token, secret } = await tables.tokens.make(name, hall);
      return done(`token ${token.id} (${name})`, secret);
    },
  },
  'token list': {
    usage: 'token list',
    about: 'lists API tokens',
    changes: false,
    run: async ({ tables }) => {
      const tokens = await tables.tokens.list();
      return done(...tokens.map(({ id, name }) => `${id}\t${name}`));
    },
  },
  'token revoke': {
    usage: 'token revoke <id>',
    about: 'ends an API token, everywhere within 5 s',
    run: async ({ tables }, [id = '']) =>
      (await tables.tokens.revoke(id)) ? done(`token ${id} revoked`) : not(`id: no token ${id}`),
  },
  'device enrol': {
    usage: 'device enrol <kiosk>',
    about: 'makes a one-time code (15 minutes) to type in at a kiosk',
    run: async ({ tables, hall, kiosks }, [place = '']) => {
      if (!kiosks.includes(place)) return not(`kiosk: one of ${kiosks.join(', ')}`);
      const code = await tables.enrolment.invite({ hall, kind: 'kiosk', place });
      if ('refused' in code) return not(`kiosk ${place}: ${code.refused}`);
      return done(`kiosk ${place}`, `code ${code.code}`);
    },
  },
  'device enrol-agent': {
    usage: 'device enrol-agent <kiosk or PC>',
    about: 'makes a one-time code (15 minutes) for the agent on a PC: docs/agent.md',
    run: async ({ tables, hall }, [place = '']) => {
      if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(place)) {
        return not("the PC: a kiosk's id, or the name after agent: in the hall's file");
      }
      const code = await tables.enrolment.invite({ hall, kind: 'agent', place });
      if ('refused' in code) return not(`agent ${place}: ${code.refused}`);
      return done(`agent ${place}`, `code ${code.code}`);
    },
  },
  'device enrol-tablet': {
    usage: 'device enrol-tablet <counter>',
    about: 'makes a one-time code (15 minutes) for the rating tablet at a counter: docs/ratings.md',
    run: async ({ tables, hall, counters }, [place = '']) => {
      if (!counters.includes(place)) return not(`counter: one of ${counters.join(', ')}`);
      const code = await tables.enrolment.invite({ hall, kind: 'tablet', place });
      if ('refused' in code) return not(`counter ${place}: ${code.refused}`);
      return done(`counter ${place}`, `code ${code.code}`);
    },
  },
  'device keys': {
    usage: 'device keys',
    about: 'lists kiosks and PCs that were let in, also those that were revoked',
    changes: false,
    run: async ({ tables, hall }) => {
      const devices = await tables.devices.list(hall);
      return done(
        ...devices.map(({ id, kind, place, revokedAt }) =>
          [id, kind, place, revokedAt === null ? '' : 'revoked'].join('\t'),
        ),
      );
    },
  },
  'device revoke': {
    usage: 'device revoke <id>',
    about: "ends a kiosk's or PC's key, everywhere within 5 s",
    run: async ({ tables }, [id = '']) =>
      (await tables.devices.revoke(id)) ? done(`device ${id} revoked`) : not(`id: no device ${id}`),
  },
  ...postedActs,
};

/** The list of commands, for `help` and for what was not understood. */
export const usage = (): string[] => [
  'jinghao start | schema | help',
  'jinghao agent | agent enrol  -- the program on a kiosk or counter PC: docs/agent.md',
  'jinghao relay | relay make-key  -- at the network’s edge, for visitors’ phones: docs/relay.md',
  ...[...Object.values(acts), ...Object.values(deviceCommands), ...Object.values(tellers)].map(
    ({ usage: how, about }) => `jinghao ${how}  -- ${about}`,
  ),
  ...textsUsage,
];
