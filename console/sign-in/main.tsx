/**
 * The sign-in page of staff. Who is signed in already goes on to the console.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { askWhoIsHere } from '../account.ts';
import { consolePath } from '../address.ts';
import { firstPathOf } from '../staff-pages.ts';
import { SignIn } from './SignIn.tsx';

async function goOn(signedIn: boolean): Promise<void> {
  const who = await askWhoIsHere();
  if (typeof who === 'object') location.replace(firstPathOf(who));
  else if (signedIn) location.replace(consolePath);
}

showPage(<SignIn onSignedIn={() => void goOn(true)} />, { fonts: true, unattended: false });
void goOn(false);
