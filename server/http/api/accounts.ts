/**
 * Accounts of staff, their roles and sign-ins, and the keys of devices and programs. Who makes an account
 * gives it no rights, who gives rights makes no account, and nobody changes their own.
 */
import { z } from 'zod';
import type { PasswordSet, Person, StaffRefusal } from '../../people/staff.ts';
import {
  type ByPerson,
  doing,
  noFields,
  type Operation,
  type Reply,
  reading,
  removing,
} from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { time } from './shapes.ts';

const accountShape = z
  .object({
    id: z.string(),
    account: z.string(),
    name: z.string(),
    role: z.string().meta({ description: '`none`: no rights yet.' }),
    disabled: z.boolean(),
  })
  .meta({ id: 'Account' });
const passwordShape = z.object({
  account: accountShape,
  password: z.string().meta({ description: 'Drawn by chance; answered this once.' }),
});
const keyShape = z.object({
  id: z.string(),
  kind: z.enum(['kiosk', 'agent', 'tablet', 'token']),
  name: z.string().meta({ description: 'Where the device stands; what the token is for.' }),
  since: time,
  revokedAt: time.nullable(),
});

const told = { tag: 'accounts', access: 'signed-in', limit: 'session' } as const;
const path = '/api/halls/{hall}/accounts';
const one = `${path}/{person}`;
const done = { status: 204, description: 'Done; sign-ins that it ends are over within 5 s.' };
/** The role of whoever was given none. */
const noRole = 'none';

export const accountOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  add(parts),
  change(parts),
  setPassword(parts),
  setRole(parts),
  signOut(parts),
  resetFactor(parts),
  keys(parts),
  revoke(parts),
];

function list({ people, keeper, rights }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path, id: 'listAccounts' },
      summary: 'Accounts of the hall, also those that are disabled',
      answer: {
        status: 200,
        description: 'By account; and the roles that there are, with what each may.',
        schema: z.object({
          accounts: z.array(accountShape),
          roles: z.record(z.string(), z.array(z.string())),
        }),
      },
    },
    async () => {
      const accounts = (await people.staff.list(keeper.hall)).map(shown);
      const roles = Object.fromEntries(rights.roles.map((role) => [role, rights.of(role)]));
      return { status: 200, body: { accounts, roles } };
    },
  );
}

function add({ people, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path, id: 'addAccount' },
      summary: 'Make an account, which has no rights yet',
      body: z.strictObject({ account: z.string().max(64), name: z.string().max(80) }),
      answer: { status: 201, description: 'With its first password.', schema: passwordShape },
    },
    async (_asked, wish) =>
      withPassword(await people.staff.add({ ...wish, hall: keeper.hall, role: noRole }, null), 201),
  );
}

function change(parts: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: one, id: 'changeAccount' },
      summary: 'Rename, disable or enable',
      body: z.strictObject({
        name: z.string().max(80).optional(),
        disabled: z.boolean().optional(),
      }),
      answer: { status: 200, description: 'The account.', schema: accountShape },
      missing: ['unknown-entry'],
    },
    async ({ path: named, by }, wish) => {
      if (wish.disabled !== undefined && by.id === named.person) return own('disabled');
      return changed(parts, named.person, wish);
    },
  );
}

function setRole(parts: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${one}/role`, id: 'setAccountRole' },
      summary: 'Give a role, and with it rights',
      description: 'Ends the person’s sign-ins. Nobody changes their own.',
      body: z.strictObject({ role: z.string().max(32) }),
      answer: { status: 200, description: 'The account.', schema: accountShape },
      missing: ['unknown-entry'],
    },
    async ({ path: named, by }, { role }) => {
      if (by.id === named.person) return own('role');
      if (role !== noRole && !parts.rights.roles.includes(role)) {
        const rule = `one of ${[noRole, ...parts.rights.roles].join(', ')}`;
        return fieldProblem([{ field: 'role', rule }]);
      }
      return changed(parts, named.person, { role });
    },
  );
}

function setPassword(parts: HttpParts): Operation {
  const { people } = parts;
  return doing(
    {
      ...{ ...told, path: `${one}/password`, id: 'setAccountPassword' },
      summary: 'Draw a new password, and end the person’s sign-ins',
      body: noFields,
      answer: { status: 200, description: 'The new password.', schema: passwordShape },
      missing: ['unknown-entry'],
    },
    async ({ path: named }) => {
      const id = await ofHall(parts, named.person);
      return id ? withPassword(await people.staff.setPassword(id, null), 200) : unknown();
    },
  );
}

function signOut(parts: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: `${one}/sign-ins`, id: 'endSignIns' },
      summary: 'End all sign-ins of a person',
      answer: done,
      missing: ['unknown-entry'],
    },
    async ({ path: named }) => {
      const id = await ofHall(parts, named.person);
      if (!id) return unknown();
      await parts.people.sessions.endAllOf(id);
      return { status: 204 };
    },
  );
}

function resetFactor(parts: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: `${one}/second-factor`, id: 'resetSecondFactor' },
      summary: 'Take a lost second factor away: the next sign-in sets up another',
      description: 'Ends the person’s sign-ins. Nobody takes their own away.',
      answer: done,
      missing: ['unknown-entry'],
      problems: ['bad-input'],
    },
    async ({ path: named, by }) => {
      if (by.id === named.person) return own('person');
      const id = await ofHall(parts, named.person);
      if (!id) return unknown();
      await parts.people.secondFactors.reset(id);
      await parts.people.sessions.endAllOf(id);
      return { status: 204 };
    },
  );
}

function keys({ people, keeper }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/keys', id: 'listKeys' },
      summary: 'Keys of devices and programs, also those that were revoked',
      answer: {
        status: 200,
        description: 'Never the keys themselves.',
        schema: z.object({ keys: z.array(keyShape) }),
      },
    },
    async () => {
      const [devices, tokens] = await Promise.all([
        people.devices.list(keeper.hall),
        people.tokens.list(),
      ]);
      const ours = tokens.filter(({ hall }) => hall === null || hall === keeper.hall);
      const all = [
        ...devices.map(({ id, kind, place, enrolledAt, revokedAt }) => ({
          ...{ id, kind, name: place, since: enrolledAt, revokedAt },
        })),
        ...ours.map(({ id, name, madeAt, revokedAt }) => ({
          ...{ id, kind: 'token', name, since: madeAt, revokedAt },
        })),
      ];
      return { status: 200, body: { keys: all } };
    },
  );
}

function revoke({ people, keeper }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: '/api/halls/{hall}/keys/{key}', id: 'revokeKey' },
      summary: 'Revoke the key of a device or a program, for good',
      answer: done,
      missing: ['unknown-entry'],
    },
    async ({ path: named }) => {
      const key = named.key ?? '';
      const device = (await people.devices.list(keeper.hall)).some(({ id }) => id === key);
      const token = (await people.tokens.list()).some(
        ({ id, hall }) => id === key && (hall === null || hall === keeper.hall),
      );
      if (device) await people.devices.revoke(key);
      else if (token) await people.tokens.revoke(key);
      else return unknown();
      return { status: 204 };
    },
  );
}

const unknown = () => problem('unknown-entry');
const own = (field: string) => fieldProblem([{ field, rule: 'of another account than your own' }]);
const shown = ({ hall: _, ...rest }: Person) => rest;

/** The id, where it is somebody of this hall. */
async function ofHall(
  { people, keeper }: HttpParts,
  id: ByPerson['id'] | undefined,
): Promise<string | null> {
  const person = await people.staff.find(id ?? '');
  return person?.hall === keeper.hall ? person.id : null;
}

async function changed(
  parts: HttpParts,
  person: string | undefined,
  wish: Parameters<HttpParts['people']['staff']['change']>[1],
): Promise<Reply> {
  const id = await ofHall(parts, person);
  if (!id) return unknown();
  const after = await parts.people.staff.change(id, wish);
  return 'refused' in after ? refused(after) : { status: 200, body: shown(after) };
}

function withPassword(set: PasswordSet | StaffRefusal, status: number): Reply {
  if ('refused' in set) return refused(set);
  return { status, body: { account: shown(set.person), password: set.generated ?? '' } };
}

function refused({ refused: why }: StaffRefusal): Reply {
  switch (why) {
    case 'account-taken':
      return fieldProblem([{ field: 'account', rule: 'one that nobody in the house has' }]);
    case 'account-malformed':
      return fieldProblem([{ field: 'account', rule: '2-32 letters, digits, ".", "_" or "-"' }]);
    case 'name-malformed':
      return fieldProblem([{ field: 'name', rule: '1-40 characters' }]);
    case 'person-unknown':
      return unknown();
    default:
      return fieldProblem([{ field: 'password', rule: why }]);
  }
}
