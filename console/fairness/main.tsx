/**
 * The page of the watch list and of what looks like hoarding today, for managers.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { FairnessPage } from './FairnessPage.tsx';

showPage(<FairnessPage />, { fonts: true, unattended: false });
