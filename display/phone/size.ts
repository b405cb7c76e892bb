/**
 * Large type for who wishes it: all sizes of the page go by one, and the phone remembers the choice
 * where it lets pages remember anything.
 */
import { signal } from '@preact/signals';

const key = 'jinghao-phone-large';

function remembered(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}

export const large = signal(remembered());

export function setLarge(wanted: boolean): void {
  large.value = wanted;
  try {
    if (wanted) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // Then it is chosen anew the next time.
  }
}
