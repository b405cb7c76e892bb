/**
 * The one set of icons: strokes of one weight on a 24-unit square, in the colour of the words. They
 * only accompany words, so readers pass over them.
 */
import './icon.css';

const strokes = {
  arrow: 'M3 12h17M13.500 5.500 20 12l-6.500 6.500',
  back: 'M14.500 5 7.500 12l7 7',
  forward: 'm9.500 5 7 7-7 7',
  start: 'M4 11.500 12 4.500l8 7M6.500 9.500V20h11V9.500',
  check: 'm5 12.500 5 5 9.500-11',
  warning: 'M12 4 2.500 20h19zM12 10v5M12 17.200v.3',
  paper: 'M6 3.500h12v17l-2-1.500-2 1.500-2-1.500-2 1.500-2-1.500-2 1.500zM9 8.500h6M9 12.500h6',
  delete: 'M8.500 5.500H21v13H8.500L3 12zM11.500 9.500l5 5M16.500 9.500l-5 5',
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  );
}
