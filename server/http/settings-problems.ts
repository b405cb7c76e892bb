/**
 * What is refused of settings, by name: a part of the one table in `problem-texts.ts`.
 */
import { z } from 'zod';
import type { ProblemText } from './problem-texts.ts';

export type SettingsProblemName = 'unknown-version' | 'settings-conflict' | 'settings-unsound';

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
};
