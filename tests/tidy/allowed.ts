/**
 * Files that may be longer than the house's rule, each with its reason. The list may only shrink.
 */
export const longer: Readonly<Record<string, string>> = {};
