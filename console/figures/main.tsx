/**
 * The page on which managers read, print and take away the figures of a day, week, month or year.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Figures } from './Figures.tsx';

showPage(<Figures />, { fonts: true, unattended: false });
