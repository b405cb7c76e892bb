/**
 * How settings are told and asked for over HTTP. Values are what YAML holds; their form is the
 * configuration's own schema, which is told apart.
 */
import { z } from 'zod';
import { languageSchema } from '../../../core/wire/commands.ts';
import { TEXT_BYTES_MAX } from '../../house/settings-versions.ts';
import { complaintShape } from '../settings-problems.ts';
import { time } from './shapes.ts';

const number = z.int().min(1).max(1_000_000);
const path = z.array(z.union([z.string(), z.int()]));
const effect = z.enum(['at-once', 'opening']);
const anything = z.unknown();

/** The largest body of a request: a text, and as JSON it is longer. */
export const settingsBodyBytes = 3 * TEXT_BYTES_MAX;

const versionShape = z.object({
  number: z.int(),
  source: z.enum(['file', 'page', 'import', 'roll-back']),
  base: z.int().nullable(),
  why: z.string(),
  by: z.string(),
  name: z.string().nullable().meta({ description: 'The person’s name, where it is one.' }),
  at: time,
});

const changeShape = z.object({
  path,
  before: anything.optional(),
  after: anything.optional(),
  when: z.enum(['at-once', 'opening', 'never']),
});

const strandingShape = z.object({ services: z.array(z.string()), counters: z.array(z.string()) });

export const standingShape = z
  .object({
    versions: z.array(versionShape),
    acts: z.array(
      z.object({
        ...{ number: z.int(), act: z.enum(['published', 'set-aside']), version: z.int(), effect },
        ...{ by: z.string(), name: z.string().nullable(), at: time },
      }),
    ),
    wanted: z.object({ version: z.int(), effect, at: time }).nullable(),
    inForce: z.int().nullable().meta({ description: 'As the log says; null: on its way.' }),
    waits: z
      .object({ opening: z.array(changeShape), stranding: strandingShape.nullable() })
      .nullable(),
    conflict: versionShape
      .nullable()
      .meta({ description: 'A changed file against what is in force.' }),
  })
  .meta({ id: 'SettingsStanding' });

export const versionTextShape = z
  .object({
    number: z.int(),
    text: z.string().meta({ description: 'YAML, as the file of the start command.' }),
    value: anything,
    oddName: z
      .string()
      .nullable()
      .meta({ description: 'A name outside article 18; null: it is not.' }),
  })
  .meta({ id: 'SettingsVersion' });

export const differencesShape = z
  .object({ changes: z.array(changeShape) })
  .meta({ id: 'SettingsDifferences' });

/** Values that forms made, with the version whose text they are written into; or a text. */
const handedShape = z.union([
  z.strictObject({ value: z.json(), of: number }),
  z.strictObject({ text: z.string().max(TEXT_BYTES_MAX) }),
]);

export const checkedShape = z
  .object({
    complaints: z.array(complaintShape),
    text: z.string().nullable(),
    value: anything,
    oddName: z.string().nullable(),
    changes: z.array(changeShape).meta({ description: 'Against the version in `against`.' }),
    stranding: strandingShape.nullable().meta({ description: 'Whom it would strand, now.' }),
  })
  .meta({ id: 'SettingsChecked' });

export const mergedShape = z
  .object({ onto: z.int(), value: anything, clashes: z.array(changeShape.omit({ when: true })) })
  .meta({ id: 'SettingsMerged' });

const why = z.string().trim().min(1).max(200);

export const checkBody = z.strictObject({ settings: handedShape, against: number });
export const previewBody = z.strictObject({
  settings: handedShape,
  language: languageSchema.default('zh-Hans'),
});
export const saveBody = z.strictObject({
  settings: handedShape,
  base: number.meta({ description: 'The last version that its author has seen.' }),
  why,
  imported: z.boolean().default(false),
});
export const publishBody = z.strictObject({
  version: number,
  effect,
  seen: number.nullable().meta({ description: 'The version that is believed to be wanted.' }),
});
export const rollBackBody = publishBody.extend({ why });
export const mergeBody = z.strictObject({ base: number, value: z.json() });
export const setAsideBody = z.strictObject({ version: number });
