/** The key between a hub and its relay: made once, read only where nobody else can, never sent. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  makeSharedKey,
  proofOf,
  RelayError,
  readSharedKey,
  sameProof,
} from '../../../server/relay/shared-key.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'jinghao-relay-key-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
const bytes = (count: number) => new Uint8Array(count).fill(7);

test('a fresh key is for its owner alone, and an old one is not written over', () => {
  const path = join(folder(), 'relay.key');
  makeSharedKey(path, bytes);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSharedKey(path)).toBe(readFileSync(path, 'utf8').trim());
  expect(() => makeSharedKey(path, bytes)).toThrow(RelayError);
  chmodSync(path, 0o640);
  expect(() => readSharedKey(path)).toThrow(/chmod 600/);
});

test('what is no key, or not there, is said with what to do', () => {
  const path = join(folder(), 'relay.key');
  expect(() => readSharedKey(path)).toThrow(/make-key/);
  writeFileSync(path, 'too short\n', { mode: 0o600 });
  expect(() => readSharedKey(path)).toThrow(/holds no key/);
});

test('a proof is of one key, one side and one connection', () => {
  const key = Buffer.from(bytes(32)).toString('base64url');
  const other = Buffer.alloc(32, 8).toString('base64url');
  const proof = proofOf(key, 'hub', 'a', 'b');
  expect(sameProof(proof, proofOf(key, 'hub', 'a', 'b'))).toBe(true);
  const strangers = [
    proofOf(other, 'hub', 'a', 'b'),
    proofOf(key, 'relay', 'a', 'b'),
    proofOf(key, 'hub', 'x', 'b'),
    proofOf(key, 'hub', 'a', 'x'),
    '',
  ];
  for (const stranger of strangers) expect(sameProof(proof, stranger)).toBe(false);
  expect(proof).not.toContain(key);
});
