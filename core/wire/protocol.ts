/**
 * The few numbers that both ends of the socket go by. Apart from the schemas, so that pages can have
 * them without the schema library.
 */

/** Raised when old pages can no longer follow; they are told to reload. */
export const protocol = 3;
export const pulseMs = 3_000;
/** A screen that has heard nothing for so long says so on itself. */
export const staleMs = 10_000;
/** A call older than this is shown, but no longer announced. */
export const announceMs = 20_000;
