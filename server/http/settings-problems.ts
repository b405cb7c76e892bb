/**
 * What is refused of settings, by name: a part of the one table in `problem-texts.ts`.
 */
import { z } from 'zod';
import type { ProblemText } from './problem-texts.ts';

export type SettingsProblemName =
  | 'unknown-version'
  | 'settings-conflict'
  | 'settings-unsound'
  | 'settings-need-security-admin'
  | 'settings-beyond-rights';

export const complaintShape = z
  .object({
    path: z.array(z.union([z.string(), z.int()])),
    code: z.string().meta({ description: 'zod’s name of the rule; `custom`, `yaml` or `start`.' }),
    rule: z.string(),
  })
  .meta({ id: 'SettingsComplaint' });

export const settingsProblemTexts: Readonly<Record<SettingsProblemName, ProblemText>> = {
  'unknown-version': {
    status: 404,
    title: 'No such version',
    detail: 'The hall has no version of its settings with this number.',
  },
  'settings-conflict': {
    status: 409,
    title: 'Somebody was faster',
    detail: 'Another version was saved or published meanwhile; nothing of either is lost.',
    members: {
      version: z.int(),
      by: z.string(),
      at: z.int().meta({ description: 'Epoch milliseconds.' }),
    },
  },
  'settings-unsound': {
    status: 400,
    title: 'The settings break rules',
    detail: 'Nothing was kept. Each complaint names the field and the rule.',
    members: {
      complaints: z.array(complaintShape),
      count: z.int().meta({ description: 'All of them; the first ones are told.' }),
    },
  },
  'settings-need-security-admin': {
    status: 403,
    title: 'For the security administrator',
    detail:
      'The version has other roles or other ways to sign in than the one published last. Save them as a ' +
      'version in which nothing else is different; a person with `rights.change` puts it in force.',
    members: { sections: z.array(z.string()).meta({ description: '`roles`, `signIn`.' }) },
  },
  'settings-beyond-rights': {
    status: 403,
    title: 'Not roles and sign-in alone',
    detail:
      'With `rights.change` one puts in force a version in which roles and ways to sign in are other ones ' +
      'than in the version published last, and nothing else.',
    members: { sections: z.array(z.string()).meta({ description: 'What else is different.' }) },
  },
};
