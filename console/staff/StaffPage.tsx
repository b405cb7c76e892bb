/**
 * Accounts with their roles, and the keys of devices and programs. What somebody may not do is not
 * offered: whoever makes accounts gives no rights, and the other way round.
 */

import { useMemo, useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { Accounts } from './Accounts.tsx';
import { Keys } from './Keys.tsx';
import './staff.css';
import { type StaffTexts, textsIn } from './texts/index.ts';
import { Asking, type Done, type Told } from './told.ts';

export interface StaffParts {
  readonly texts: StaffTexts;
  readonly told: Told;
  readonly asking: Asking;
  readonly may: (permission: string) => boolean;
  /** The id of whoever looks. */
  readonly self: string;
  readonly busy: boolean;
  readonly run: (act: () => Promise<Done>, account?: string) => Promise<boolean>;
}

export function StaffPage() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={Everybody} />;
}

/** What came of the last act; `password` is shown until it is put away. */
interface Came {
  readonly account: string;
  readonly password: string | null;
  readonly trouble: string | null;
}

export function Everybody({ me, names, rev }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold<Told | Failed>(() => asking.all(), [asking], [rev]);
  const [came, setCame] = useState<Came | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<Done>, account = ''): Promise<boolean> => {
    setBusy(true);
    const result = await act();
    setBusy(false);
    const password = result.done ? result.password : null;
    const trouble = result.done ? null : texts.trouble(result.rule);
    setCame(password || trouble ? { account, password, trouble } : null);
    again();
    return result.done;
  };
  const parts = { texts, asking, busy, run, self: me.id };
  const may = (permission: string) => me.may.includes(permission);
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts} leaves={texts.unreachable} />
      {told === 'not-allowed' && <Notice kind="danger">{texts.notAllowed}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {came?.trouble && <Notice kind="danger">{came.trouble}</Notice>}
      {came?.password && (
        <Notice kind="tell">
          {texts.password(came.account)} <strong class="figures">{came.password}</strong>{' '}
          <button type="button" class="button button-quiet" onClick={() => setCame(null)}>
            {texts.putAway}
          </button>
        </Notice>
      )}
      {told !== null && typeof told === 'object' && (
        <main>
          <Accounts {...parts} told={told} may={may} />
          <Keys {...parts} told={told} may={may} />
        </main>
      )}
    </>
  );
}
