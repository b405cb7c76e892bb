/**
 * The page of cases: bad ratings, failed errands, complaints, applications, visits of officers and
 * incidents, from what went wrong to what was put right.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Cases } from './Cases.tsx';

showPage(<Cases />, { fonts: true, unattended: false });
