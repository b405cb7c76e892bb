/**
 * Who steals the database gets no key out of it: everything secret is used once, and then looked
 * for in everything that the database holds, in the spellings in which it could stand there.
 */
import { expect, test } from 'vitest';
import type { Place } from '../house/databases.ts';
import { granted, LI, LI_PASSWORD, peopleAt } from './parts.ts';

export function secrecySuite(place: () => Place): void {
  test('no password, code, cookie, device key or token stands in the database', async () => {
    const { staff, sessions, enrolment, devices, tokens } = await peopleAt(place());
    const { person } = granted(await staff.add(LI, LI_PASSWORD));
    const { generated } = granted(await staff.setPassword(person.id, null));
    granted(await staff.setPassword(person.id, 'and-another-quiet-river'));
    const cookie = await sessions.begin(person);
    await sessions.find(cookie);
    const waiting = granted(await enrolment.invite({ hall: 'h', kind: 'agent', place: 'k9' }));
    const used = granted(await enrolment.invite({ hall: 'h', kind: 'kiosk', place: 'k1' }));
    const { key } = granted(await enrolment.redeem(used.code, '10.0.0.1'));
    await devices.find(key);
    const { secret: token } = await tokens.make('acceptance system', 'h');
    granted(await tokens.ensure('given-by-the-environment', 'environment'));
    await tokens.find(token);

    const contents = await place().contents();
    // It was looked for in the right place: what may be read is there.
    for (const open of ['acceptance system', 'li.na', 'k9', person.id]) {
      expect(contents).toContain(open);
    }
    const passwords = [LI_PASSWORD, generated ?? '', 'and-another-quiet-river'];
    const codes = [waiting.code, used.code].flatMap((code) => [code, code.replace('-', '')]);
    const keys = [cookie, key, token, token.slice('jh_'.length), 'given-by-the-environment'];
    for (const secret of [...passwords, ...codes, ...keys]) {
      expect(secret.length).toBeGreaterThanOrEqual(8);
      for (const spelling of spellings(secret)) {
        expect(contents.toLowerCase()).not.toContain(spelling.toLowerCase());
      }
    }
  });
}

function spellings(secret: string): string[] {
  const bytes = [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'base64url')];
  const encodings = ['latin1', 'hex', 'base64', 'base64url'] as const;
  const spelled = bytes.flatMap((each) => encodings.map((encoding) => each.toString(encoding)));
  return [secret, ...spelled.filter((spelling) => spelling.length >= 8)];
}
