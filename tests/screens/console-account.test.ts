/** Where whoever signs out goes: to sign in; after a sign-in by the provider to its page of signing out. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { endSignIn, signInPath, wayOut } from '../../console/account.ts';

test('the way out is what the hub says of it', async () => {
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const left = async (answer: () => Response) => {
    vi.stubGlobal('fetch', async () => answer());
    return [await endSignIn(), wayOut()];
  };
  const there = 'https://login.example.gov.cn/end?client_id=jinghao';
  expect(wayOut()).toBe(signInPath);
  const headers = { location: there };
  expect(await left(() => new Response(null, { status: 204, headers }))).toEqual([true, there]);
  expect(await left(() => new Response(null, { status: 204 }))).toEqual([true, signInPath]);
  const broken = () => {
    throw new TypeError('no network');
  };
  expect(await left(broken)).toEqual([false, signInPath]);
});
