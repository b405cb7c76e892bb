/**
 * The page on which managers post what the public reads in the hall, and take all screens over.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { House } from './House.tsx';

showPage(<House />, { fonts: true, unattended: false });
