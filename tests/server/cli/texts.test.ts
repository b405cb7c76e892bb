/** `jinghao texts …` against a hub that answers as the API does. */
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { textsCommand } from '../../../server/cli/texts.ts';

async function hub(answers: Readonly<Record<string, object>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return { asked, address: { url: `http://127.0.0.1:${port}`, token: 't' } };
}

const halls = { '/api/halls': { halls: [{ id: 'h' }] } };

test('tells providers and counts, and sends a trial', async () => {
  const { asked, address } = await hub({
    ...halls,
    '/api/halls/h/texts': {
      configured: true,
      providers: [{ id: 'one', state: 'ready', detail: 'signed in' }],
      counts: [{ kind: 'called', state: 'delivered', count: 2, parts: 3 }],
    },
    '/api/halls/h/texts/test': { id: 'test-1/test' },
  });
  expect(await textsCommand(['texts', 'list'], address)?.()).toEqual({
    ok: true,
    lines: ['one\tready\tsigned in', 'today\tcalled\tdelivered\t2\t3 parts'],
  });
  const tried = await textsCommand(['texts', 'test', '13800138000'], address)?.();
  expect(tried?.ok).toBe(true);
  expect(asked).toContain('POST /api/halls/h/texts/test');
  expect((await textsCommand(['texts', 'test'], address)?.())?.ok).toBe(false);
  expect(textsCommand(['device', 'list'], address)).toBeNull();
});
