/**
 * The way of a package of guides for managers: brought in as a file, looked at, submitted by one
 * person, approved by another, published, taken back to, taken out (SPEC: GUIDE).
 */
import { z } from 'zod';
import {
  contentTypes,
  type ExportFormat,
  exportedApart,
  exportFormats,
  exportName,
  template,
} from '../../guides/export.ts';
import type { Format } from '../../guides/import/read.ts';
import { fileBounds } from '../../guides/import/unread.ts';
import { fieldTexts, ruleTexts } from '../../guides/texts.ts';
import type { Deed, PackageRefusal, PackageTold } from '../../guides/told.ts';
import {
  byText,
  doing,
  noFields,
  type Operation,
  type Reply,
  reading,
  removing,
  uploading,
} from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { ProblemName } from '../problem-texts.ts';
import { type Problem, problem } from '../problems.ts';
import { time } from './shapes.ts';

const deedShape = z.object({
  by: z.string().meta({ description: '`manager:…`, `token:…` or `administrator`.' }),
  name: z.string().nullable().meta({ description: 'The person’s name, where it is one.' }),
  at: time,
});
const packageShape = z
  .object({
    id: z.string(),
    state: z.enum(['draft', 'submitted', 'approved', 'published', 'swept']),
    version: z.string().nullable(),
    date: z.string(),
    origin: z.enum(['export', 'example']),
    items: z.int(),
    must: z.int().meta({ description: 'Problems that keep it from being submitted.' }),
    should: z.int(),
    imported: deedShape,
    submitted: deedShape.nullable(),
    approved: deedShape.nullable(),
  })
  .meta({ id: 'GuidePackageTold' });
const standingShape = z
  .object({
    inForce: z.object({ version: z.string(), date: z.string() }).nullable(),
    packages: z.array(packageShape),
    acts: z.array(
      z.object({
        act: z.enum(['published', 'rolled-back']),
        version: z.string(),
        ...deedShape.shape,
      }),
    ),
  })
  .meta({ id: 'GuideStanding' });

const texts = z.record(
  z.string(),
  z.object({ 'zh-Hans': z.string(), 'zh-Hant': z.string(), en: z.string() }),
);
const problemsShape = z
  .object({
    problems: z.array(
      z.object({
        item: z.string(),
        field: z.string(),
        rule: z.string(),
        where: z.string().nullable(),
        severity: z.enum(['must', 'should']),
      }),
    ),
    rules: texts.meta({ description: 'A sentence for each rule.' }),
    fields: texts.meta({ description: 'A name for each part of a field.' }),
  })
  .meta({ id: 'GuideProblems' });

const named = { id: z.string(), name: z.string() };
const differencesShape = z.object({
  added: z.array(z.object(named)),
  removed: z.array(z.object(named)),
  changed: z.array(z.object({ ...named, fields: z.array(z.string()) })),
  same: z.int(),
});
const comparedShape = z
  .object({
    against: z.string().nullable(),
    guides: differencesShape,
    events: differencesShape,
  })
  .meta({ id: 'GuideDifferences' });

const base = '/api/halls/{hall}/guides';
const ofOne = `${base}/packages/{package}`;
const told = { tag: 'guides', access: 'manager', limit: 'session' } as const;
const answer = { status: 200, description: 'The package.', schema: packageShape };
const missing: readonly ProblemName[] = ['unknown-package'];

/** Problems of a file that are told; all of them are counted. */
const unreadToldMax = 500;

export const guidePackageOperations = (parts: HttpParts): Operation[] => [
  standing(parts),
  bringIn(parts),
  emptyTemplate(),
  rollBack(parts),
  problemsOf(parts),
  compare(parts),
  compareWith(parts),
  takeOut(parts),
  ...acts(parts),
  discard(parts),
];

function standing(parts: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: base,
      id: 'readGuideStanding',
      summary: 'Which guides are in force, all packages, and what was done with them',
      answer: { status: 200, description: 'The latest first.', schema: standingShape },
    },
    async () => {
      const { inForce, packages, acts: done } = await parts.guides.standing();
      const nameOf = await namesOf(parts);
      const body = {
        inForce,
        packages: packages.map((one) => withNames(one, nameOf)),
        acts: done.map((one) => ({ ...one, name: nameOf(one.by) })),
      };
      return { status: 200, body };
    },
  );
}

const formatsByType: Readonly<Record<string, Format>> = {
  'application/json': 'json',
  'application/yaml': 'yaml',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/zip': 'zip',
};

function bringIn(parts: HttpParts): Operation {
  return uploading(
    {
      ...told,
      path: `${base}/import`,
      id: 'importGuides',
      summary: 'Bring a file of guides in as a draft',
      description:
        'XLSX, CSV, JSON or YAML, or a ZIP of one with its `files/`: docs/guides.md. Nothing is half imported.',
      upload: { types: Object.keys(formatsByType), bytesMax: fileBounds.archiveBytesMax },
      answer: { status: 201, description: 'The draft.', schema: packageShape },
      problems: ['guides-unread', 'too-many-drafts'],
    },
    async ({ by }, bytes, type) => {
      const done = await parts.guides.bringIn(bytes, formatsByType[type] ?? null, byText(by));
      if ('unread' in done) {
        const problems = done.unread.slice(0, unreadToldMax);
        const rules = Object.fromEntries(problems.map(({ rule }) => [rule, ruleTexts[rule]]));
        return problem('guides-unread', { problems, rules, count: done.unread.length });
      }
      const reply = await toldOf(parts, done);
      return 'problem' in reply ? reply : { ...reply, status: 201 };
    },
  );
}

function emptyTemplate(): Operation {
  return reading(
    {
      ...told,
      path: `${base}/template.xlsx`,
      id: 'readGuideTemplate',
      summary: 'The workbook that a hall fills in',
      answer: { status: 200, description: 'XLSX.', contentType: contentTypes.xlsx },
    },
    async () => ({ status: 200, bytes: await template('xlsx'), ...asFile('guides.xlsx', 'xlsx') }),
  );
}

function rollBack(parts: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: `${base}/roll-back`,
      id: 'rollBackGuides',
      summary: 'Put an earlier version in force again',
      body: z.strictObject({ version: z.string().min(1).max(40) }),
      answer,
      problems: ['unknown-package', 'guides-in-force', 'guides-swept'],
    },
    async ({ by }, { version }) => toldOf(parts, await parts.guides.rollBack(version, byText(by))),
  );
}

function problemsOf({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: `${ofOne}/problems`,
      id: 'readGuideProblems',
      summary: 'What the checker says of a package, by item, field and rule',
      answer: { status: 200, description: 'In the package’s order.', schema: problemsShape },
      missing,
    },
    async ({ path }) => {
      const problems = await guides.problems(path.package ?? '');
      if (problems === null) return problem('unknown-package');
      const rules = Object.fromEntries(problems.map(({ rule }) => [rule, ruleTexts[rule]]));
      return { status: 200, body: { problems, rules, fields: fieldTexts } };
    },
  );
}

function compare({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: `${ofOne}/differences`,
      id: 'readGuideDifferences',
      summary: 'What a package changes of the guides in force',
      answer: { status: 200, description: 'Guides and life events.', schema: comparedShape },
      missing,
    },
    async ({ path }) => {
      const body = await guides.compare(path.package ?? '', null);
      return body === null ? problem('unknown-package') : { status: 200, body };
    },
  );
}

function compareWith({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: `${ofOne}/differences/{version}`,
      id: 'readGuideDifferencesWith',
      summary: 'What a package changes of a published version',
      answer: { status: 200, description: 'Guides and life events.', schema: comparedShape },
      missing,
    },
    async ({ path }) => {
      const body = await guides.compare(path.package ?? '', path.version ?? '');
      return body === null ? problem('unknown-package') : { status: 200, body };
    },
  );
}

function takeOut({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: `${ofOne}/export/{format}`,
      id: 'exportGuides',
      summary:
        'A package as a file: json, csv or xlsx; with its blanks and samples: zip or json-zip',
      description:
        'Brought in again it is the same package; without its files only where it has none.',
      answer: { status: 200, description: 'The file.', contentType: contentTypes.xlsx },
      missing,
    },
    async ({ path }) => {
      const format = exportFormats.find((one) => one === path.format);
      const id = path.package ?? '';
      const text = format === undefined ? null : await guides.wholeOf(id);
      if (text === null || format === undefined) return problem('unknown-package');
      const files = format.endsWith('zip') ? await guides.filesOf(id) : [];
      const bytes = await exportedApart({ text, files, format });
      return { status: 200, bytes, ...asFile(exportName(id, format), format) };
    },
  );
}

const asFile = (name: string, format: ExportFormat) => ({
  contentType: contentTypes[format],
  headers: { 'Content-Disposition': `attachment; filename="${name}"` },
});

/** Submitting and approving are two people's; a program may do neither. */
function acts(parts: HttpParts): Operation[] {
  const { guides } = parts;
  const act = (
    name: 'submit' | 'approve' | 'publish',
    summary: string,
    problems: readonly ProblemName[],
  ): Operation =>
    doing(
      {
        ...told,
        path: `${ofOne}/${name}`,
        id: `${name}Guides`,
        ...{ summary, body: noFields, answer, missing },
        problems: ['guides-wrong-state', 'only-managers', ...problems],
      },
      async ({ path, by }) => {
        if (name !== 'publish' && by.kind !== 'manager') return problem('only-managers');
        return toldOf(parts, await guides[name](path.package ?? '', byText(by)));
      },
    );
  return [
    act('submit', 'Vouch for a draft without problems', ['guides-have-problems']),
    act('approve', 'Agree with what another person submitted', ['guides-same-person']),
    act('publish', 'Put an approved package in force, whole and at once', ['guides-have-problems']),
  ];
}

function discard(parts: HttpParts): Operation {
  return removing(
    {
      ...told,
      path: ofOne,
      id: 'discardGuides',
      summary: 'Take away a package that is not published',
      answer: { status: 200, description: 'The package that was.', schema: packageShape },
      problems: ['guides-wrong-state'],
      missing,
    },
    async ({ path }) => toldOf(parts, await parts.guides.discard(path.package ?? '')),
  );
}

type NameOf = (by: string) => string | null;

/** Accounts are few; they are looked up together. */
async function namesOf({ people, keeper }: HttpParts): Promise<NameOf> {
  const all = await people.staff.list(keeper.hall);
  const names = new Map(all.map(({ id, name }) => [`manager:${id}`, name]));
  return (by) => names.get(by) ?? null;
}

function withNames(one: PackageTold, nameOf: NameOf): object {
  const deed = (done: Deed | null) => done && { ...done, name: nameOf(done.by) };
  return {
    ...one,
    imported: deed(one.imported),
    submitted: deed(one.submitted),
    approved: deed(one.approved),
  };
}

async function toldOf(parts: HttpParts, done: PackageTold | PackageRefusal): Promise<Reply> {
  if ('refused' in done) return refusal(done);
  return { status: 200, body: withNames(done, await namesOf(parts)) };
}

const refusal = ({ refused }: PackageRefusal): Problem => problem(refused);
