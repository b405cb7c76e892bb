/**
 * The description of all that can be asked (OpenAPI 3.1), made from the operations themselves.
 * Every problem is a schema of its own, so that a client can be generated that knows each no by
 * name.
 */
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { type Access, type Operation, reading, type Upload } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { isFailure, type ProblemName, problemTexts } from '../problem-texts.ts';

const about = `Numbers, calls and counters of a hall for other systems.

**Who may.** \`Authorization: Bearer <token>\`. A token acts as itself, without anybody signing in.

**One deed, one id.** Every deed takes a \`requestId\`; sent again with the same one it is done once
and answered alike. After a 503 ask again with the same \`requestId\`.

**What can be answered.** 2xx: done, and durable. 409: a rule says no, by name in \`refused\`. 503:
the hub could not, by name in \`failed\`. All problems are \`application/problem+json\` (RFC 9457).`;

const tags = [
  { name: 'halls', description: 'A hall and its day.' },
  { name: 'tickets', description: 'Taking numbers, and what became of them.' },
  { name: 'bookings', description: 'Places in days to come, and checking in.' },
  { name: 'counters', description: 'Acts at a counter.' },
  { name: 'people', description: 'Sign-in and devices; for the hub’s own pages.' },
  { name: 'accounts', description: 'Accounts, roles, keys and the audit; for administrators.' },
  { name: 'past', description: 'The hall as it was after any event of its log; for managers.' },
  { name: 'fairness', description: 'Who takes more numbers than is fair; for managers.' },
  { name: 'privacy', description: 'What is held of persons, told and erased; for administrators.' },
  { name: 'devices', description: 'Devices and their alarms; for managers and technicians.' },
  { name: 'cases', description: 'What went wrong or was asked for, until it is put right.' },
  { name: 'ratings', description: 'How visitors rated their services; nobody has to.' },
  { name: 'reports', description: 'Figures of days, weeks, months and years; for managers.' },
  { name: 'texts', description: 'Text messages to visitors; for managers.' },
  { name: 'guides', description: 'Service guides; published ones are for everybody.' },
  { name: 'settings', description: 'Versions of the hall’s settings; for administrators.' },
  { name: 'posted', description: 'What is posted in the hall: emergencies, notices, people.' },
  { name: 'health', description: 'For those who run the hub.' },
];

/** The operation that tells of all the others, and of itself. */
export function describing(operations: readonly Operation[], parts: HttpParts): Operation[] {
  let text: string | null = null;
  const all: Operation[] = [...operations];
  const self = reading(
    {
      path: '/api/openapi.json',
      id: 'readDescription',
      tag: 'health',
      summary: 'This description',
      access: 'anybody',
      limit: 'probes',
      answer: { status: 200, description: 'An OpenAPI 3.1 document.', schema: anyObject },
    },
    async () => {
      // Made when it is first asked for: a hub that nobody integrates with starts without it.
      text ??= JSON.stringify(descriptionOf(all, parts.version));
      const headers = { 'Cache-Control': 'no-cache', ETag: `"openapi-${parts.version}"` };
      return { status: 200, text, headers };
    },
  );
  all.push(self);
  return all;
}

const anyObject = z.record(z.string(), z.unknown());

/** The OpenAPI document of these operations, as plain data. */
function descriptionOf(operations: readonly Operation[], version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Jinghao 静号',
        version,
        description: about,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags,
      paths,
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token of the hall.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'jh_staff',
            description: 'The cookie that a sign-in sets.',
          },
        },
      },
    },
    // Answers may get more members in time; a client must not break on one that it does not know.
    {
      override: ({ jsonSchema, io }) => {
        if (io === 'output') delete jsonSchema.additionalProperties;
      },
    },
  );
}

function described(operation: Operation) {
  const { id, tag, summary, description, access, path, body, upload } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: schemesOf[access].map((scheme) => ({ [scheme]: [] })),
    ...(names.length === 0
      ? {}
      : { requestParams: { path: z.object(Object.fromEntries(names.map(inPath))) } }),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: needsBody(body),
            content: { 'application/json': { schema: body } },
          },
        }),
    ...(upload === undefined ? {} : { requestBody: { required: true, content: filesOf(upload) } }),
    responses: responsesOf(operation),
  };
}

const filesOf = ({ types }: Upload) =>
  Object.fromEntries(types.map((type) => [type, { schema: z.string() }]));

/** Any one of them opens it. */
const schemesOf: Readonly<Record<Access, readonly string[]>> = {
  anybody: [],
  token: ['token'],
  session: ['session'],
  manager: ['token', 'session'],
  staff: ['token', 'session'],
  'signed-in': ['session'],
  monitor: ['token'],
};

const inPathTold: Readonly<Record<string, string>> = {
  code: 'The code of the booking.',
  day: 'A local date, `2026-11-21`.',
  month: 'A local month, `2026-11`.',
};

const inPath = (name: string) => {
  const description = inPathTold[name] ?? `The id of the ${name}.`;
  return [name, z.string().meta({ description })];
};

const needsBody = (body: z.ZodType): boolean => !body.safeParse({}).success;

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const { status, description, schema, contentType, headers } = operation.answer;
  const responses: Record<string, ZodOpenApiResponseObject> = {
    [`${status}`]: {
      description,
      ...(schema ? { content: { 'application/json': { schema } } } : {}),
      ...(contentType ? { content: { [contentType]: { schema: z.string() } } } : {}),
      ...(headers
        ? { headers: z.object(Object.fromEntries(Object.entries(headers).map(inHeader))) }
        : {}),
    },
  };
  for (const [at, names] of Map.groupBy(problemsOf(operation), ({ status }) => status)) {
    const problems = names.map(({ name }) => problemShape(name));
    const [first, ...others] = problems;
    if (first === undefined) continue;
    responses[`${at}`] = {
      description: names.map(({ name }) => `\`${name}\`: ${problemTexts[name].title}`).join('. '),
      content: {
        'application/problem+json': {
          schema: others.length === 0 ? first : z.union([first, ...others]),
        },
      },
    };
  }
  return responses;
}

const inHeader = ([name, description]: [string, string]) => [
  name,
  z.string().meta({ description }),
];

interface Possible {
  readonly name: ProblemName;
  readonly status: number;
}

/** Everything that this operation may refuse, with the status that it comes with. */
export function problemsOf(operation: Operation): Possible[] {
  const { access, method, body, path, problems = [], missing = [] } = operation;
  const usual: ProblemName[] = ['too-many-requests', 'unavailable', 'bug'];
  const [byToken, byCookie] = [
    schemesOf[access].includes('token'),
    schemesOf[access].includes('session'),
  ];
  if (byToken) usual.push('no-token', 'unknown-token');
  if (byCookie) usual.push('not-signed-in');
  if (['manager', 'staff', 'signed-in'].includes(access)) usual.push('not-permitted');
  if (method !== 'get' || byCookie) usual.push('foreign-origin');
  if (path.includes('{hall}')) {
    usual.push('unknown-hall');
    if (byToken) usual.push('token-of-another-hall');
  }
  if (path.includes('{ticket}')) usual.push('busy');
  if (path.includes('{')) usual.push('malformed-path');
  if (operation.upload) usual.push('too-large', 'wrong-content-type');
  if (body) usual.push('bad-input', 'malformed-json', 'too-large', 'wrong-content-type');
  if (body && access === 'token') usual.push('busy', 'request-id-used');
  const names = new Set([...usual, ...problems]);
  return [
    ...[...names].map((name) => ({ name, status: problemTexts[name].status })),
    ...missing.map((name) => ({ name, status: 404 })),
  ];
}

const shapes = new Map<ProblemName, z.ZodObject>();

/** The shape of one problem, as it goes out. */
export function problemShape(name: ProblemName): z.ZodObject {
  const known = shapes.get(name);
  if (known) return known;
  const { title, detail, members = {} } = problemTexts[name];
  const failed = isFailure(name);
  const shape = z
    .object({
      type: z.literal(`/problems/${name}`),
      title: z.literal(title),
      status: z.int(),
      detail: z.string(),
      [failed ? 'failed' : 'refused']: z.literal(name),
      ...members,
      ...(failed ? { requestId: z.string().optional() } : {}),
    })
    .meta({ id: `Problem-${name}`, description: detail });
  shapes.set(name, shape);
  return shape;
}
