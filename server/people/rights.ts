/**
 * Who may do what: permissions as data, gathered in roles. The usual roles stand here; a hall's file
 * may change them and add its own (`roles:`). The administrator of accounts, the one of rights and the
 * one of the audit are three persons (GB/T 22239-2019, 8.1.5: system, security and audit management
 * stand apart), so no role may hold permissions of two of them.
 */
import { z } from 'zod';

export const permissions = [
  'counter.serve',
  'papers.print',
  'ratings.read',
  'cases.read',
  'cases.work',
  'cases.manage',
  'cases.phone',
  'live.read',
  'reports.read',
  'devices.read',
  'devices.service',
  'alarms.acknowledge',
  'adoptions.decide',
  'clock.confirm',
  'bookings.read',
  'fairness.read',
  'fairness.change',
  'notices.change',
  'emergency.change',
  'roster.change',
  'staff-cards.change',
  'texts.read',
  'texts.test',
  'guides.read',
  'guides.edit',
  'guides.publish',
  'settings.read',
  'settings.change',
  'privacy.read',
  'privacy.ask',
  'privacy.erase',
  'accounts.read',
  'accounts.change',
  'keys.change',
  'rights.change',
  'sessions.end',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

export interface RoleRights {
  /** As what whoever has it acts in the hall, in the log too; null: not at all. */
  readonly actor: 'clerk' | 'manager' | null;
  readonly may: readonly Permission[];
}

/** What only one of the three administrators may hold. */
const apart: Readonly<Record<string, readonly Permission[]>> = {
  system: ['accounts.change'],
  security: ['rights.change', 'sessions.end', 'keys.change'],
  audit: ['audit.read'],
};
const administrators: readonly Permission[] = [...Object.values(apart).flat(), 'accounts.read'];

export const usualRoles: Readonly<Record<string, RoleRights>> = {
  clerk: {
    actor: 'clerk',
    may: ['counter.serve', 'papers.print', 'ratings.read', 'cases.read', 'cases.work'],
  },
  manager: {
    actor: 'manager',
    may: permissions.filter((one) => !administrators.includes(one) && one !== 'privacy.erase'),
  },
  'system-admin': {
    actor: null,
    may: ['accounts.read', 'accounts.change', 'settings.read', 'settings.change'],
  },
  'security-admin': {
    actor: null,
    may: [
      ...(['accounts.read', 'rights.change', 'sessions.end', 'keys.change'] as const),
      ...(['privacy.read', 'privacy.ask', 'privacy.erase'] as const),
      // To put roles and ways to sign in in force that somebody else has written (configured/guarded.ts).
      'settings.read',
    ],
  },
  'audit-admin': { actor: null, may: ['accounts.read', 'audit.read', 'settings.read'] },
};

const role = z
  .strictObject({
    actor: z.enum(['clerk', 'manager']).nullable().default(null),
    may: z.array(z.enum(permissions)).max(permissions.length),
  })
  .superRefine(({ may, actor }, context) => {
    const of = Object.entries(apart).filter(([, theirs]) =>
      theirs.some((one) => may.includes(one)),
    );
    if (of.length > 1) {
      const message = `one role may not be ${of.map(([name]) => name).join(' and ')} administrator`;
      context.addIssue({ code: 'custom', path: ['may'], message });
    }
    if (may.includes('rights.change') && may.includes('settings.change')) {
      const message = 'who gives rights does not change settings: other roles need two persons';
      context.addIssue({ code: 'custom', path: ['may'], message });
    }
    if (may.includes('counter.serve') && actor === null) {
      const message = 'who serves at counters acts as clerk or manager';
      context.addIssue({ code: 'custom', path: ['actor'], message });
    }
  });

/** `roles:` in the hall's file: by name; one that is named like a usual one stands in its place. */
export const rolesShape = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'a role is 2-32 of a-z, 0-9 and -'), role)
  .default({});

export class Rights {
  readonly #roles: ReadonlyMap<string, RoleRights>;

  /** `own`: the hall's, beside the usual ones or in their place. */
  constructor(own: Readonly<Record<string, RoleRights>> = {}) {
    this.#roles = new Map(Object.entries({ ...usualRoles, ...own }));
  }

  get roles(): readonly string[] {
    return [...this.#roles.keys()];
  }

  /** What the role may do; nothing where the hall does not know it (any more). */
  of(role: string): readonly Permission[] {
    return this.#roles.get(role)?.may ?? [];
  }

  may(role: string, permission: Permission): boolean {
    return this.of(role).includes(permission);
  }

  /** As what a person of this role acts in the hall. */
  actorOf(role: string): 'clerk' | 'manager' | null {
    return this.#roles.get(role)?.actor ?? null;
  }

  /**
   * Whoever administers, or agrees to an erasure, shows a second factor to sign in. Not whoever changes
   * settings: managers of small halls do, and what that could give away of rights takes a second person, who
   * shows one (configured/guarded.ts).
   */
  needsSecondFactor(role: string): boolean {
    return this.of(role).some((one) => administrators.includes(one) || one === 'privacy.erase');
  }
}
