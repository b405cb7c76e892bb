/**
 * The console of a clerk.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Console } from './Console.tsx';

showPage(<Console />, { fonts: true, unattended: false });
