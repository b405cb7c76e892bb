/**
 * The sign-in page of staff. Who is signed in already goes on to the console; `?mine` tells where.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { askWhoIsHere, wayOut } from '../account.ts';
import { consolePath } from '../address.ts';
import { firstPathOf } from '../staff-pages.ts';
import { Mine } from './Mine.tsx';
import { SignIn } from './SignIn.tsx';

async function goOn(signedIn: boolean): Promise<void> {
  const who = await askWhoIsHere();
  if (typeof who === 'object') location.replace(firstPathOf(who));
  else if (signedIn) location.replace(consolePath);
}

const mine = new URLSearchParams(location.search).has('mine');
const page = mine ? (
  <Mine leave={() => location.replace(wayOut())} />
) : (
  <SignIn onSignedIn={() => void goOn(true)} />
);
showPage(page, { fonts: true, unattended: false });
if (!mine) void goOn(false);
