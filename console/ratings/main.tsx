/**
 * The page on which staff read how visitors rated their services today.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Ratings } from './Ratings.tsx';

showPage(<Ratings />, { fonts: true, unattended: false });
