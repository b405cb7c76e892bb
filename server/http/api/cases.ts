/**
 * Cases over HTTP: bad ratings, failed errands, complaints, applications, visits of officers, incidents.
 * Clerks open and note; all other acts are managers'. docs/cases.md says what each is for.
 */
import { z } from 'zod';
import { caseId } from '../../../core/cases/case.ts';
import type { CaseCommandOf } from '../../../core/cases/commands.ts';
import { counterId, itemId, serviceId, ticketId } from '../../../core/hall/ids.ts';
import { actorOf, isNoDeadline, type Viewer } from '../../cases/desk.ts';
import type { ActWish, CaseSettled } from '../../cases/keeper.ts';
import { ledgerNames } from '../../cases/ledger.ts';
import { freshId } from '../../hall/clock.ts';
import { noCaseText } from '../../people/case-words.ts';
import { within } from '../deadline.ts';
import { deedMsMax } from '../limits.ts';
import {
  type ByStaff,
  doing,
  noFields,
  type Operation,
  type Reply,
  reading,
} from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, type Problem, problem } from '../problems.ts';
import {
  actBody,
  caseShape,
  casesShape,
  countsShape,
  openBody,
  searchBody,
  wholeCaseShape,
} from './case-shapes.ts';

const told = { tag: 'cases', access: 'staff', limit: 'session' } as const;
const path = '/api/halls/{hall}/cases';
const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;
const formats = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export const caseOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  search(parts),
  open(parts),
  counts(parts),
  ledger(parts, 'csv'),
  ledger(parts, 'xlsx'),
  show(parts),
  act(parts),
  phone(parts),
];

const viewerOf = ({ kind, id }: ByStaff): Viewer => ({ kind, id });

function list({ cases, clock }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path, id: 'listCases' },
      summary: 'The open cases, and what they can be given: units and causes',
      answer: { status: 200, description: 'The next to fall due first.', schema: casesShape },
    },
    async ({ by }) => {
      const [counted, open] = await Promise.all([
        cases.counts(),
        cases.list(viewerOf(by), { open: true }),
      ]);
      const { units, causes } = cases.settings;
      const body = { now: clock.now(), counts: counted, units, causes, cases: open };
      return { status: 200, body };
    },
  );
}

function search({ cases }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/search`, id: 'searchCases' },
      summary: 'Cases by kind, stage, light, ticket and time, also closed ones',
      body: searchBody,
      answer: {
        status: 200,
        description: 'At most 500.',
        schema: z.object({ cases: z.array(caseShape) }),
      },
    },
    async ({ by }, filter) => ({
      status: 200,
      body: { cases: await cases.list(viewerOf(by), filter) },
    }),
  );
}

function counts({ cases }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/case-counts', id: 'countCases' },
      summary: 'How many cases are open, new, near their deadline, and over it',
      answer: { status: 200, description: 'All kinds together.', schema: countsShape },
    },
    async () => ({ status: 200, body: await cases.counts() }),
  );
}

function open(parts: HttpParts): Operation {
  const { cases, clock, dice } = parts;
  return doing(
    {
      ...{ ...told, path, id: 'openCase' },
      summary: 'Open a case by hand',
      body: openBody,
      answer: { status: 201, description: 'The case.', schema: wholeCaseShape },
    },
    async ({ by }, wish) => {
      const viewer = viewerOf(by);
      const { words, name, phone: number, requestId = freshId(dice), about, ...said } = wish;
      if (said.cameAt !== undefined && said.cameAt > clock.now()) {
        return fieldProblem([{ field: 'cameAt', rule: 'it has come already' }]);
      }
      const { ticket, step, service, item, counter } = about;
      const settled = await within(
        cases.open({
          ...{ kind: said.kind, source: said.source, form: said.form, requestId },
          ...(said.cameAt === undefined ? {} : { cameAt: said.cameAt }),
          about: {
            ticket: ticket === null ? null : ticketId(ticket),
            ...{ step, clerk: null },
            service: service === null ? null : serviceId(service),
            item: item === null ? null : itemId(item),
            counter: counter === null ? null : counterId(counter),
          },
          ...{ by: actorOf(viewer), said: { words, name, phone: number } },
        }),
        deedMsMax,
        clock,
      );
      return shown(parts, viewer, settled, 201);
    },
  );
}

function show({ cases }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: `${path}/{case}`, id: 'readCase' },
      summary: 'A case with its whole history',
      answer: { status: 200, description: 'The case; phones are masked.', schema: wholeCaseShape },
      missing: ['unknown-case'],
    },
    async ({ by, path: named }) => {
      const found = await cases.one(viewerOf(by), caseId(named.case ?? ''));
      return found ? { status: 200, body: found } : problem('unknown-case');
    },
  );
}

function act(parts: HttpParts): Operation {
  const { cases, clock, dice } = parts;
  return doing(
    {
      ...{ ...told, path: `${path}/{case}/acts`, id: 'actOnCase' },
      summary: 'Do something with a case',
      description: 'Which act fits which stage: docs/cases.md. Clerks may note.',
      body: actBody,
      answer: { status: 200, description: 'The case after it.', schema: wholeCaseShape },
      problems: [
        ...(['only-managers', 'wrong-stage', 'dispute-too-late', 'same-person'] as const),
        ...(['call-back-first', 'not-reached', 'reopened-enough'] as const),
      ],
      missing: ['unknown-case'],
    },
    async ({ by, path: named }, said) => {
      const viewer = viewerOf(by);
      const id = caseId(named.case ?? '');
      if (!cases.mayDo(viewer, said.act)) return problem('only-managers');
      const command = await commandOf(parts, id, said);
      if ('problem' in command) return command;
      const settled = await within(
        cases.act(viewer, id, {
          ...{ command, by: actorOf(viewer), requestId: said.requestId ?? freshId(dice) },
          said: { ...noCaseText, words: said.words ?? null },
        }),
        deedMsMax,
        clock,
      );
      return shown(parts, viewer, settled, 200);
    },
  );
}

/** The command; a unit, a cause or a date that cannot be is named with its rule. */
async function commandOf(
  { cases }: HttpParts,
  id: ReturnType<typeof caseId>,
  { act: type, words: _, requestId: __, ...said }: z.output<typeof actBody>,
): Promise<ActWish['command'] | Problem> {
  const { units, causes } = cases.settings;
  if ('cause' in said && !causes.some((one) => one.id === said.cause)) {
    return fieldProblem([{ field: 'cause', rule: 'the hall has no such cause' }]);
  }
  if (!('unit' in said)) return { type, ...said } as ActWish['command'];
  const unit = units.find((one) => one.id === said.unit);
  if (!unit) return fieldProblem([{ field: 'unit', rule: 'the hall has no such unit' }]);
  const dispatch: CaseCommandOf<'dispatch'> = { type: 'dispatch', unit: unit.id };
  if (said.until === undefined) return dispatch;
  const deadlines = await cases.until(id, said.until);
  if (deadlines === null) return problem('unknown-case');
  if (isNoDeadline(deadlines)) return fieldProblem([{ field: 'until', rule: deadlines.rule }]);
  return { ...dispatch, deadlines };
}

function phone({ cases }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, access: 'manager', path: `${path}/{case}/phone`, id: 'readCasePhone' },
      summary: 'The phone to call back, whole',
      description: 'Who has seen it stands in the case.',
      body: noFields,
      answer: {
        status: 200,
        description: 'The phone.',
        schema: z.object({ phone: z.string() }),
      },
      missing: ['no-phone'],
    },
    async ({ by, path: named }) => {
      const found = await cases.phone(viewerOf(by), caseId(named.case ?? ''));
      return found === null ? problem('no-phone') : { status: 200, body: { phone: found } };
    },
  );
}

function ledger({ cases }: HttpParts, format: keyof typeof formats): Operation {
  const contentType = formats[format];
  return reading(
    {
      ...{ ...told, access: 'manager', id: `readCaseLedger${format === 'csv' ? 'Csv' : 'Xlsx'}` },
      path: `/api/halls/{hall}/case-ledgers/{ledger}/{month}/{language}/${format}`,
      summary: `A ledger of cases of a month in one language, as ${format.toUpperCase()}`,
      description:
        '`failed-errands` (the six stages of 办法 art. 46), `experience` (art. 44) or `all`.',
      answer: { status: 200, description: 'The file.', contentType },
      problems: ['bad-input'],
      missing: ['unknown-entry'],
    },
    async ({ path: named }) => {
      const name = ledgerNames.find((one) => one === named.ledger);
      const month = /^2\d{3}-(0[1-9]|1[0-2])$/.exec(named.month ?? '')?.[0];
      if (name === undefined || month === undefined) return problem('unknown-entry');
      const language = languages.find((one) => one === named.language);
      if (!language) return fieldProblem([{ field: 'language', rule: languages.join(', ') }]);
      const bytes = await cases.ledger(name, month, language, format);
      const file = `attachment; filename="${name}-${month}.${format}"`;
      return { status: 200, bytes, contentType, headers: { 'Content-Disposition': file } };
    },
  );
}

/** What came of a deed, and the case as it now stands. */
async function shown(
  { cases }: HttpParts,
  viewer: Viewer,
  settled: CaseSettled | 'late',
  status: number,
): Promise<Reply> {
  if (settled === 'late') return problem('unavailable');
  if ('failed' in settled) return problem(settled.failed);
  if ('refused' in settled) {
    const { refused, ...data } = settled;
    return problem(refused, data);
  }
  const found = await cases.one(viewer, settled.one.id);
  return found ? { status, body: found } : problem('unknown-case');
}
