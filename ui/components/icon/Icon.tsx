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
  person:
    'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.500 20.500c0-4 3.200-6.500 7.500-6.500s7.500 2.500 7.500 6.500',
  clock: 'M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17M12 7.500V12l3 2.500',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13M15.500 15.500l5 5',
  delete: 'M8.500 5.500H21v13H8.500L3 12zM11.500 9.500l5 5M16.500 9.500l-5 5',
  help: 'M4.500 13.500v-2a7.500 7.500 0 0 1 15 0v2M4.500 13h3v5h-3zM16.500 13h3v5h-3zM19.500 18c0 2-2.500 3-5.500 3',
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  );
}
