/**
 * The page on which a manager says what became of numbers that kiosks gave while the hub was away.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Adoption } from './Adoption.tsx';

showPage(<Adoption />, { fonts: true, unattended: false });
