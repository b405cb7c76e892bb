/**
 * The page on which managers and technicians see how every device of the hall is.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Devices } from './Devices.tsx';

showPage(<Devices />, { fonts: true, unattended: false });
