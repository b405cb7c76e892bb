/**
 * The description of the API: sound in itself, and telling of exactly what can be asked.
 */
import { expect, test } from 'vitest';
import { counterActs } from '../../../core/wire/commands.ts';
import { httpApp } from '../../../server/http/app.ts';
import { routePath } from '../../../server/http/mount.ts';
import { pagePaths } from '../../../server/http/pages.ts';
import { problemTexts } from '../../../server/http/problem-texts.ts';
import { type World, worldOf } from './world.ts';

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: string[];
  readonly security: object[];
  readonly parameters?: { in: string; name: string; required: boolean; schema: object }[];
  readonly requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, object> }>;
}

interface Description {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly tags: { name: string }[];
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: {
    schemas: Record<string, { properties?: Record<string, { const?: unknown }> }>;
    securitySchemes: Record<string, { type: string }>;
  };
}

const describe = async ({ get }: World): Promise<Description> =>
  (await get('/api/openapi.json', { token: null })).body;

const operationsIn = ({ paths }: Description): [string, string, Described][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, one]): [string, string, Described] => [method, path, one]),
  );

test('it is an OpenAPI 3.1 document that does not change between two askings', async () => {
  const world = await worldOf();
  const { status, headers, body } = await world.get('/api/openapi.json', { token: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  const same = { 'If-None-Match': headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
  const again = await world.get('/api/openapi.json', { token: null, headers: same });
  expect(again.status).toBe(304);
});

test('every reference leads somewhere, and nothing stands there for nothing', async () => {
  const description = await describe(await worldOf());
  const text = JSON.stringify(description);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  const named = new Set(references.map(([, name]) => name));
  expect(text.match(/"\$ref":/g)).toHaveLength(references.length);
  expect([...named].sort()).toEqual(Object.keys(description.components.schemas).sort());
});

test('every operation is whole', async () => {
  const description = await describe(await worldOf());
  const schemes = Object.keys(description.components.securitySchemes);
  const tags = new Set(description.tags.map(({ name }) => name));
  const ids = new Set<string>();
  for (const [method, path, one] of operationsIn(description)) {
    expect(one.operationId).toMatch(/^[a-z][A-Za-z]+$/);
    ids.add(one.operationId);
    expect(one.summary.length).toBeGreaterThan(5);
    expect(one.tags.every((tag) => tags.has(tag))).toBe(true);
    for (const needed of one.security)
      expect(schemes).toEqual(expect.arrayContaining(Object.keys(needed)));
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = one.parameters ?? [];
    expect(parameters.map(({ name }) => name)).toEqual(inPath);
    expect(parameters.every((given) => given.in === 'path' && given.required)).toBe(true);
    expect(one.requestBody !== undefined).toBe(method === 'post');
    const answers = Object.entries(one.responses);
    expect(answers.filter(([status]) => status.startsWith('2'))).toHaveLength(1);
    for (const [status, { description: said, content }] of answers) {
      expect(said.length).toBeGreaterThan(2);
      const kinds = Object.keys(content ?? {});
      if (!status.startsWith('2')) expect(kinds).toEqual(['application/problem+json']);
      else if (path === '/metrics') expect(kinds).toEqual([metrics]);
      else if (path.endsWith('.ics')) expect(kinds).toEqual(['text/calendar; charset=utf-8']);
      else if (/\/guides\/.*(template\.xlsx|export)/.test(path)) {
        expect(kinds[0]).toContain('spreadsheet');
      } else if (/\/(case-ledgers|reports)\/.*csv$/.test(path)) {
        expect(kinds).toEqual(['text/csv; charset=utf-8']);
      } else if (/\/(case-ledgers|reports)\/.*xlsx$/.test(path)) {
        expect(kinds[0]).toContain('spreadsheet');
      } else if (/^\/guides\/.*\/files\//.test(path)) expect(kinds).toEqual(['text/html']);
      else if (path.includes('/settings/versions/{version}/file')) {
        if (status === '200') expect(kinds).toEqual(['application/yaml']);
      } else if (path.startsWith('/posted/photos')) expect(kinds).toEqual(['image/jpeg']);
      else if (status !== '204') expect(kinds).toEqual(['application/json']);
    }
    expect(Object.keys(one.responses)).toEqual(expect.arrayContaining(['429', '500', '503']));
  }
  expect(ids.size).toBe(operationsIn(description).length);
});

/** Prometheus' text format. */
const metrics = 'text/plain; version=0.0.4; charset=utf-8';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
}

/** Files and pictures that pages show. */
const ofPages: ReadonlySet<string> = new Set(['/{*file}', '/emblem']);

test('it lists exactly the routes that are mounted', async () => {
  const world = await worldOf();
  const app = httpApp(world.parts);
  const { stack } = app.router as unknown as { stack: Layer[] };
  const mounted = stack.flatMap(({ route }) => {
    if (!route || route.path in pagePaths || ofPages.has(route.path)) return [];
    const methods = Object.keys(route.methods).filter((method) => method !== '_all');
    return methods.map((method) => `${method} ${route.path}`);
  });
  const listed = operationsIn(await describe(world)).map(
    ([method, path]) => `${method} ${routePath(path)}`,
  );
  expect(listed.sort()).toEqual(mounted.sort());
  const acts = Object.keys(counterActs).filter((act) => act !== 'sign-in');
  for (const act of acts) {
    expect(listed).toContain(`post /api/halls/:hall/counters/:counter/${act}`);
  }
});

test('every problem that a rule can say is described with its name and data', async () => {
  const { components } = await describe(await worldOf());
  // A token never signs in, so it never hears what only clerks are told.
  const ofClerks = [
    'counter-of-another',
    'counter-taken',
    'signed-in-elsewhere',
    'only-clerks-sign-in',
  ];
  // Only a kiosk's agent hands numbers over, and it does not by HTTP.
  const ofAgents = ['label-not-away', 'label-taken'];
  // The id of a case is made of the deed that opens it: asked for twice, it is the same one.
  const ofNobody = ['case-exists', 'unknown-route', 'wrong-method'];
  const never = new Set([...ofClerks, ...ofAgents, ...ofNobody]);
  for (const name of Object.keys(problemTexts).filter((one) => !never.has(one))) {
    const schema = components.schemas[`Problem-${name}`];
    expect([name, schema?.properties?.type?.const]).toEqual([name, `/problems/${name}`]);
  }
  const properties = components.schemas['Problem-ticket-in-hand']?.properties ?? {};
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['type', 'title', 'status', 'detail', 'refused', 'ticketStatus']),
  );
});

test('a body that needs nothing is not required, one that does is', async () => {
  const { paths } = await describe(await worldOf());
  const required = (path: string) =>
    paths[`/api/halls/{hall}/${path}`]?.post?.requestBody?.required;
  expect(required('tickets')).toBe(true);
  expect(required('counters/{counter}/call-next')).toBe(false);
  expect(required('counters/{counter}/park')).toBe(true);
  const schema = paths['/api/halls/{hall}/tickets']?.post?.requestBody?.content['application/json'];
  expect(schema?.schema).toMatchObject({
    type: 'object',
    required: ['service'],
    properties: { service: { type: 'string' }, kiosk: {}, requestId: {}, language: {} },
    additionalProperties: false,
  });
});
