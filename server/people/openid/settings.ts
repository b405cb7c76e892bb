/**
 * `signIn.openid` in the hall's file: the provider at which staff sign in beside their accounts here (OpenID
 * Connect), how its claims become accounts and roles, and what it vouches for. docs/rights.md.
 */
import { z } from 'zod';

const claim = z.string().regex(/^[A-Za-z0-9_:/.-]{1,80}$/, 'the name of a claim');
const words = z.strictObject({
  'zh-Hans': z.string().min(1).max(20),
  'zh-Hant': z.string().min(1).max(20).optional(),
  en: z.string().min(1).max(40).optional(),
});

/** Plain http is for a provider on the hub's own machine alone. */
export function isSafeAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const own = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && own);
}
const address = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(isSafeAddress, 'https, or http on this very machine');

export const openidShape = z
  .strictObject({
    issuer: address,
    clientId: z.string().min(1).max(200),
    /** `env:NAME`, or a file that nobody else may read. */
    secret: z.string().min(1).max(400),
    /** Where browsers reach the hub; the provider sends them back to `/sign-in/openid/back` there. */
    hub: address,
    /** What the button says. */
    name: words,
    scope: z.string().min(1).max(300).default('openid profile'),
    /** The claim that is the account's name here. */
    account: claim.default('preferred_username'),
    /** The claim that is the person's name, for accounts that are made. */
    personName: claim.default('name'),
    /** Left out: roles are given here alone. */
    roles: z
      .strictObject({ claim, map: z.record(z.string().min(1).max(200), z.string().min(1).max(32)) })
      .optional(),
    /** Whether somebody without an account gets one; it needs `roles`. */
    create: z.boolean().default(false),
    /** What of `acr` and `amr` stands for a second factor, for administrators. */
    secondFactor: z
      .strictObject({
        acr: z.array(z.string().min(1).max(200)).max(20).default([]),
        amr: z.array(z.string().min(1).max(80)).max(20).default([]),
      })
      .prefault({}),
    /** Whether everybody shows their password there anew: several people share a counter's PC. */
    again: z.boolean().default(true),
  })
  .superRefine(({ create, roles, scope }, context) => {
    if (create && !roles) {
      const message = 'accounts are made only where roles says which role they get';
      context.addIssue({ code: 'custom', path: ['create'], message });
    }
    if (!scope.split(' ').includes('openid')) {
      context.addIssue({ code: 'custom', path: ['scope'], message: 'openid is one of them' });
    }
  });

export const signInShape = z.strictObject({ openid: openidShape.optional() }).default({});
export type OpenidSettings = z.output<typeof openidShape>;
