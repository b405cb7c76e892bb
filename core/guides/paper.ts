/**
 * A guide on paper, as all who order, print and show it name it. Free of the schema library, for
 * pages.
 */

/** The whole guide, or only what to bring. */
export const guideParts = ['whole', 'materials'] as const;
export type GuidePart = (typeof guideParts)[number];

/** By which name a guide's paper stands among a kiosk's latest papers. */
export const guideTicket = (requestId: string): string => `guide:${requestId}`;

/** The same of a blank form. */
export const formTicket = (requestId: string): string => `form:${requestId}`;
