/**
 * The page of what is held of persons, for managers and the security administrator.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { PrivacyPage } from './PrivacyPage.tsx';

showPage(<PrivacyPage />, { fonts: true, unattended: false });
