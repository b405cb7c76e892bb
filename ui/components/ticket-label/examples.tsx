/**
 * A ticket's label: the usual one, the shortest and the longest that a hall can give.
 */
import type { Examples } from '../../examples.ts';
import { TicketLabel } from './TicketLabel.tsx';

export const ticketLabelExamples: Examples = {
  usual: () => <TicketLabel label="A017" />,
  shortest: () => <TicketLabel label="A1" />,
  longest: () => <TicketLabel label="WM8888" />,
};
