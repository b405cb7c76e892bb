/**
 * The hall as it was, for those who run it.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Past } from './Past.tsx';

showPage(<Past />, { fonts: true, unattended: false });
