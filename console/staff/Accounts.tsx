/**
 * The accounts of the hall, one in a row, and a new one.
 */
import { useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import type { StaffParts } from './StaffPage.tsx';
import type { AccountTold } from './told.ts';

const nobody = { account: '', name: '' };

export function Accounts(parts: StaffParts) {
  const { texts, told, asking, busy, run, may } = parts;
  const [wish, setWish] = useState(nobody);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { account, name } = wish;
    if (await run(() => asking.add(account.trim(), name.trim()), account)) setWish(nobody);
  };
  const field = (key: 'account' | 'name') => (
    <label>
      {texts.fields[key]}
      <input
        type="text"
        maxLength={40}
        autocomplete="off"
        value={wish[key]}
        onInput={(event) => setWish({ ...wish, [key]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <section class="staff-part" aria-labelledby="accounts-title">
      <h2 id="accounts-title">{texts.accounts}</h2>
      <p class="manager-quiet">{texts.apart}</p>
      <div class="manager-room">
        <table class="manager-table">
          <thead>
            <tr>
              <th scope="col">{texts.fields.account}</th>
              <th scope="col">{texts.fields.name}</th>
              <th scope="col">{texts.role}</th>
              <th scope="col">{texts.state}</th>
              <th scope="col">{texts.acts}</th>
            </tr>
          </thead>
          <tbody>
            {told.accounts.map((one) => (
              <Row key={one.id} one={one} {...parts} />
            ))}
          </tbody>
        </table>
      </div>
      {may('accounts.change') && (
        <form class="manager-form" onSubmit={(event) => void submit(event)} noValidate>
          <h3>{texts.newAccount}</h3>
          {field('account')}
          {field('name')}
          <button type="submit" class="button" disabled={busy}>
            {texts.add}
          </button>
        </form>
      )}
    </section>
  );
}

function Row(props: StaffParts & { readonly one: AccountTold }) {
  const { texts, told, asking, busy, run, may, self, one } = props;
  const { id, account, name, role, disabled } = one;
  const roles = ['none', ...Object.keys(told.roles)];
  const gives = may('rights.change') && id !== self;
  const changes = may('accounts.change');
  const hidden = <span class="unseen"> {account}</span>;
  return (
    <tr>
      <th scope="row">{account}</th>
      <td>{name}</td>
      <td>
        {gives ? (
          <select
            aria-label={`${texts.role} ${account}`}
            disabled={busy}
            value={role}
            onChange={(event) => {
              const wished = event.currentTarget.value;
              void run(() => asking.setRole(id, wished));
            }}
          >
            {roles.map((each) => (
              <option key={each} value={each}>
                {texts.roleNamed(each)}
              </option>
            ))}
          </select>
        ) : (
          texts.roleNamed(role)
        )}
      </td>
      <td>{disabled ? texts.disabled : texts.enabled}</td>
      <td>
        {changes && id !== self && (
          <Button
            kind="quiet"
            disabled={busy}
            onPress={() => void run(() => asking.setDisabled(id, !disabled))}
          >
            {disabled ? texts.enable : texts.disable}
            {hidden}
          </Button>
        )}
        {changes && (
          <Button
            kind="quiet"
            disabled={busy}
            onPress={() => void run(() => asking.newPassword(id), account)}
          >
            {texts.newPassword}
            {hidden}
          </Button>
        )}
        {gives && (
          <Button
            kind="quiet"
            disabled={busy}
            onPress={() => void run(() => asking.resetFactor(id))}
          >
            {texts.resetFactor}
            {hidden}
          </Button>
        )}
        {may('sessions.end') && (
          <Button kind="quiet" disabled={busy} onPress={() => void run(() => asking.signOut(id))}>
            {texts.signOut}
            {hidden}
          </Button>
        )}
      </td>
    </tr>
  );
}
