/**
 * What a visitor may wish for alone, beside a number.
 */
import type { Known } from './known.ts';

/** The classes that a visitor may choose alone; the others are given by staff. */
export const classesOf = ({ names }: Pick<Known, 'names'>) =>
  names.classes.filter(({ kind, atKiosk }) => atKiosk && kind === 'priority');
