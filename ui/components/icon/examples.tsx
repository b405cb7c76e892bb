/**
 * Every icon of the one set, each beside its word: alone they say nothing.
 */
import type { Examples } from '../../examples.ts';
import { Icon, type IconName } from './Icon.tsx';

const all: readonly IconName[] = [
  ...(['arrow', 'back', 'forward', 'start', 'check', 'warning'] as const),
  ...(['paper', 'person', 'clock', 'search', 'delete', 'help'] as const),
];

export const iconExamples: Examples = {
  all: () => (
    <ul>
      {all.map((name) => (
        <li key={name}>
          <Icon name={name} /> {name}
        </li>
      ))}
    </ul>
  ),
};
