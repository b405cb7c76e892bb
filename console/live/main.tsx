/**
 * The hall at a glance for those who run it; `?wall`: the same for a large screen on a wall.
 */
import '../../ui/tokens.css';
import { showPage } from '../../ui/page.tsx';
import { Live } from './Live.tsx';
import { Wall } from './Wall.tsx';

const wall = new URLSearchParams(location.search).has('wall');

showPage(wall ? <Wall /> : <Live />, { fonts: true, unattended: wall });
