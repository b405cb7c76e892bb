/**
 * The keys of devices and programs. Revoking one is for good, and is asked twice.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { dateTime } from '../dates.ts';
import type { StaffParts } from './StaffPage.tsx';

export function Keys({ texts, told, asking, busy, run, may }: StaffParts) {
  const [sure, setSure] = useState<string | null>(null);
  const revoke = async (id: string): Promise<void> => {
    setSure(null);
    await run(() => asking.revoke(id));
  };
  return (
    <section class="staff-part">
      <h2 id="keys-title">{texts.keys}</h2>
      <p class="manager-quiet">{texts.keysHint}</p>
      {told.keys.length === 0 && <p>{texts.noKeys}</p>}
      {told.keys.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
        <section class="manager-room" tabIndex={0} aria-labelledby="keys-title">
          <table class="manager-table">
            <thead>
              <tr>
                <th scope="col">{texts.keyOf}</th>
                <th scope="col">{texts.kind}</th>
                <th scope="col">{texts.since}</th>
                <th scope="col">{texts.state}</th>
              </tr>
            </thead>
            <tbody>
              {told.keys.map(({ id, kind, name, since, revokedAt }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td>{texts.kinds[kind]}</td>
                  <td class="figures">{dateTime(since)}</td>
                  <td>
                    {revokedAt !== null && `${texts.revoked} ${dateTime(revokedAt)}`}
                    {revokedAt === null && !may('keys.change') && texts.valid}
                    {revokedAt === null && may('keys.change') && (
                      <Button
                        kind={sure === id ? 'plain' : 'quiet'}
                        disabled={busy}
                        onPress={() => (sure === id ? void revoke(id) : setSure(id))}
                      >
                        {sure === id ? texts.sure : texts.revoke}
                        <span class="unseen"> {name}</span>
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
