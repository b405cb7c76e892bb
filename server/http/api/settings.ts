/**
 * The hall's settings for those who may change them: versions as they stand, checked as they are typed,
 * saved, compared, published, taken back; and the schema by which pages draw their forms.
 */
import { z } from 'zod';
import { type Complaint, complaintsToldMax } from '../../configured/check.ts';
import { changesBetween, type Handed, oddName, type SettingsDesk } from '../../configured/desk.ts';
import type { Path, Plain } from '../../configured/differences.ts';
import { whenOf } from '../../configured/effect.ts';
import { previewOf } from '../../configured/preview.ts';
import { configurationJsonSchema } from '../../settings.ts';
import { byText, doing, type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { ProblemName } from '../problem-texts.ts';
import { problem } from '../problems.ts';
import {
  checkBody,
  checkedShape,
  differencesShape,
  mergeBody,
  mergedShape,
  previewBody,
  publishBody,
  rollBackBody,
  saveBody,
  setAsideBody,
  settingsBodyBytes,
  standingShape,
  versionTextShape,
} from './settings-shapes.ts';

const base = '/api/halls/{hall}/settings';
const told = { tag: 'settings', access: 'signed-in', limit: 'session' } as const;
const deed = { ...told, bodyBytes: settingsBodyBytes } as const;
const missing: readonly ProblemName[] = ['unknown-version'];
const unknown = () => problem('unknown-version', {}, { status: 404 });

export function settingsOperations(parts: HttpParts): Operation[] {
  const { settings: desk } = parts;
  return [
    ...[standing(parts, desk), schema(), readOne(desk), readFile(desk), compare(desk)],
    ...[check(desk), preview(parts, desk)],
    ...[
      save(desk),
      merge(desk),
      publish(parts, desk),
      publishRights(parts, desk),
      rollBack(parts, desk),
      setAside(parts, desk),
    ],
  ];
}

function standing(parts: HttpParts, desk: SettingsDesk): Operation {
  return reading(
    {
      ...told,
      path: base,
      id: 'readSettingsStanding',
      summary: 'All versions of the settings, and which one is in force',
      answer: { status: 200, description: 'The latest first.', schema: standingShape },
    },
    () => stands(parts, desk),
  );
}

async function stands(parts: HttpParts, desk: SettingsDesk): Promise<Reply> {
  const [now, people] = await Promise.all([
    desk.standing(),
    parts.people.staff.list(parts.keeper.hall),
  ]);
  const names = new Map(people.map(({ id, name }) => [id as string, name]));
  const named = <T extends { by: string }>(one: T) => ({
    ...one,
    name: names.get(one.by.slice(one.by.indexOf(':') + 1)) ?? null,
  });
  const body = {
    ...now,
    versions: now.versions.map(named),
    acts: now.acts.map(named),
    conflict: now.conflict && named(now.conflict),
  };
  return { status: 200, body };
}

function schema(): Operation {
  return reading(
    {
      ...told,
      path: `${base}/schema`,
      id: 'readSettingsSchema',
      summary: 'The JSON Schema of the settings',
      answer: {
        status: 200,
        description: 'As `jinghao schema` prints it, with `inForce` at what waits for an opening.',
        schema: z.looseObject({}),
      },
    },
    async () => ({ status: 200, body: withWhens(configurationJsonSchema(), []) }),
  );
}

interface SchemaPart {
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
}

/** The schema, with `inForce` at each part whose change does not come into force at once. */
function withWhens(part: SchemaPart, path: Path): SchemaPart {
  const when = path.length === 0 ? 'at-once' : whenOf(path);
  if (when !== 'at-once') return { ...part, inForce: when } as SchemaPart;
  const { properties, items } = part;
  const named = Object.entries(properties ?? {}).map(([name, of]) => [
    name,
    withWhens(of, [...path, name]),
  ]);
  return {
    ...part,
    ...(properties && { properties: Object.fromEntries(named) }),
    ...(items && { items: withWhens(items, [...path, '[]']) }),
  };
}

function readOne(desk: SettingsDesk): Operation {
  return reading(
    {
      ...told,
      path: `${base}/versions/{version}`,
      id: 'readSettings',
      summary: 'A version of the settings',
      answer: { status: 200, description: 'Text and value.', schema: versionTextShape },
      missing,
    },
    async ({ path }) => {
      const version = numberOf(path.version);
      const found = version === null ? null : await desk.read(version);
      if (version === null || found === null) return unknown();
      return { status: 200, body: { number: version, ...found, oddName: oddName(found.value) } };
    },
  );
}

function readFile(desk: SettingsDesk): Operation {
  return reading(
    {
      ...told,
      path: `${base}/versions/{version}/file`,
      id: 'exportSettings',
      summary: 'A version as the file of the start command',
      answer: { status: 200, description: 'YAML.', contentType: 'application/yaml' },
      missing,
    },
    async ({ path }) => {
      const version = numberOf(path.version);
      const found = version === null ? null : await desk.read(version);
      if (found === null) return unknown();
      const name = `settings-${version}.yaml`;
      const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
      const bytes = Buffer.from(found.text);
      return { status: 200, bytes, contentType: 'application/yaml', headers };
    },
  );
}

function compare(desk: SettingsDesk): Operation {
  return reading(
    {
      ...told,
      path: `${base}/versions/{version}/differences/{other}`,
      id: 'compareSettings',
      summary: 'What changes from one version to another',
      answer: { status: 200, description: 'Field by field.', schema: differencesShape },
      missing,
    },
    async ({ path }) => {
      const [one, other] = [numberOf(path.version), numberOf(path.other)];
      const changes = one === null || other === null ? null : await desk.compare(one, other);
      return changes === null ? unknown() : { status: 200, body: { changes } };
    },
  );
}

function check(desk: SettingsDesk): Operation {
  return doing(
    {
      ...deed,
      path: `${base}/check`,
      id: 'checkSettings',
      summary: 'Check settings without keeping them',
      body: checkBody,
      answer: { status: 200, description: 'What breaks a rule.', schema: checkedShape },
      missing,
    },
    async (_asked, { settings, against }) => {
      const text = await desk.textOf(settings as Handed);
      const before = await desk.read(against);
      if (text === null || before === null) return unknown();
      const checked = desk.check(text);
      const value = checked.value ?? null;
      const body = {
        complaints: checked.ok ? [] : checked.complaints.slice(0, complaintsToldMax),
        ...{ text, value, oddName: oddName(value) },
        changes: value === null ? [] : changesBetween(before.value, value),
        stranding: checked.ok ? await desk.strandedBy(checked.file) : null,
      };
      return { status: 200, body };
    },
  );
}

function preview({ guard, facts }: HttpParts, desk: SettingsDesk): Operation {
  return doing(
    {
      ...deed,
      path: `${base}/preview`,
      id: 'previewSettings',
      summary: 'What screens, kiosks and slips would show by settings that are not in force',
      body: previewBody,
      answer: { status: 200, description: 'Views of a small day.', schema: z.looseObject({}) },
      problems: ['settings-unsound'],
      missing,
    },
    async (_asked, { settings, language }) => {
      const text = await desk.textOf(settings as Handed);
      if (text === null) return unknown();
      const checked = desk.check(text);
      if (!checked.ok) return problem('settings-unsound', complaintsOf(checked.complaints));
      const { configuration } = checked.file;
      return { status: 200, body: previewOf(configuration, guard.now(), facts.now, language) };
    },
  );
}

function save(desk: SettingsDesk): Operation {
  return doing(
    {
      ...deed,
      path: `${base}/save`,
      id: 'saveSettings',
      summary: 'Keep settings as a new version, which is not in force yet',
      body: saveBody,
      answer: { status: 200, description: 'Its number.', schema: z.object({ version: z.int() }) },
      problems: ['settings-conflict', 'settings-unsound'],
      missing,
    },
    async ({ by }, { settings, base: seen, why, imported }) => {
      const text = await desk.textOf(settings as Handed);
      if (text === null) return unknown();
      const source = imported ? 'import' : 'page';
      const saved = await desk.save(text, { base: seen, why, by: byText(by), source });
      if ('refused' in saved) return refusal(saved);
      return { status: 200, body: { version: saved.number } };
    },
  );
}

function merge(desk: SettingsDesk): Operation {
  return doing(
    {
      ...deed,
      path: `${base}/merge`,
      id: 'mergeSettings',
      summary: 'Put somebody’s changes on the last version, without keeping it',
      body: mergeBody,
      answer: { status: 200, description: 'What came of it.', schema: mergedShape },
      missing,
    },
    async (_asked, { base: from, value }) => {
      const merged = await desk.merge(from, value as Plain);
      return merged === null ? unknown() : { status: 200, body: merged };
    },
  );
}

const acting = {
  ...told,
  answer: { status: 200, description: 'How things stand then.', schema: standingShape },
  problems: ['settings-conflict', 'settings-unsound', 'would-strand'],
  missing,
} as const;
const puttingInForce = {
  ...acting,
  problems: [...acting.problems, 'settings-need-security-admin'],
} as const;

const publish = (parts: HttpParts, desk: SettingsDesk): Operation =>
  doing(
    {
      ...puttingInForce,
      path: `${base}/publish`,
      id: 'publishSettings',
      summary: 'Put a version in force, at once or with the next opening',
      description: 'Not one with other roles or ways to sign in: `publishRights`.',
      body: publishBody,
    },
    ({ by }, wish) => put(parts, desk, { ...wish, by: byText(by), as: 'settings' }),
  );

const publishRights = (parts: HttpParts, desk: SettingsDesk): Operation =>
  doing(
    {
      ...acting,
      path: `${base}/publish-rights`,
      id: 'publishRights',
      summary:
        'Put a version in force that somebody else wrote, with other roles or ways to sign in',
      description: 'Nothing else may be different from the version that was published last.',
      body: publishBody,
      problems: [...acting.problems, 'settings-beyond-rights', 'own-wish'],
    },
    ({ by }, wish) => put(parts, desk, { ...wish, by: byText(by), as: 'rights' }),
  );

const put = async (
  parts: HttpParts,
  desk: SettingsDesk,
  wish: Parameters<SettingsDesk['publish']>[0],
) => doneOr(parts, desk, await desk.publish(wish));

function rollBack(parts: HttpParts, desk: SettingsDesk): Operation {
  return doing(
    {
      ...puttingInForce,
      path: `${base}/roll-back`,
      id: 'rollBackSettings',
      summary: 'Put a new version in force that is equal to an old one',
      body: rollBackBody,
    },
    async ({ by }, wish) => {
      const done = await desk.rollBack({ ...wish, by: byText(by), as: 'settings' });
      return doneOr(parts, desk, done);
    },
  );
}

function setAside(parts: HttpParts, desk: SettingsDesk): Operation {
  return doing(
    {
      ...acting,
      path: `${base}/set-aside`,
      id: 'setSettingsAside',
      summary: 'Leave the version of a changed file aside',
      body: setAsideBody,
    },
    async ({ by }, { version }) => {
      const done = await desk.setAside(version, byText(by));
      return doneOr(parts, desk, done);
    },
  );
}

const complaintsOf = (complaints: readonly Complaint[]) => ({
  complaints: complaints.slice(0, complaintsToldMax),
  count: complaints.length,
});

/** How things stand after an act, or why it was not done. */
const doneOr = (
  parts: HttpParts,
  desk: SettingsDesk,
  done: string | { readonly refused: ProblemName },
): Promise<Reply> | Reply => (typeof done === 'string' ? stands(parts, desk) : refusal(done));

function refusal({ refused, ...members }: { readonly refused: ProblemName }): Reply {
  return problem(refused, members);
}

const numberOf = (text = ''): number | null => (/^[1-9]\d{0,6}$/.test(text) ? Number(text) : null);
