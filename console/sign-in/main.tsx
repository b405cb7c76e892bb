/**
 * The sign-in page of staff. Who is signed in already goes on to the console.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { askWhoIsHere } from '../account.ts';
import { consolePath } from '../address.ts';
import { SignIn } from './SignIn.tsx';

const goOn = (): void => location.replace(consolePath);

showPage(<SignIn onSignedIn={goOn} />, { fonts: true, unattended: false });
void askWhoIsHere().then((who) => {
  if (typeof who === 'object') goOn();
});
