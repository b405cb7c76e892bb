/**
 * The page on which managers bring in, check, approve and publish the hall's service guides.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Guides } from './Guides.tsx';

showPage(<Guides />, { fonts: true, unattended: false });
