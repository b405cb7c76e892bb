/**
 * The page on which managers see how texts go: whoever sends them, what went out today, and what failed.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { TextsPage } from './TextsPage.tsx';

showPage(<TextsPage />, { fonts: true, unattended: false });
