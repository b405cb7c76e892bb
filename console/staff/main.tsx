/**
 * The page of accounts, roles, sign-ins and keys, for administrators.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { StaffPage } from './StaffPage.tsx';

showPage(<StaffPage />, { fonts: true, unattended: false });
