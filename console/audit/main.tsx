/**
 * The page on which the auditor searches what staff did.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { AuditPage } from './AuditPage.tsx';

showPage(<AuditPage />, { fonts: true, unattended: false });
